#include "core/analysis/stats.h"

#include <algorithm>

namespace snitt::analysis {
namespace {

// Survival's own errors name no option; the person typed options.
Result<void> checkRequest(const StatsRequest& request) {
  if (request.time.empty() != request.event.empty())
    return fail(ErrorKind::usage, "survival needs both --time and --event");
  const bool needsSurvival = !request.scores.empty() || !request.risks.empty() || !request.group.empty() ||
                             !request.covariates.empty() || !request.horizons.empty() || !request.strata.empty() ||
                             request.meanUntil;
  if (!request.asksSurvival() && needsSurvival)
    return fail(
        ErrorKind::usage,
        "scores, risks, covariates, groups, strata and horizons belong to survival, which needs --time and --event");
  if (!request.asksSurvival()) return fail(ErrorKind::usage, "nothing is asked for: give --time and --event");
  for (const double horizon : request.horizons)
    if (!(horizon > 0)) return fail(ErrorKind::usage, "a horizon must be a positive time");
  if (request.meanUntil && !(*request.meanUntil > 0)) return fail(ErrorKind::usage, "--rmean must be a positive time");
  return {};
}

Result<void> runSurvival(const DataTable& table, const StatsRequest& request, StatsResult& result) {
  const auto followup = followupOf(table, request.time, request.event, request.eventValue);
  if (!followup) return fail(followup.error());
  result.n = followup->known.size();
  result.events = static_cast<std::size_t>(
      std::ranges::count_if(followup->known, [&](std::size_t row) { return followup->event[row] == 1; }));
  auto survival = analyseSurvival(table, *followup,
                                  {request.group, request.strata, request.limits, request.meanUntil, request.horizons});
  if (!survival) return fail(survival.error());
  result.survival = *std::move(survival);
  if (!request.covariates.empty()) {
    auto section = analyseCox(table, *followup,
                              {request.covariates, request.factors, request.strata, request.cluster, request.ties});
    if (!section) return fail(section.error());
    result.cox = *std::move(section);
  }
  if (!request.scores.empty()) {
    auto section = analyseDiscrimination(
        table, *followup, {request.scores, request.strata, request.cluster, request.horizons, request.bootstrap});
    if (!section) return fail(section.error());
    result.discrimination = *std::move(section);
  }
  if (!request.scores.empty() || !request.risks.empty()) {
    auto section = analyseCalibration(table, *followup, request.risks);
    if (!section) return fail(section.error());
    result.calibration = *std::move(section);
  }
  return {};
}

}  // namespace

Result<StatsResult> runStats(const DataTable& table, const StatsRequest& request) {
  if (auto checked = checkRequest(request); !checked) return fail(checked.error());
  StatsResult result;
  result.rows = table.rows();
  if (request.asksSurvival())
    if (auto done = runSurvival(table, request, result); !done) return fail(done.error());
  return result;
}

}  // namespace snitt::analysis
