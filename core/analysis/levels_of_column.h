// Columns of a table as groups.
#pragma once

#include <string>

#include "core/analysis/cohort.h"
#include "core/table/data_table.h"

namespace snitt::analysis {

// The groups of a column; where `column` is empty one group named "all" with every row in it. Corrupt where the column
// holds nothing at all.
[[nodiscard]] Result<Levels> levelsOfColumn(const DataTable& table, const std::string& column);

// The same for groups that are told one by one and compared with each other: corrupt beyond kMostGroups, where a column
// of numbers was named by mistake (and a covariance of groups × groups would not fit into memory).
inline constexpr std::size_t kMostGroups = 100;
[[nodiscard]] Result<Levels> groupsOfColumn(const DataTable& table, const std::string& column);

}  // namespace snitt::analysis
