// A smooth line through points: locally weighted linear regression (loess of degree 1), computed at each place asked
// for without interpolation (R: loess(degree = 1, surface = "direct")). Cleveland, JASA 74:829 (1979).
#pragma once

#include <span>
#include <vector>

namespace snitt::statistics {

class LocalLinear {
 public:
  // `x` and `y` of one length, at least one; `span` > 0: the share of the points that each fit looks at. The caller
  // keeps the arrays alive.
  LocalLinear(std::span<const double> x, std::span<const double> y, double span);

  // What each y counts in the value at `at`. Tricube weights up to the furthest of the nearest points, which itself
  // weighs nothing; where that leaves none, all of the nearest weigh the same. Their mean where their x are all equal.
  [[nodiscard]] std::vector<double> weightsAt(double at) const;
  [[nodiscard]] double valueAt(double at) const;

 private:
  std::span<const double> m_x;
  std::span<const double> m_y;
  double m_span;
};

}  // namespace snitt::statistics
