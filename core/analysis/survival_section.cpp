#include "core/analysis/survival_section.h"

#include <algorithm>

#include "core/analysis/levels_of_column.h"

namespace snitt::analysis {
namespace {

Result<GroupSurvival> survivalOf(const std::string& name, const Patients& patients, statistics::LimitScale limits) {
  auto curve = statistics::kaplanMeier(patients.view(), limits);
  if (!curve) return failIn("group " + name, curve.error());
  GroupSurvival result{name, *std::move(curve), {}, {}};
  result.median = statistics::survivalQuantile(result.curve);
  return result;
}

Result<void> addLogRank(const DataTable& table, const Followup& followup, const Levels& groups,
                        const std::string& strata, SurvivalSection& section) {
  const auto stratum = levelsOfColumn(table, strata);
  if (!stratum) return fail(stratum.error());
  const Patients patients =
      patientsWhere(followup, [&](std::size_t row) { return groups.level[row] >= 0 && stratum->level[row] >= 0; });
  section.logRankDropped = patients.dropped;
  if (patients.n() == 0) return {};
  std::vector<double> scores(groups.names.size());
  for (std::size_t i = 0; i < scores.size(); ++i) scores[i] = static_cast<double>(i);
  auto test = statistics::logRank(patients.view(), picked(groups.level, patients.rows),
                                  picked(stratum->level, patients.rows), scores);
  if (!test) return fail(test.error());
  section.logRank = *std::move(test);
  section.trend = groups.ordered && groups.names.size() > 1;
  return {};
}

}  // namespace

Result<SurvivalSection> analyseSurvival(const DataTable& table, const Followup& followup,
                                        const SurvivalRequest& request) {
  auto levels = groupsOfColumn(table, request.group);
  if (!levels) return fail(levels.error());
  SurvivalSection section;
  section.horizons = request.horizons;
  for (std::size_t g = 0; g < levels->names.size(); ++g) {
    const Patients patients =
        patientsWhere(followup, [&](std::size_t row) { return levels->level[row] == static_cast<int>(g); });
    section.n += patients.n();
    // A group of which no follow-up is known stays in the list, with nobody in it.
    if (patients.n() == 0) {
      section.groups.push_back({levels->names[g], {}, {}, {}});
      continue;
    }
    auto one = survivalOf(levels->names[g], patients, request.limits);
    if (!one) return fail(one.error());
    section.groups.push_back(*std::move(one));
  }
  section.dropped = table.rows() - section.n;
  double until = 0;
  for (const GroupSurvival& one : section.groups)
    if (!one.curve.steps.empty()) until = std::max(until, one.curve.steps.back().time);
  for (GroupSurvival& one : section.groups)
    if (one.curve.n > 0) one.mean = statistics::restrictedMean(one.curve, request.meanUntil.value_or(until));
  if (request.group.empty()) return section;
  if (auto added = addLogRank(table, followup, *levels, request.strata, section); !added) return fail(added.error());
  return section;
}

}  // namespace snitt::analysis
