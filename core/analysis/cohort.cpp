#include "core/analysis/cohort.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "core/text/number.h"

namespace snitt::analysis {
namespace {

constexpr std::array<std::string_view, 3> kClasses{"good", "uncertain", "poor"};

bool areClasses(const std::vector<std::string>& names) {
  return std::ranges::all_of(names, [](const std::string& name) { return std::ranges::count(kClasses, name) > 0; });
}

bool areNumbers(const std::vector<std::string>& names) {
  return std::ranges::all_of(names, [](const std::string& name) { return parseNumber(name).has_value(); });
}

}  // namespace

Levels levelsOf(const std::vector<std::string>& cells) {
  Levels levels;
  for (const std::string& cell : cells)
    if (!cell.empty()) levels.names.push_back(cell);
  std::ranges::sort(levels.names);
  levels.names.erase(std::unique(levels.names.begin(), levels.names.end()), levels.names.end());
  if (areNumbers(levels.names)) {
    levels.ordered = true;
    std::ranges::stable_sort(levels.names, {}, [](const std::string& name) { return *parseNumber(name); });
  } else if (areClasses(levels.names)) {
    levels.ordered = true;
    std::ranges::sort(levels.names, {}, [](const std::string& name) { return std::ranges::find(kClasses, name); });
  }
  std::map<std::string_view, int> index;
  for (std::size_t i = 0; i < levels.names.size(); ++i) index[levels.names[i]] = static_cast<int>(i);
  for (const std::string& cell : cells) levels.level.push_back(cell.empty() ? -1 : index.at(cell));
  return levels;
}

std::vector<std::size_t> renumbered(const std::vector<int>& levels) {
  std::vector<int> present = levels;
  std::ranges::sort(present);
  present.erase(std::unique(present.begin(), present.end()), present.end());
  std::vector<std::size_t> result;
  result.reserve(levels.size());
  for (const int level : levels)
    result.push_back(static_cast<std::size_t>(std::ranges::lower_bound(present, level) - present.begin()));
  return result;
}

std::size_t countOf(const std::vector<std::size_t>& renumberedLevels) {
  return renumberedLevels.empty() ? 0 : *std::ranges::max_element(renumberedLevels) + 1;
}

std::size_t Patients::events() const { return static_cast<std::size_t>(std::ranges::count(event, 1)); }

Result<Followup> followupOf(const DataTable& table, const std::string& time, const std::string& event,
                            const std::string& eventValue) {
  const auto times = table.times(time);
  if (!times) return fail(times.error());
  auto events = table.events(event, eventValue);
  if (!events) return fail(events.error());
  Followup followup{statistics::withoutRounding(*times), *std::move(events), {}};
  for (std::size_t row = 0; row < table.rows(); ++row)
    if (!std::isnan(followup.time[row]) && followup.event[row] != DataTable::kMissingEvent)
      followup.known.push_back(row);
  if (followup.known.empty())
    return fail(ErrorKind::corrupt, "no row has both a time (\"" + time + "\") and an event (\"" + event + "\")");
  return followup;
}

}  // namespace snitt::analysis
