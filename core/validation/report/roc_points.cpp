#include "core/validation/report/roc_points_p.h"

#include <algorithm>
#include <utility>

namespace snitt::validation {

std::vector<std::size_t> keptRocPoints(std::span<const statistics::RocPoint> points, RocSides sides,
                                       std::size_t least) {
  std::vector<std::size_t> kept;
  if (points.empty()) return kept;
  std::ranges::sort(sides.cases);
  std::ranges::sort(sides.controls);
  // How many the rule of this point calls high.
  const auto countsAt = [&](std::size_t point) {
    const auto above = [&](const std::vector<double>& scores) {
      return static_cast<std::size_t>(scores.end() - std::ranges::lower_bound(scores, points[point].threshold));
    };
    return std::pair(above(sides.cases), above(sides.controls));
  };
  const auto isApart = [&](std::size_t from, std::size_t to) {
    const auto [casesFrom, controlsFrom] = countsAt(from);
    const auto [casesTo, controlsTo] = countsAt(to);
    return casesTo - casesFrom >= least && controlsTo - controlsFrom >= least;
  };
  const std::size_t last = points.size() - 1;
  kept.push_back(0);
  for (std::size_t i = 1; i < last; ++i)
    if (least <= 1 || (isApart(kept.back(), i) && isApart(i, last))) kept.push_back(i);
  if (last > 0) kept.push_back(last);
  return kept;
}

}  // namespace snitt::validation
