// Observed against predicted risk: by groups of predicted risk, and as a smooth line.
#pragma once

#include <vector>

#include "core/statistics/calibration/fixed_risks.h"
#include "core/statistics/estimate.h"

namespace snitt::statistics {

struct CalibrationGroup {
  std::size_t n = 0;
  std::size_t events = 0;     // by the horizon
  std::size_t competing = 0;  // events that compete, by the horizon
  double lowest = kUndefined;
  double highest = kUndefined;
  double predicted = kUndefined;  // mean
  Estimate observed;              // observedRisk: NaN where nobody of the group was followed up to the horizon
};

// Groups between the quantiles of predicted risk (R's type 7; a patient on a boundary is in the lower group); equal
// risks can leave fewer groups than asked for. Of data and risks that checkRisks accepts; `groups` ≥ 1.
[[nodiscard]] std::vector<CalibrationGroup> calibrationGroups(SurvivalView data, const FixedRisks& risks,
                                                              std::size_t groups,
                                                              std::span<const std::uint8_t> competing = {});

struct CurvePoint {
  double predicted = kUndefined;
  Estimate observed;
};

// A line through the pseudo-values of the observed risk (observed_risk.h) over the predicted risk, by LocalLinear with
// `span`, at `points` places from the lowest risk to the highest, equally far apart (one where all are equal). Source:
// Royston, Stata J 14:738 (2014) and Austin, Harrell and van Klaveren, Stat Med 39:2714 (2020) for smooth curves of
// censored outcomes. The standard error is the sandwich's, √Σ lᵢ²(pseudoᵢ − line at i)², with the line between the
// places taken for straight; the interval is value ± 1.96 se. Neither is cut at 0 and 1, where a line can stray to.
// Of data and risks that checkRisks accepts; empty where nobody was followed up to the horizon.
[[nodiscard]] std::vector<CurvePoint> calibrationCurve(SurvivalView data, const FixedRisks& risks, double span,
                                                       std::size_t points,
                                                       std::span<const std::uint8_t> competing = {});

}  // namespace snitt::statistics
