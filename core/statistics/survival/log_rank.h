// The log-rank test for k groups, stratified, and for trend. Pure functions; O(n log n + events × groups²).
//
// Mantel (1966), Peto and Peto (1972); the variance is the hypergeometric one (Kalbfleisch and Prentice, 2nd ed.,
// section 1.5), as in R's survdiff with rho = 0. Trend: Tarone, Biometrika 62:679 (1975).
#pragma once

#include <span>
#include <vector>

#include "core/statistics/estimate.h"
#include "core/statistics/survival/survival_data.h"

namespace snitt::statistics {

struct LogRankGroup {
  std::size_t n = 0;
  double observed = 0;
  double expected = 0;
};

struct LogRank {
  std::vector<LogRankGroup> groups;
  std::vector<double> covariance;  // of observed − expected: groups × groups, row by row
  ChiSquareTest test;              // df: groups with something expected, less one
  ChiSquareTest trend;             // of the groups' scores; undefined where they do not vary
};

// `group`: 0 … k−1 for each patient; `stratum`: any numbers, one a patient, or empty. `scores`: one a group for the
// trend, or empty for 0, 1, … A test between fewer than two groups with something expected (no events at all) is
// undefined, with df 0. Usage errors: what checkSurvival says, lengths that differ, a negative group.
[[nodiscard]] Result<LogRank> logRank(SurvivalView data, std::span<const int> group, std::span<const int> stratum = {},
                                      std::span<const double> scores = {});

}  // namespace snitt::statistics
