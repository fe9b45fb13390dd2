#include "core/validation/protocol.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "core/bundle/manifest_reader_p.h"
#include "core/text/nearest.h"
#include "core/text/number.h"
#include "core/toml_text_p.h"

namespace snitt::validation {
namespace {

using manifest::Need;
using manifest::ReadState;
using manifest::TableReader;
using manifest::Word;

constexpr std::string_view kFormat = "snitt-protocol/1";
constexpr double kFar = 1e12;

constexpr std::array kindWords{Word<StudyKind>{"external", StudyKind::external},
                               Word<StudyKind>{"internal", StudyKind::internal}};
constexpr std::array unitWords{Word<double>{"days", 1}, Word<double>{"months", kDaysPerYear / 12},
                               Word<double>{"years", kDaysPerYear}};
constexpr std::array unknownWords{
    Word<UnknownCause>{"refuse", UnknownCause::refuse}, Word<UnknownCause>{"counts", UnknownCause::counts},
    Word<UnknownCause>{"competes", UnknownCause::competes}, Word<UnknownCause>{"censored", UnknownCause::censored}};
constexpr std::array thresholdWords{Word<bool>{"frozen", false}, Word<bool>{"tuned-on-these-data", true}};
constexpr std::array limitWords{Word<Limit>{"value", Limit::value}, Word<Limit>{"lower", Limit::lower},
                                Word<Limit>{"upper", Limit::upper}};
constexpr std::array repeatWords{Word<RepeatKind>{"rerun", RepeatKind::rerun},
                                 Word<RepeatKind>{"rescan", RepeatKind::rescan},
                                 Word<RepeatKind>{"otherScanner", RepeatKind::otherScanner}};

void readPath(TableReader& in, std::string_view key, std::filesystem::path& into) {
  std::string text;
  in.text(key, text, Need::required);
  if (in.has(key) && text.empty()) in.fail(key, "is empty");
  into = text;
}

void readNeeded(TableReader& in, std::string_view key, std::string& into) {
  in.text(key, into, Need::required);
  if (in.has(key) && into.empty()) in.fail(key, "is empty");
}

CohortRule readRule(TableReader in) {
  CohortRule rule;
  readNeeded(in, "column", rule.column);
  in.texts("values", rule.values);
  in.number("from", rule.from, {-kFar, kFar});
  in.number("to", rule.to, {-kFar, kFar});
  in.text("why", rule.why, Need::optional);
  const bool isRange = rule.from || rule.to;
  if (isRange == !rule.values.empty()) in.fail("column", "needs either values, or from and to");
  if (rule.from && rule.to && *rule.from > *rule.to) in.fail("from", "lies above to");
  in.finish();
  return rule;
}

void readCohort(TableReader in, CohortPart& into) {
  readPath(in, "list", into.list);
  for (TableReader& one : in.tables("include")) into.include.push_back(readRule(std::move(one)));
  for (TableReader& one : in.tables("exclude")) into.exclude.push_back(readRule(std::move(one)));
  in.finish();
}

void readOutcomes(TableReader in, OutcomePart& into) {
  readPath(in, "file", into.file);
  in.text("patient", into.patient, Need::optional);
  in.text("time", into.time, Need::optional);
  in.choice("unit", into.daysPerUnit, unitWords, Need::required);
  in.text("event", into.event, Need::optional);
  in.text("eventValue", into.eventValue, Need::optional);
  in.text("cause", into.cause, Need::optional);
  in.texts("counts", into.counts);
  in.texts("competes", into.competes);
  in.choice("unknownCause", into.unknownCause, unknownWords);
  readNeeded(in, "origin", into.origin);
  readNeeded(in, "endpoint", into.endpoint);
  in.date("cutOff", into.cutOff);
  if (in.has("cutOff") == false) in.fail("cutOff", "is missing: until when the outcomes are known");
  if (into.cause.empty() && !(into.counts.empty() && into.competes.empty()))
    in.fail("cause", "is missing: the column that counts and competes speak of");
  if (!into.cause.empty() && into.counts.empty()) in.fail("counts", "is missing: the causes that are the event");
  for (const std::string& one : into.competes)
    if (std::ranges::find(into.counts, one) != into.counts.end())
      in.fail("competes", "names \"" + one + "\", which counts as the event");
  in.finish();
}

void readAnalysis(TableReader in, Protocol& into) {
  in.numbers("horizonsYears", into.horizonsYears, {0, 100, false});
  if (into.horizonsYears.empty()) in.fail("horizonsYears", "is missing: years at which the figures are stated");
  if (std::ranges::adjacent_find(into.horizonsYears, std::greater_equal<>()) != into.horizonsYears.end())
    in.fail("horizonsYears", "must ascend, each once");
  in.texts("adjust", into.adjust);
  in.texts("factors", into.factors);
  for (const std::string& one : into.factors)
    if (std::ranges::find(into.adjust, one) == into.adjust.end())
      in.fail("factors", "names \"" + one + "\", which is not in adjust");
  int whole = static_cast<int>(into.smallestCell);
  in.integer("smallestCell", whole, {1, 1000});
  into.smallestCell = static_cast<std::size_t>(whole);
  whole = static_cast<int>(into.resamples);
  in.integer("resamples", whole, {100, 1'000'000});
  into.resamples = static_cast<std::size_t>(whole);
  whole = 1;
  in.integer("seed", whole, {0, 2'000'000'000}, Need::required);
  into.seed = static_cast<std::uint64_t>(whole);
  in.number("nearThreshold", into.nearThreshold, {0, 1, false});
  in.finish();
}

SubgroupPart readSubgroup(TableReader in) {
  SubgroupPart part;
  readNeeded(in, "column", part.column);
  in.text("title", part.title, Need::optional);
  in.numbers("cuts", part.cuts, {-kFar, kFar});
  if (std::ranges::adjacent_find(part.cuts, std::greater_equal<>()) != part.cuts.end())
    in.fail("cuts", "must ascend, each once");
  in.finish();
  return part;
}

RepeatPart readRepeat(TableReader in) {
  RepeatPart part;
  readNeeded(in, "name", part.name);
  in.choice("kind", part.kind, repeatWords, Need::required);
  readPath(in, "list", part.list);
  in.finish();
  return part;
}

std::string joined(const std::vector<double>& years) {
  std::string text;
  for (const double one : years) text += (text.empty() ? "" : ", ") + shortest(one);
  return text;
}

void checkWhich(TableReader& in, const CriterionPart& part, const CriterionFigure& figure, const Protocol& protocol) {
  if (figure.atHorizon && !part.horizonYears)
    in.fail("horizonYears", "is missing: which of the horizons (" + joined(protocol.horizonsYears) + ") is meant");
  if (!figure.atHorizon && part.horizonYears) in.fail("horizonYears", "does not belong to " + part.figure);
  if (figure.atHorizon && part.horizonYears &&
      std::ranges::find(protocol.horizonsYears, *part.horizonYears) == protocol.horizonsYears.end())
    in.fail("horizonYears", "is none of the protocol's horizons (" + joined(protocol.horizonsYears) + ")");
  if (!figure.ofRepeat && !part.which.empty()) in.fail("which", "does not belong to " + part.figure);
  if (!figure.ofRepeat) return;
  std::vector<std::string> names;
  for (const RepeatPart& one : protocol.repeats) names.push_back(one.name);
  if (part.which.empty() || std::ranges::find(names, part.which) == names.end())
    in.fail("which", part.which.empty() ? std::string("is missing: the name of a [[repeat]]")
                                        : "is \"" + part.which + "\", and no [[repeat]] has this name" +
                                              nearestHint(part.which, names));
}

// 10 for 10 % would be a limit that nothing can miss.
void checkShare(TableReader& in, const CriterionPart& part, const CriterionFigure& figure) {
  const auto& limit = part.atMost ? part.atMost : part.atLeast;
  if (!figure.isShare || !limit || (*limit >= 0 && *limit <= 1)) return;
  in.fail(part.atMost ? "atMost" : "atLeast", fmt::format("is {}, and a share lies between 0 and 1", shortest(*limit)));
}

CriterionPart readCriterion(TableReader in, const Protocol& protocol) {
  CriterionPart part;
  readNeeded(in, "figure", part.figure);
  in.choice("of", part.of, limitWords);
  in.number("horizonYears", part.horizonYears, {0, 100, false});
  in.text("which", part.which, Need::optional);
  in.number("atLeast", part.atLeast, {-kFar, kFar});
  in.number("atMost", part.atMost, {-kFar, kFar});
  // A key that is misspelt is told before what is missing for that.
  in.finish();
  if (part.atLeast.has_value() == part.atMost.has_value())
    in.fail("figure",
            part.atLeast ? "has both atLeast and atMost, and needs one of them" : "needs one of atLeast and atMost");
  if (const CriterionFigure* figure = criterionFigure(part.figure)) {
    checkWhich(in, part, *figure, protocol);
    checkShare(in, part, *figure);
  } else {
    std::vector<std::string> names;
    for (const CriterionFigure& one : criterionFigures()) names.emplace_back(one.name);
    in.fail("figure", "is \"" + part.figure + "\", which is no figure of the report" + nearestHint(part.figure, names));
  }
  return part;
}

template <class Parts, class Name>
void checkOnce(TableReader& root, std::string_view key, const Parts& parts, Name name) {
  std::set<std::string> seen;
  for (const auto& one : parts)
    if (!seen.insert(name(one)).second) root.fail(key, "names \"" + name(one) + "\" twice");
}

Protocol readProtocol(const toml::table& document, ReadState& state) {
  Protocol protocol;
  TableReader root(state, &document, "", "");
  std::string format;
  root.text("format", format, Need::required);
  if (root.has("format") && format != kFormat)
    root.fail("format", "is \"" + format + "\" and must be \"" + std::string(kFormat) + "\"");
  readNeeded(root, "study", protocol.study);
  readNeeded(root, "site", protocol.site);
  readNeeded(root, "intendedUse", protocol.intendedUse);
  readNeeded(root, "responsible", protocol.responsible);
  root.choice("kind", protocol.kind, kindWords, Need::required);
  root.choice("thresholds", protocol.thresholdsTunedHere, thresholdWords, Need::required);
  readPath(root, "bundle", protocol.bundle);
  readCohort(root.table("cohort", Need::required), protocol.cohort);
  readOutcomes(root.table("outcomes", Need::required), protocol.outcomes);
  readAnalysis(root.table("analysis", Need::required), protocol);
  for (TableReader& one : root.tables("subgroup")) protocol.subgroups.push_back(readSubgroup(std::move(one)));
  for (TableReader& one : root.tables("repeat")) protocol.repeats.push_back(readRepeat(std::move(one)));
  checkOnce(root, "subgroup", protocol.subgroups, [](const SubgroupPart& one) { return one.column; });
  checkOnce(root, "repeat", protocol.repeats, [](const RepeatPart& one) { return one.name; });
  for (TableReader& one : root.tables("criterion", Need::required))
    protocol.criteria.push_back(readCriterion(std::move(one), protocol));
  root.finish();
  return protocol;
}

}  // namespace

std::string_view toText(StudyKind kind) { return kind == StudyKind::external ? "external" : "internal"; }

std::string_view toText(RepeatKind kind) {
  return kind == RepeatKind::rerun ? "re-run" : kind == RepeatKind::rescan ? "rescan" : "other scanner";
}

Result<Protocol> parseProtocol(std::string_view toml) {
  const auto document = parseToml(toml, ErrorKind::usage);
  if (!document) return fail(document.error());
  if (isOtherVersion(*document, kFormat))
    return fail(ErrorKind::unsupported, "format is newer than this program, which reads " + std::string(kFormat));
  ReadState state;
  Protocol protocol = readProtocol(*document, state);
  if (state.error) return fail(ErrorKind::usage, state.error->message);
  return protocol;
}

}  // namespace snitt::validation
