// Whether the hazards of a Cox regression are proportional, with the figures of R's cox.zph (survival 3): the score
// test that a coefficient changes with a transform g of time, β + θ·g(t), at θ = 0 (Grambsch and Therneau, Biometrika
// 81:515, 1994; Therneau and Grambsch, Modeling Survival Data, 2000, chapter 6). Pure function.
#pragma once

#include <string>
#include <vector>

#include "core/statistics/cox/cox_fit.h"

namespace snitt::statistics {

// g(t): one less Kaplan–Meier's survival of all rows just before t, t itself, its mean rank among all rows, or log t.
enum class TimeTransform { km, identity, rank, log };

struct ProportionalHazardsTest {
  std::string name;  // the covariate; GLOBAL
  ChiSquareTest test;
};

// One test for each covariate that has a coefficient, a factor with its levels' degrees of freedom, and GLOBAL last. As
// in R the covariance comes from the information, with clusters too. Undefined chi-squares where g does not vary over
// the events. Usage where the data are not those of the fit, where it has no coefficient, and for log with an event at
// time 0.
[[nodiscard]] Result<std::vector<ProportionalHazardsTest>> proportionalHazards(
    const CoxFit& fit, SurvivalView data, const Design& design, const CoxOptions& options = {},
    TimeTransform transform = TimeTransform::km);

}  // namespace snitt::statistics
