#include "core/statistics/agreement/dice.h"

#include <algorithm>

#include <fmt/format.h>

namespace snitt::statistics {

Result<Overlap> overlapOfCounts(std::uint64_t first, std::uint64_t second, std::uint64_t both) {
  if (both > std::min(first, second))
    return fail(ErrorKind::usage,
                fmt::format("{} pixels cannot lie in sets of {} and of {} pixels", both, first, second));
  Overlap result{first, second, both};
  const double sum = static_cast<double>(first) + static_cast<double>(second);
  if (sum == 0) return result;
  result.dice = 2 * static_cast<double>(both) / sum;
  result.jaccard = static_cast<double>(both) / (sum - static_cast<double>(both));
  return result;
}

Result<Overlap> overlapOfMasks(std::span<const std::uint8_t> first, std::span<const std::uint8_t> second) {
  if (first.size() != second.size())
    return fail(ErrorKind::usage, fmt::format("the masks have {} and {} pixels", first.size(), second.size()));
  std::uint64_t inFirst = 0;
  std::uint64_t inSecond = 0;
  std::uint64_t inBoth = 0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    inFirst += first[i] != 0;
    inSecond += second[i] != 0;
    inBoth += first[i] != 0 && second[i] != 0;
  }
  return overlapOfCounts(inFirst, inSecond, inBoth);
}

}  // namespace snitt::statistics
