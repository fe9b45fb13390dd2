// How far two ways of measuring the same thing lie apart. Pure functions.
//
// Source: Bland and Altman, Lancet 327:307 (1986) and Stat Methods Med Res 8:135 (1999): limits of agreement at the
// bias ± 1.96 standard deviations, their standard error s √(1/n + 1.96² / (2 (n − 1))), intervals by Student's t with n
// − 1 degrees of freedom.
#pragma once

#include <cstddef>
#include <span>

#include "core/result.h"
#include "core/statistics/estimate.h"

namespace snitt::statistics {

struct BlandAltman {
  std::size_t n = 0;
  double sd = kUndefined;  // of the differences
  Estimate bias;           // mean of first − second
  Estimate lowerLimit;     // limits of agreement, each with its own 95 % interval
  Estimate upperLimit;
  Estimate slope;              // of the difference on the mean of both, least squares: proportional bias
  double slopeP = kUndefined;  // two-sided, n − 2 degrees of freedom
};

// Undefined with one pair: all but the bias itself; with two, or where the means are all the same: the slope or what
// its error is. Fails (usage) without a pair, when the lengths differ, and with the number of a pair that is not
// finite.
[[nodiscard]] Result<BlandAltman> blandAltman(std::span<const double> first, std::span<const double> second);

}  // namespace snitt::statistics
