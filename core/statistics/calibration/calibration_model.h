// How far predicted risks are off as a whole: intercept, slope, and observed / expected.
//
// Intercept and slope are on the complementary log-log scale, on which a proportional-hazards model is linear:
// cloglog(risk of the outcome) = a + b·cloglog(predicted risk), fitted to the pseudo-values of the observed risk by
// generalised estimating equations with constant variance and a sandwich standard error. Calibrated risks have
// intercept 0 (b held at 1) and slope 1. With competing events the scale is that on which the subdistribution's hazards
// (Fine and Gray) are proportional. Source: van Geloven et al., BMJ 377:e069249 (2022), after Andersen, Klein and
// Rosthøj, Biometrika 90:15 (2003) and Royston, Stata J 14:738 (2014); R: geepack::geese(mean.link = "cloglog"), the
// estimates also glm(family = quasi(link = "cloglog", variance = "constant")).
#pragma once

#include <string>

#include "core/statistics/calibration/fixed_risks.h"
#include "core/statistics/estimate.h"

namespace snitt::statistics {

struct CalibrationModel {
  Estimate intercept;  // with the slope held at 1
  Estimate slope;
  std::string interceptUndefined;  // why there is none (a risk of exactly 0 or 1, no event, …), or empty
  std::string slopeUndefined;
};
// Of data and risks that checkRisks accepts.
[[nodiscard]] CalibrationModel calibrationModel(SurvivalView data, const FixedRisks& risks,
                                                std::span<const std::uint8_t> competing = {});

// observedRisk over the mean predicted risk. The interval is that of log(observed): ratio·exp(±1.96·se / observed), as
// in van Geloven et al.; the predictions are taken for given.
struct ObservedExpected {
  Estimate observed;
  double expected = kUndefined;
  Estimate ratio;
};
[[nodiscard]] ObservedExpected observedExpected(SurvivalView data, const FixedRisks& risks,
                                                std::span<const std::uint8_t> competing = {});

}  // namespace snitt::statistics
