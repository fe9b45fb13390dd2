#include <fmt/format.h>

#include <algorithm>

#include "core/bundle/toml_writer_p.h"
#include "core/text/number.h"
#include "core/validation/protocol.h"

namespace snitt::validation {
namespace {

using manifest::tomlList;
using manifest::TomlWriter;

void textIfAny(TomlWriter& out, std::string_view key, const std::string& value) {
  if (!value.empty()) out.text(key, value);
}

void listIfAny(TomlWriter& out, std::string_view key, const std::vector<std::string>& values) {
  if (!values.empty()) out.raw(key, tomlList(values));
}

void numberIfAny(TomlWriter& out, std::string_view key, const std::optional<double>& value) {
  if (value) out.number(key, *value);
}

// Days a unit are read back as the same double, since each has its one word.
std::string_view unitOf(double daysPerUnit) {
  if (daysPerUnit == kDaysPerYear) return "years";
  return daysPerUnit == kDaysPerYear / 12 ? "months" : "days";
}

std::string_view wordOf(UnknownCause cause) {
  switch (cause) {
    case UnknownCause::refuse:
      return "refuse";
    case UnknownCause::counts:
      return "counts";
    case UnknownCause::competes:
      return "competes";
    case UnknownCause::censored:
      break;
  }
  return "censored";
}

std::string_view wordOf(RepeatKind kind) {
  return kind == RepeatKind::rerun ? "rerun" : kind == RepeatKind::rescan ? "rescan" : "otherScanner";
}

void writeRule(TomlWriter& out, std::string_view header, const CohortRule& rule) {
  out.header(header);
  out.text("column", rule.column);
  listIfAny(out, "values", rule.values);
  numberIfAny(out, "from", rule.from);
  numberIfAny(out, "to", rule.to);
  textIfAny(out, "why", rule.why);
}

void writeCohort(TomlWriter& out, const CohortPart& cohort) {
  out.header("[cohort]");
  out.text("list", cohort.list.string());
  for (const CohortRule& one : cohort.include) writeRule(out, "[[cohort.include]]", one);
  for (const CohortRule& one : cohort.exclude) writeRule(out, "[[cohort.exclude]]", one);
}

void writeOutcomes(TomlWriter& out, const OutcomePart& outcomes) {
  out.header("[outcomes]");
  out.text("file", outcomes.file.string());
  out.text("patient", outcomes.patient);
  out.text("time", outcomes.time);
  out.text("unit", unitOf(outcomes.daysPerUnit));
  out.text("event", outcomes.event);
  textIfAny(out, "eventValue", outcomes.eventValue);
  textIfAny(out, "cause", outcomes.cause);
  listIfAny(out, "counts", outcomes.counts);
  listIfAny(out, "competes", outcomes.competes);
  if (outcomes.unknownCause != UnknownCause::refuse) out.text("unknownCause", wordOf(outcomes.unknownCause));
  out.text("origin", outcomes.origin);
  out.text("endpoint", outcomes.endpoint);
  if (outcomes.cutOff)
    out.raw("cutOff", fmt::format("{:04}-{:02}-{:02}", static_cast<int>(outcomes.cutOff->year()),
                                  static_cast<unsigned>(outcomes.cutOff->month()),
                                  static_cast<unsigned>(outcomes.cutOff->day())));
}

void writeAnalysis(TomlWriter& out, const Protocol& protocol) {
  out.header("[analysis]");
  if (!protocol.horizonsYears.empty()) out.raw("horizonsYears", tomlList(protocol.horizonsYears));
  listIfAny(out, "adjust", protocol.adjust);
  listIfAny(out, "factors", protocol.factors);
  out.raw("smallestCell", std::to_string(protocol.smallestCell));
  out.raw("resamples", std::to_string(protocol.resamples));
  out.raw("seed", std::to_string(protocol.seed));
  out.number("nearThreshold", protocol.nearThreshold);
}

void writeCriterion(TomlWriter& out, const CriterionPart& criterion) {
  out.header("[[criterion]]");
  out.text("figure", criterion.figure);
  if (criterion.of != Limit::value) out.text("of", criterion.of == Limit::lower ? "lower" : "upper");
  numberIfAny(out, "horizonYears", criterion.horizonYears);
  textIfAny(out, "which", criterion.which);
  numberIfAny(out, "atLeast", criterion.atLeast);
  numberIfAny(out, "atMost", criterion.atMost);
}

}  // namespace

std::string formatProtocol(const Protocol& protocol) {
  TomlWriter out;
  out.text("format", "snitt-protocol/1");
  out.text("study", protocol.study);
  out.text("site", protocol.site);
  out.text("intendedUse", protocol.intendedUse);
  out.text("responsible", protocol.responsible);
  out.text("kind", toText(protocol.kind));
  out.text("thresholds", protocol.thresholdsTunedHere ? "tuned-on-these-data" : "frozen");
  out.text("bundle", protocol.bundle.string());
  writeCohort(out, protocol.cohort);
  writeOutcomes(out, protocol.outcomes);
  writeAnalysis(out, protocol);
  for (const SubgroupPart& one : protocol.subgroups) {
    out.header("[[subgroup]]");
    out.text("column", one.column);
    textIfAny(out, "title", one.title);
    if (!one.cuts.empty()) out.raw("cuts", tomlList(one.cuts));
  }
  for (const RepeatPart& one : protocol.repeats) {
    out.header("[[repeat]]");
    out.text("name", one.name);
    out.text("kind", wordOf(one.kind));
    out.text("list", one.list.string());
  }
  for (const CriterionPart& one : protocol.criteria) writeCriterion(out, one);
  return out.take();
}

}  // namespace snitt::validation
