// Decision curve: what acting on a predicted risk is worth. Vickers and Elkin, Med Decis Making 26:565 (2006); for
// censored data Vickers et al., BMC Med Inform Decis Mak 8:53 (2008): at threshold p, of those with a risk of at least
// p (share s), Kaplan–Meier gives the risk r that was observed, with competing events the cumulative incidence
// (observed_risk.h), and the net benefit is
//   s·r − s·(1 − r)·p / (1 − p).
// Pure functions.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/statistics/calibration/fixed_risks.h"
#include "core/statistics/estimate.h"

namespace snitt::statistics {

// Net benefits are in true positives per patient. To treat none has net benefit 0.
struct DecisionPoint {
  double threshold = kUndefined;
  std::size_t treated = 0;  // patients with a risk of at least the threshold; with none of them the net benefit is 0
  double netBenefit = kUndefined;
  double treatAll = kUndefined;
  double interventionsAvoided = kUndefined;  // net, per patient: (netBenefit − treatAll)·(1 − p) / p
  std::string undefined;                     // nobody (of the treated) was followed up to the horizon; or empty
};

// One point a threshold, in their order. Usage: what checkRisks refuses, a threshold that is not between 0 and 1 (both
// excluded).
[[nodiscard]] Result<std::vector<DecisionPoint>> decisionCurve(SurvivalView data, const FixedRisks& risks,
                                                               std::span<const double> thresholds,
                                                               std::span<const std::uint8_t> competing = {});

}  // namespace snitt::statistics
