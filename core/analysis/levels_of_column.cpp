#include "core/analysis/levels_of_column.h"

namespace snitt::analysis {

Result<Levels> levelsOfColumn(const DataTable& table, const std::string& column) {
  if (column.empty()) return Levels{{"all"}, std::vector<int>(table.rows(), 0), false};
  const auto cells = table.texts(column);
  if (!cells) return fail(cells.error());
  Levels levels = levelsOf(*cells);
  if (levels.names.empty()) return fail(ErrorKind::corrupt, "column \"" + column + "\" holds nothing");
  return levels;
}

}  // namespace snitt::analysis
