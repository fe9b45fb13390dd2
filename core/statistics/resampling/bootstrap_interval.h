// Confidence intervals from bootstrap replicates. Pure functions.
//
// Quantiles are interpolated on the normal scale between the order statistics k = ⌊(R + 1) α⌋ and k + 1 (Davison and
// Hinkley, Bootstrap Methods and their Application, 1997, equation 5.8), which is what R's boot::boot.ci does, and not
// R's quantile(). Beyond the outermost order statistic it is that one. Replicates that are not finite are left out.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/statistics/estimate.h"

namespace snitt::statistics {

struct Interval {
  double lower = kUndefined;
  double upper = kUndefined;
};

// `level` is 0.95 for a 95 % interval. Undefined with fewer than two finite replicates.
[[nodiscard]] Interval percentileInterval(std::span<const double> replicates, double level = 0.95);

// Bias-corrected and accelerated (Efron, JASA 82:171, 1987). `value` is the figure of the data themselves; `jackknife`
// holds the figure with each patient left out in turn, from which comes the acceleration: with L_i = `value` − that
// figure, a = ΣL³ / (6 (ΣL²)^1.5). The bias correction counts the replicates that are less than `value`. Undefined
// where one of the jackknife's figures is, where no replicate or every one is less than `value`, and where the
// jackknife's figures are all the same: then the percentile interval is what there is.
[[nodiscard]] Interval bcaInterval(double value, std::span<const double> replicates, std::span<const double> jackknife,
                                   double level = 0.95);

}  // namespace snitt::statistics
