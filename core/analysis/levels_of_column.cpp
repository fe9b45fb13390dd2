#include "core/analysis/levels_of_column.h"

#include <fmt/format.h>

namespace snitt::analysis {

Result<Levels> levelsOfColumn(const DataTable& table, const std::string& column) {
  if (column.empty()) return Levels{{"all"}, std::vector<int>(table.rows(), 0), false};
  const auto cells = table.texts(column);
  if (!cells) return fail(cells.error());
  Levels levels = levelsOf(*cells);
  if (levels.names.empty()) return fail(ErrorKind::corrupt, "column \"" + column + "\" holds nothing");
  return levels;
}

Result<Levels> groupsOfColumn(const DataTable& table, const std::string& column) {
  auto levels = levelsOfColumn(table, column);
  if (levels && levels->names.size() > kMostGroups)
    return fail(ErrorKind::corrupt, fmt::format("column \"{}\" has {} different values: more than {} are no groups",
                                                column, levels->names.size(), kMostGroups));
  return levels;
}

}  // namespace snitt::analysis
