// Quantiles of a sample.
//
// Source: Hyndman and Fan, Am Stat 50:361, 1996, type 7, which is R's default. Pure function.
#pragma once

#include <span>

namespace snitt::statistics {

// `sorted`: ascending, not empty; `share` in [0, 1], 0.5 for the median.
[[nodiscard]] double sampleQuantile(std::span<const double> sorted, double share);

}  // namespace snitt::statistics
