// The names of a tile table's columns as people read them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace snitt {

// Without the "prob_" of the files, unless a column has the rest for its name already.
[[nodiscard]] std::string shownColumn(std::string_view name, const std::vector<std::string>& taken);

}  // namespace snitt
