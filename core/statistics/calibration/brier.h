// Brier score at horizons: the mean squared distance between predicted risk and outcome, with inverse-probability
// weights for the censored (horizon_weights.h). Graf et al., Stat Med 18:2529 (1999); with competing events, after
// which the outcome is known to be none, Schoop et al., Biom J 53:88 (2011). R: riskRegression::Score(metrics =
// "brier", summary = "ipa", cens.model = "km"), with its standard errors. Pure functions.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/statistics/calibration/fixed_risks.h"
#include "core/statistics/estimate.h"

namespace snitt::statistics {

struct BrierScore {
  double horizon = kUndefined;
  Estimate brier;              // value ± 1.96 se, cut at 0 and 1; smaller is better
  double ofNull = kUndefined;  // where each patient is given the observed risk of all (observed_risk.h)
  double scaled = kUndefined;  // 1 − brier / ofNull, the index of prediction accuracy; NaN where ofNull is 0
  std::string undefined;       // nobody was followed up to the horizon; empty where there is a score
};

// `cluster`: empty, or which patient each row is of; the standard error is then over patients.
// Usage: what checkRisks refuses; clusters for some rows only.
[[nodiscard]] Result<BrierScore> brierScore(SurvivalView data, const FixedRisks& risks,
                                            std::span<const std::size_t> cluster = {},
                                            std::span<const std::uint8_t> competing = {});

enum class BrierIntegral {
  trapezoid,  // between the first horizon and the last (scikit-survival's integrated_brier_score)
  leftStep,   // from time 0, where the score is 0, each score up to the next horizon; the last horizon's own score
              // counts nothing (R: Score's summary "ibs", pec's crps)
};

struct IntegratedBrier {
  double from = kUndefined;
  double to = kUndefined;
  double value = kUndefined;  // the integral divided by its length
  double ofNull = kUndefined;
  double scaled = kUndefined;  // 1 − value / ofNull
  std::vector<BrierScore> scores;
  std::string undefined;
};

// One set of risks a horizon, horizons ascending strictly. Usage: what checkRisks refuses, horizons out of order, fewer
// than two horizons. Undefined where one of the scores is.
[[nodiscard]] Result<IntegratedBrier> integratedBrier(SurvivalView data, std::span<const FixedRisks> risks,
                                                      BrierIntegral rule = BrierIntegral::trapezoid,
                                                      std::span<const std::uint8_t> competing = {});

}  // namespace snitt::statistics
