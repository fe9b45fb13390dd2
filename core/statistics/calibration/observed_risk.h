// The risk that was observed: one less Kaplan–Meier at a horizon, and its pseudo-values. Pure functions of data that
// checkSurvival accepts.
#pragma once

#include <vector>

#include "core/statistics/estimate.h"
#include "core/statistics/survival/survival_data.h"

namespace snitt::statistics {

// Standard error by Greenwood, interval log-log (R: 1 − survfit(conf.type = "log-log")): NaN, as in R, where nobody or
// everybody had the event. All NaN where follow-up ends before the horizon, unless
// it ends in the last patient's event: then the risk is 1.
[[nodiscard]] Estimate observedRisk(SurvivalView data, double horizon);

// n·r − (n − 1)·r₋ᵢ for each patient i, r₋ᵢ being the observed risk of all others: it stands for the outcome at the
// horizon that a censored patient lacks (Andersen, Klein and Rosthøj, Biometrika 90:15, 2003; R: prodlim's jackknife).
// Kaplan–Meier of the others keeps its last value where their follow-up ends before the horizon. O(n log n). Empty for
// fewer than two patients.
[[nodiscard]] std::vector<double> pseudoRisks(SurvivalView data, double horizon);

}  // namespace snitt::statistics
