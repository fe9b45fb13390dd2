// Probabilities and quantiles of the distributions that the statistics use, by Boost.Math in double precision. Upper
// tails are computed as such, so a p of 1e-30 is not lost as 1 − 1. NaN in, NaN out; so is a degree of freedom ≤ 0.
#pragma once

#include "core/statistics/estimate.h"

namespace snitt::statistics {

[[nodiscard]] double normalCdf(double z);
[[nodiscard]] double normalUpper(double z);     // P(Z > z)
[[nodiscard]] double normalTwoSided(double z);  // P(|Z| > |z|)
[[nodiscard]] double normalQuantile(double p);  // ±infinity at 0 and 1
[[nodiscard]] double chiSquareUpper(double x, double df);
[[nodiscard]] double studentQuantile(double p, double df);
[[nodiscard]] double studentTwoSided(double t, double df);
[[nodiscard]] double fQuantile(double p, double df1, double df2);
[[nodiscard]] double fUpper(double x, double df1, double df2);

// The 97.5 % quantile of the normal distribution, 1.959964…
[[nodiscard]] double normal975();

// With its p from the upper tail.
[[nodiscard]] ChiSquareTest chiSquareTest(double chi2, double df);

}  // namespace snitt::statistics
