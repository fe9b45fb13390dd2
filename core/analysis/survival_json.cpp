#include "core/analysis/json_p.h"
#include "core/analysis/sections_json_p.h"

namespace snitt::analysis {
namespace {

void writeStep(JsonWriter& out, const statistics::KaplanMeierStep& step) {
  out.openObject(kOneLine);
  writeNumber(out, "time", step.time);
  writeCount(out, "atRisk", step.atRisk);
  writeCount(out, "events", step.events);
  writeCount(out, "censored", step.censored);
  writeNumber(out, "survival", step.survival);
  writeNumber(out, "stdErr", step.stdErr);
  writeNumber(out, "lower95", step.lower95);
  writeNumber(out, "upper95", step.upper95);
  out.close();
}

// Null figures where the group was not followed so long; 1, with limits of 1, before its first time (as R).
void writeHorizon(JsonWriter& out, const statistics::KaplanMeier& curve, double horizon) {
  const statistics::AtRisk there = statistics::atRiskAt(curve, horizon);
  const statistics::KaplanMeierStep untouched;
  const statistics::KaplanMeierStep* step = curve.at(horizon);
  if (!curve.steps.empty() && horizon < curve.steps.front().time) step = &untouched;
  out.openObject(kOneLine);
  writeNumber(out, "time", horizon);
  writeCount(out, "atRisk", there.atRisk);
  writeCount(out, "censoredBefore", there.censored);
  writeNumber(out, "survival", step != nullptr ? step->survival : statistics::kUndefined);
  writeNumber(out, "stdErr", step != nullptr ? step->stdErr : statistics::kUndefined);
  writeNumber(out, "lower95", step != nullptr ? step->lower95 : statistics::kUndefined);
  writeNumber(out, "upper95", step != nullptr ? step->upper95 : statistics::kUndefined);
  out.close();
}

void writeGroup(JsonWriter& out, const GroupSurvival& one, const std::vector<double>& horizons) {
  out.openObject();
  out.key("group").text(one.group);
  writeCount(out, "n", one.curve.n);
  writeCount(out, "events", one.curve.events);
  writeNumber(out, "median", one.median.time);
  writeNumber(out, "lower95", one.median.lower95);
  writeNumber(out, "upper95", one.median.upper95);
  writeNumber(out, "rmean", one.mean.mean);
  writeNumber(out, "rmeanStdErr", one.mean.stdErr);
  writeNumber(out, "rmeanUntil", one.mean.until);
  out.key("horizons").openArray();
  for (const double horizon : horizons) writeHorizon(out, one.curve, horizon);
  out.close();
  out.key("curve").openArray();
  for (const statistics::KaplanMeierStep& step : one.curve.steps) writeStep(out, step);
  out.close();
  out.key("cumulativeHazard").openArray();
  for (const statistics::CumulativeHazardStep& step : statistics::cumulativeHazard(one.curve)) {
    out.openObject(kOneLine);
    writeNumber(out, "time", step.time);
    writeNumber(out, "hazard", step.hazard);
    writeNumber(out, "stdErr", step.stdErr);
    out.close();
  }
  out.close();
  out.close();
}

void writeLogRank(JsonWriter& out, const SurvivalSection& section) {
  const statistics::LogRank& test = *section.logRank;
  out.key("logrank").openObject();
  writeNumber(out, "chi2", test.test.chi2);
  writeNumber(out, "df", test.test.df);
  writeNumber(out, "p", test.test.p);
  writeCount(out, "dropped", section.logRankDropped);
  out.key("groups").openArray();
  for (std::size_t g = 0; g < test.groups.size(); ++g) {
    out.openObject(kOneLine);
    out.key("group").text(section.groups[g].group);
    writeCount(out, "n", test.groups[g].n);
    writeNumber(out, "observed", test.groups[g].observed);
    writeNumber(out, "expected", test.groups[g].expected);
    out.close();
  }
  out.close();
  if (section.trend) writeTest(out, "trend", test.trend);
  out.close();
}

}  // namespace

void writeSurvival(JsonWriter& out, const SurvivalSection& section) {
  out.key("km").openArray();
  for (const GroupSurvival& one : section.groups) writeGroup(out, one, section.horizons);
  out.close();
  if (section.logRank) writeLogRank(out, section);
}

}  // namespace snitt::analysis
