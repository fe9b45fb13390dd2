#include "core/statistics/sample_quantile.h"

#include <algorithm>
#include <cstddef>

namespace snitt::statistics {

double sampleQuantile(std::span<const double> sorted, double share) {
  const double rank = static_cast<double>(sorted.size() - 1) * share;
  const auto below = static_cast<std::size_t>(rank);
  const double above = sorted[std::min(below + 1, sorted.size() - 1)];
  const double rest = rank - static_cast<double>(below);
  return rest == 0 ? sorted[below] : sorted[below] + rest * (above - sorted[below]);
}

}  // namespace snitt::statistics
