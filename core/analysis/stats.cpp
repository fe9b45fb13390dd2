#include "core/analysis/stats.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/analysis/competing_column.h"

namespace snitt::analysis {
namespace {

// A column that is named twice would be compared with itself.
Result<void> namedOnce(std::string_view what, const std::vector<std::string>& names) {
  for (const std::string& name : names)
    if (std::ranges::count(names, name) > 1)
      return fail(ErrorKind::usage, fmt::format("the {} \"{}\" is named twice", what, name));
  return {};
}

// Survival's own errors name no option; the person typed options.
Result<void> checkRequest(const StatsRequest& request) {
  if (request.time.empty() != request.event.empty())
    return fail(ErrorKind::usage, "survival needs both --time and --event");
  const bool needsSurvival = !request.scores.empty() || !request.risks.empty() || !request.group.empty() ||
                             !request.covariates.empty() || !request.cause.empty() || !request.classes.empty() ||
                             !request.horizons.empty() || !request.strata.empty() || !request.competing.empty() ||
                             request.meanUntil;
  if (!request.asksSurvival() && needsSurvival)
    return fail(ErrorKind::usage,
                "scores, risks, covariates, causes, competing events, classes, groups, strata and horizons belong to "
                "survival, which needs --time and --event");
  if (!request.cause.empty() && !request.competing.empty())
    return fail(ErrorKind::usage,
                "--cause takes --event for whatever happened first, and --competing for the one event that is "
                "predicted: ask for them in two runs");
  if (!request.needsTable() && !request.power)
    return fail(ErrorKind::usage,
                "nothing is asked for: give --time and --event, --agreement, --psi, --cusum or --power");
  for (const auto& [what, names] : {std::pair{"covariate", &request.covariates}, std::pair{"score", &request.scores}})
    for (const std::string& name : *names)
      if (request.asksSurvival() && (name == request.time || name == request.event))
        return fail(ErrorKind::usage, fmt::format("\"{}\" is the outcome and cannot be a {} too", name, what));
  if (auto once = namedOnce("covariate", request.covariates); !once) return once;
  if (auto once = namedOnce("score", request.scores); !once) return once;
  for (const double horizon : request.horizons)
    if (!(horizon > 0) || !std::isfinite(horizon)) return fail(ErrorKind::usage, "a horizon must be a positive time");
  if (request.meanUntil && !(*request.meanUntil > 0)) return fail(ErrorKind::usage, "--rmean must be a positive time");
  return {};
}

// Puts what a section came to into its place in the result, or passes its error on.
template <class Section>
Result<void> keep(Result<Section> section, std::optional<Section>& place) {
  if (!section) return fail(section.error());
  place = *std::move(section);
  return {};
}

Result<void> runPrediction(const DataTable& table, const Followup& followup, const StatsRequest& request,
                           StatsResult& result) {
  if (!request.scores.empty()) {
    auto done = keep(analyseDiscrimination(table, followup,
                                           {request.scores, request.strata, request.cluster, request.horizons,
                                            request.bootstrap, request.competing, request.competingValue}),
                     result.discrimination);
    if (!done) return done;
  }
  if (!request.scores.empty() || !request.risks.empty()) {
    auto done = keep(
        analyseCalibration(table, followup, request.risks, request.cluster, request.competing, request.competingValue),
        result.calibration);
    if (!done) return done;
  }
  if (request.classes.empty()) return {};
  return keep(analyseClasses(table, followup,
                             {request.classes, request.horizons, request.bootstrap.value_or(ResamplingRequest{}),
                              request.cluster, request.competing, request.competingValue}),
              result.classes);
}

// How many had a competing event, and which figures know of it.
Result<void> addCompeting(const DataTable& table, const Followup& followup, const StatsRequest& request,
                          StatsResult& result) {
  if (request.competing.empty()) return {};
  const auto competing = CompetingColumn::read(table, followup, request.competing, request.competingValue);
  if (!competing) return fail(competing.error());
  result.competingEvents = competing->count(followup.known);
  result.notes.push_back(
      fmt::format("{} of {} rows had the competing event (\"{}\"): AUC, calibration, Brier score, decision curve and "
                  "classes take them for free of the event, since it can no longer come; survival curves, log-rank "
                  "test, Cox regression and C take them for censored",
                  *result.competingEvents, result.n, request.competing));
  return {};
}

// What a person must know of rows that are not patients.
Result<void> addNotes(const DataTable& table, const Followup& followup, const StatsRequest& request,
                      StatsResult& result) {
  std::vector<std::string> candidates{"patient", "patient_id", "id"};
  if (!request.cluster.empty()) candidates = {request.cluster};
  for (const std::string& column : candidates) {
    if (!table.has(column)) continue;
    const auto cells = table.texts(column);
    if (!cells) return fail(cells.error());
    const Levels levels = levelsOf(picked(*cells, followup.known));
    const std::size_t named = followup.known.size() - static_cast<std::size_t>(std::ranges::count(levels.level, -1));
    if (levels.names.size() == named) continue;
    result.notes.push_back(
        request.cluster.empty()
            ? fmt::format("column \"{}\" has {} values in {} rows, and each row counts as a patient of its own: if it "
                          "names the patient, give --cluster {}",
                          column, levels.names.size(), named, column)
            : fmt::format("{} patients have {} rows: --cluster makes the errors of Cox regression, C, AUC, Brier score "
                          "and of all bootstraps those of patients; survival curves, log-rank and Gray's test, "
                          "proportional hazards and calibration count each row as a patient",
                          levels.names.size(), named));
    break;
  }
  return {};
}

Result<void> runSurvival(const DataTable& table, const StatsRequest& request, StatsResult& result) {
  const auto followup = followupOf(table, request.time, request.event, request.eventValue);
  if (!followup) return fail(followup.error());
  result.n = followup->known.size();
  result.events = static_cast<std::size_t>(
      std::ranges::count_if(followup->known, [&](std::size_t row) { return followup->event[row] == 1; }));
  auto done =
      keep(analyseSurvival(table, *followup,
                           {request.group, request.strata, request.limits, request.meanUntil, request.horizons}),
           result.survival);
  if (done && !request.cause.empty())
    done = keep(analyseCompeting(table, *followup, {request.cause, request.group, request.strata, request.horizons}),
                result.competing);
  if (done && !request.covariates.empty())
    done = keep(analyseCox(table, *followup,
                           {request.covariates, request.factors, request.strata, request.cluster, request.ties,
                            request.horizons, request.residuals, request.bootstrap}),
                result.cox);
  if (done) done = runPrediction(table, *followup, request, result);
  if (done) done = addCompeting(table, *followup, request, result);
  if (done) done = addNotes(table, *followup, request, result);
  return done;
}

}  // namespace

Result<StatsResult> runStats(const StatsTables& tables, const StatsRequest& request) {
  if (auto checked = checkRequest(request); !checked) return fail(checked.error());
  StatsResult result;
  Result<void> done;
  if (request.power) done = keep(analysePower(*request.power), result.power);
  if (!done) return fail(done.error());
  if (!request.needsTable()) return result;
  if (tables.data == nullptr) return fail(ErrorKind::usage, "a table is needed: give --data");
  const DataTable& table = *tables.data;
  result.rows = table.rows();
  if (request.asksSurvival()) done = runSurvival(table, request, result);
  if (done && !request.agreement.empty()) done = keep(analyseAgreement(table, request.agreement), result.agreement);
  if (done && !request.stability.empty()) {
    if (tables.reference == nullptr) return fail(ErrorKind::usage, "--psi needs a --reference to compare with");
    done = keep(analyseStability(table, *tables.reference, request.stability), result.stability);
  }
  if (done && request.cusum) done = keep(analyseCusum(table, *request.cusum), result.cusum);
  if (!done) return fail(done.error());
  return result;
}

}  // namespace snitt::analysis
