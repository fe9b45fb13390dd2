#include "core/analysis/competing_section.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/analysis/levels_of_column.h"

namespace snitt::analysis {
namespace {

constexpr std::size_t kMostCauses = 20;

// The causes of rows with an event.
Result<Levels> causesOf(const DataTable& table, const Followup& followup, const std::string& column) {
  auto cells = table.texts(column);
  if (!cells) return fail(cells.error());
  for (std::size_t row = 0; row < cells->size(); ++row) {
    if (followup.event[row] == 1 || (*cells)[row].empty()) continue;
    if (followup.event[row] == 0)
      return fail(
          ErrorKind::corrupt,
          fmt::format("row {}, column \"{}\": \"{}\" stands beside event 0; the event must be 1 for every cause, "
                      "competing ones too, and the cause empty for who was censored",
                      row + 2, column, (*cells)[row]));
    (*cells)[row].clear();
  }
  Levels levels = levelsOf(*cells);
  if (levels.names.empty())
    return fail(ErrorKind::corrupt, fmt::format("column \"{}\" names no cause of an event", column));
  if (levels.names.size() > kMostCauses)
    return fail(ErrorKind::corrupt, fmt::format("column \"{}\" names {} different causes: that is no list of causes",
                                                column, levels.names.size()));
  return levels;
}

}  // namespace

Result<CompetingSection> analyseCompeting(const DataTable& table, const Followup& followup,
                                          const CompetingRequest& request) {
  const auto causes = causesOf(table, followup, request.cause);
  if (!causes) return fail(causes.error());
  const auto groups = groupsOfColumn(table, request.group);
  if (!groups) return fail(groups.error());
  const auto strata = levelsOfColumn(table, request.strata);
  if (!strata) return fail(strata.error());
  const Patients patients = patientsWhere(followup, [&](std::size_t row) {
    return groups->level[row] >= 0 && strata->level[row] >= 0 && (followup.event[row] == 0 || causes->level[row] >= 0);
  });
  CompetingSection section;
  section.n = patients.n();
  section.dropped = patients.dropped;
  section.causes = causes->names;
  section.unknownCause = static_cast<std::size_t>(std::ranges::count_if(
      followup.known, [&](std::size_t row) { return followup.event[row] == 1 && causes->level[row] < 0; }));
  section.horizons = request.horizons;
  section.events.assign(causes->names.size(), 0);
  if (patients.n() == 0) return fail(ErrorKind::corrupt, "no row has a follow-up, a cause and a group");

  std::vector<std::uint8_t> cause;
  std::vector<std::size_t> group;
  std::vector<std::size_t> stratum;
  for (const std::size_t row : patients.rows) {
    cause.push_back(followup.event[row] == 0 ? 0 : static_cast<std::uint8_t>(causes->level[row] + 1));
    if (cause.back() > 0) ++section.events[cause.back() - 1U];
    group.push_back(static_cast<std::size_t>(groups->level[row]));
    stratum.push_back(static_cast<std::size_t>(strata->level[row]));
  }
  const statistics::CompetingView view{patients.time, cause};
  auto curves = statistics::cumulativeIncidenceByGroup(view, section.causes.size(), group);
  if (!curves) return fail(curves.error());
  for (std::size_t g = 0; g < groups->names.size(); ++g)
    section.groups.push_back(
        {groups->names[g], g < curves->size() ? std::move((*curves)[g]) : statistics::CumulativeIncidence{}});
  const std::set<std::size_t> present(group.begin(), group.end());
  if (present.size() < 2) return section;  // of others no patient is left
  auto gray = statistics::grayTest(view, section.causes.size(), group, stratum);
  if (!gray) return fail(gray.error());
  section.gray = *std::move(gray);
  return section;
}

}  // namespace snitt::analysis
