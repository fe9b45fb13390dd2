// Gray's test: do groups differ in the cumulative incidence of a cause? Pure functions.
#pragma once

#include <vector>

#include "core/statistics/competing/competing_data.h"
#include "core/statistics/estimate.h"

namespace snitt::statistics {

// One test a cause (entry 0 is cause 1) of K groups with the same incidence of it, K − 1 degrees of freedom: Gray (Ann
// Stat 16:1141, 1988) with ρ = 0, ties as R's cmprsk::cuminc. `group` numbers every patient's from 0; numbers that no
// patient has do not count. `stratum`, numbered likewise, adds scores and variances up over strata; empty: one stratum.
// A test is undefined (NaN) where its variance is singular: no event of the cause while two groups were at risk, or a
// group that never was. Times that differ by rounding alone are one. Error: usage, as checkCompeting, for arrays of
// other lengths, and for fewer than two groups.
[[nodiscard]] Result<std::vector<ChiSquareTest>> grayTest(CompetingView data, std::size_t causes,
                                                          std::span<const std::size_t> group,
                                                          std::span<const std::size_t> stratum = {});

}  // namespace snitt::statistics
