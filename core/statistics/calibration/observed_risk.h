// The risk that was observed by a horizon, and its pseudo-values: one less Kaplan–Meier, or with competing events the
// cumulative incidence of Aalen and Johansen, since one less Kaplan–Meier would be the risk in a world without them.
// Pure functions of data that checkSurvival and checkCompetingEvents accept, with times of which none differ by
// rounding alone.
#pragma once

#include <vector>

#include "core/statistics/estimate.h"
#include "core/statistics/survival/survival_data.h"

namespace snitt::statistics {

// Standard error by Greenwood, interval log-log (R: 1 − survfit(conf.type = "log-log")): NaN, as in R, where nobody or
// everybody had the event. All NaN where follow-up ends before the horizon, unless it ends in the last patient's event:
// then the risk is 1. With `competing` error and interval are those of cumulativeIncidence; where follow-up ends in the
// last patient's event of either kind before the horizon, the incidence stays what it was.
[[nodiscard]] Estimate observedRisk(SurvivalView data, double horizon, std::span<const std::uint8_t> competing = {});

// n·r − (n − 1)·r₋ᵢ for each patient i, r₋ᵢ being the observed risk of all others: it stands for the outcome at the
// horizon that a censored patient lacks (Andersen, Klein and Rosthøj, Biometrika 90:15, 2003; with competing events
// Klein and Andersen, Biometrics 61:223, 2005; R: prodlim's jackknife). The curve of the others keeps its last value
// where their follow-up ends before the horizon. O(n log n). Empty for fewer than two patients.
[[nodiscard]] std::vector<double> pseudoRisks(SurvivalView data, double horizon,
                                              std::span<const std::uint8_t> competing = {});

}  // namespace snitt::statistics
