// What became of one slide of a cohort: a line of the journal, a row of slides.csv. Plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/decision/decision.h"
#include "core/result.h"
#include "core/score.h"

namespace snitt {

// scored, notAssessable and refused are results; failed is tried again by the next run. excluded and flagged slides
// were never looked at.
enum class SlideStatus { scored, notAssessable, refused, failed, excluded, flagged };
[[nodiscard]] std::string_view toText(SlideStatus status);  // "not assessable"
// Nothing to be done again: a result that another run would give, too.
[[nodiscard]] bool isFinal(SlideStatus status);

struct CohortSlideResult {
  std::size_t row = 0;      // of the list, as a spreadsheet shows it: the slide's number
  std::string inputKey;     // core/cohort/slide_key.h; empty for a slide that was not opened
  std::string decisionKey;  // the same
  std::string fingerprint;
  std::string sha256;
  SlideStatus status = SlideStatus::failed;
  std::string reason;  // why there is no class; empty for one that was scored
  std::vector<ResolutionScore> resolutions;
  std::optional<double> combined;
  std::optional<Prognosis> prognosis;
  RiskResult risk;
  std::optional<double> tumourMm2;
  std::optional<std::int64_t> unreadable;  // tiles, over the resolutions
  std::string device;
  std::string precision;
  std::string scopeOverride;
  std::string pathNote;
  double seconds = 0;                    // of work, without waiting
  std::map<std::string, double> stages;  // seconds
};

// The result of a slide that was given a score: scored, or not assessable.
[[nodiscard]] CohortSlideResult resultOf(const Score& score, std::size_t row);
// Of one that was not, by the kind of the error: outOfScope and refused are refusals, everything else a fault.
[[nodiscard]] CohortSlideResult resultOf(const Error& error, std::size_t row);

// One line without a line feed, format snitt-cohort-result/1. The same value gives the same bytes.
[[nodiscard]] std::string formatResult(const CohortSlideResult& result);
// Errors: corrupt; unsupported (a newer major version).
[[nodiscard]] Result<CohortSlideResult> parseResult(std::string_view line);

}  // namespace snitt
