// Which cells of a table of counts must not be told, so that none under a limit can be worked out from the others.
//
// Source: cell suppression as in Hundepool et al., Statistical Disclosure Control (2012), section 4.4: first the small
// cells, then complementary ones. The result is checked by linear algebra over all sums of the table, not by a rule of
// thumb for each row. Pure functions.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace snitt::training {

// counts[total] = Σ counts[parts]; every reader knows this.
struct TableSum {
  std::vector<std::size_t> parts;
  std::size_t total;
};

// One entry a cell, true: not told. Cells under `least` are not; others are left out, smallest first, until
// - no cell that is not told follows from those that are, and
// - where parts of a sum are not told, they come to at least `least` together.
[[nodiscard]] std::vector<bool> suppressedCells(std::span<const std::size_t> counts, std::span<const TableSum> sums,
                                                std::size_t least);

}  // namespace snitt::training
