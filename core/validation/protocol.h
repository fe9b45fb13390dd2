// The protocol of a validation study: written by hand before the outcomes are looked at, then locked. TOML, format
// snitt-protocol/1; resources/validation/protocol.toml names every key. Plain values and pure functions.
//
// What a protocol states follows PIECES (Kleppe et al., Nat Rev Cancer 21:199, 2021): population, endpoint, time origin
// and analyses are fixed before the study, and its criteria decide.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace snitt::validation {

inline constexpr double kDaysPerYear = 365.25;

// internal: patients of the population that the model was made from; external: of another one. Their figures never
// stand in one report.
enum class StudyKind { external, internal };
[[nodiscard]] std::string_view toText(StudyKind kind);

// What becomes of a death whose cause is not known.
enum class UnknownCause { refuse, counts, competes, censored };

// Rows of the slide list that a rule holds for: text equal to one of `values` (without case), or a number in [from,
// to]. A cell that says nothing fulfils no rule.
struct CohortRule {
  std::string column;
  std::vector<std::string> values;
  std::optional<double> from;
  std::optional<double> to;
  std::string why;  // the reason in the flow of patients; empty: made of the rule
  bool operator==(const CohortRule&) const = default;
};

struct CohortPart {
  std::filesystem::path list;  // the slide list; as written, relative to the protocol
  std::vector<CohortRule> include;
  std::vector<CohortRule> exclude;
  bool operator==(const CohortPart&) const = default;
};

struct OutcomePart {
  std::filesystem::path file;  // as written
  std::string patient = "patient";
  std::string time = "time";
  double daysPerUnit = 1;  // "days", "months" (365.25 / 12) or "years"
  std::string event = "event";
  std::string eventValue;             // of `event`; empty: the column holds 0 and 1
  std::string cause;                  // a column, or empty: every event counts
  std::vector<std::string> counts;    // causes that are the event; with `cause` at least one
  std::vector<std::string> competes;  // causes that make it impossible
  UnknownCause unknownCause = UnknownCause::refuse;
  std::string origin;    // "date of surgery", in words
  std::string endpoint;  // "death of colorectal cancer", in words
  std::optional<std::chrono::year_month_day> cutOff;
  bool operator==(const OutcomePart&) const = default;
};

struct SubgroupPart {
  std::string column;        // of the slide list or of the outcomes
  std::string title;         // in the report; empty: the column
  std::vector<double> cuts;  // of a column of numbers: [65, 75] makes < 65, 65 to < 75, ≥ 75
  bool operator==(const SubgroupPart&) const = default;
};

enum class Limit { value, lower, upper };

// "The lower limit of Harrell's C is at least 0.65". Exactly one of atLeast and atMost.
struct CriterionPart {
  std::string figure;                  // a name of criterionFigures()
  Limit of = Limit::value;             // of the 95 % interval
  std::optional<double> horizonYears;  // one of the protocol's, for figures that have one
  std::string which;                   // of a figure that there are several of: a repeatability study's name
  std::optional<double> atLeast;
  std::optional<double> atMost;
  bool operator==(const CriterionPart&) const = default;
};

enum class RepeatKind { rerun, rescan, otherScanner };
[[nodiscard]] std::string_view toText(RepeatKind kind);  // "re-run", "rescan", "other scanner"

// A second cohort of the same patients, scored apart.
struct RepeatPart {
  std::string name;
  RepeatKind kind = RepeatKind::rescan;
  std::filesystem::path list;  // as written
  bool operator==(const RepeatPart&) const = default;
};

struct Protocol {
  std::string study;
  std::string site;
  std::string intendedUse;
  std::string responsible;  // who answers for it
  StudyKind kind = StudyKind::external;
  bool thresholdsTunedHere = false;  // thresholds = "tuned-on-these-data"
  std::filesystem::path bundle;      // as written
  CohortPart cohort;
  OutcomePart outcomes;
  std::vector<double> horizonsYears;  // ascending
  std::vector<std::string> adjust;    // covariates of the multivariable regression
  std::vector<std::string> factors;   // those of them whose numbers stand for levels
  std::vector<SubgroupPart> subgroups;
  std::size_t smallestCell = 5;
  std::size_t resamples = 2000;
  std::uint64_t seed = 1;
  double nearThreshold = 0.05;  // score units to each side
  std::vector<CriterionPart> criteria;
  std::vector<RepeatPart> repeats;
  bool operator==(const Protocol&) const = default;

  [[nodiscard]] bool hasCompeting() const { return !outcomes.competes.empty(); }
};

// Errors are usage and name the key: no TOML, a key that is missing or that nobody knows (with the nearest), a value
// that cannot be, criteria that name no figure (with the nearest) or a horizon that is none of the protocol's, a
// horizon or subgroup that stands twice. A newer major version is unsupported.
[[nodiscard]] Result<Protocol> parseProtocol(std::string_view toml);
// TOML that parseProtocol reads as the same protocol, every key whose value is not its default among it. What is not a
// valid protocol is written as far as it goes, so that a person sees it grow: parseProtocol then says what is missing.
[[nodiscard]] std::string formatProtocol(const Protocol& protocol);

// A figure that criteria can name.
struct CriterionFigure {
  std::string_view name;
  std::string_view title;  // "Harrell's C"
  std::string_view section;
  bool atHorizon = false;
  bool ofRepeat = false;
  bool isShare = false;  // told in per cent
  int decimals = 2;
};
[[nodiscard]] const std::vector<CriterionFigure>& criterionFigures();
[[nodiscard]] const CriterionFigure* criterionFigure(std::string_view name);

// "Harrell's C: lower 95 % limit at least 0.65", "Sensitivity at 5 years: at least 80 %".
[[nodiscard]] std::string inWords(const CriterionPart& criterion);
// "5 years", "1 year", "0.5 years".
[[nodiscard]] std::string yearsInWords(double years);
// "age from 18 to 85", "organ is colon or rectum".
[[nodiscard]] std::string inWords(const CohortRule& rule);

}  // namespace snitt::validation
