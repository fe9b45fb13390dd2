// A confidence interval for an AUC that is right for small samples and for an AUC of 1 too, where the usual standard
// error is 0. Pure functions.
//
// Source: Newcombe's method 5 (Stat Med 25:559, 2006): the limits are those values of θ that the observed AUC lies z
// standard errors away from, by Hanley and McNeil's formula (Radiology 143:29, 1982) with N* = (m + n)/2 − 1 in place
// of m − 1 and n − 1:
//   V(θ) = θ (1 − θ) (1 + N* (1 − θ)/(2 − θ) + N* θ/(1 + θ)) / (m n).
#pragma once

#include <cstddef>

#include "core/result.h"
#include "core/statistics/estimate.h"

namespace snitt::statistics {

// `m` cases with the outcome and `n` without, independent of each other. stdErr is that at the AUC itself. Usage: an
// AUC outside [0, 1], no case of one kind.
[[nodiscard]] Result<Estimate> aucInterval(double auc, std::size_t m, std::size_t n);

}  // namespace snitt::statistics
