// The levels of a column of the list among the patients analysed, and which of their counts may be told: settled in one
// place for all tables that count them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/validation/report/build_p.h"

namespace snitt::validation {

struct ColumnLevel {
  std::string name;  // empty: not known
  std::size_t count = 0;
  bool told = false;
};

struct ColumnLevels {
  std::vector<ColumnLevel> levels;     // in their natural order, what is not known last
  const SubgroupPart* cuts = nullptr;  // the protocol's groups, where the levels are those
};

// Ages are in the groups of the training data unless the protocol's own groups would show a small cell beside them;
// other numbers are in the protocol's groups, or in quartiles where they have too many values to list.
[[nodiscard]] ColumnLevels columnLevels(const Build& build, const std::string& column);

// Patients of whom the column says nothing, or not the same in all slides.
struct MissingCount {
  std::size_t missing = 0;
  std::size_t several = 0;
  bool toldMissing = false;
  bool toldSeveral = false;
};
// Told as far as columnLevels tells the level.
[[nodiscard]] MissingCount missingIn(const Build& build, const std::string& column);

// "<=20" before "20-50" before ">50", "under 50" before "50 to 59", "T2" before "T10"; names without a number by their
// letters after those, the empty one last.
[[nodiscard]] bool isLevelBefore(const std::string& first, const std::string& second);

}  // namespace snitt::validation
