// Columns of a table as groups.
#pragma once

#include <string>

#include "core/analysis/cohort.h"
#include "core/table/data_table.h"

namespace snitt::analysis {

// The groups of a column; where `column` is empty one group named "all" with every row in it. Corrupt where the column
// holds nothing at all.
[[nodiscard]] Result<Levels> levelsOfColumn(const DataTable& table, const std::string& column);

}  // namespace snitt::analysis
