// How many events show a hazard ratio: the log-rank test and Cox's model. Pure functions.
//
// Sources: Schoenfeld, Biometrika 68:316 (1981), for two groups, events = (z₁₋α⸝₂ + z_power)² / (p (1 − p) ln² HR) with
// p the share of patients in a group; Hsieh and Lavori, Control Clin Trials 21:552 (2000), for any covariate, with its
// variance (1 − R²) in the place of p (1 − p); Freedman, Stat Med 1:121 (1982), for two groups, by the ratio of deaths.
// The power is that of finding the effect in its true direction; the chance to find the opposite is left out. Both
// suppose proportional hazards and hold near HR 1. With groups of one size they are within 3 % of power up to HR 2;
// with others the truth lies between them (simulated, for 80 % and HR 2): Schoenfeld's events find 87 % where the group
// of higher hazard has a quarter of the patients and 70 % where it has three quarters, Freedman's 76 % and 86 %.
#pragma once

#include "core/result.h"

namespace snitt::statistics {

// What an event tells about ln HR. `alpha` is two-sided.
struct HazardDesign {
  double information = 0.25;  // p (1 − p), or the variance of the covariate times 1 − R²
  double alpha = 0.05;
};

// `share` of the patients in one of two groups, 0 < share < 1.
[[nodiscard]] Result<HazardDesign> twoGroupDesign(double share, double alpha = 0.05);

// The hazard ratio is that per unit of the covariate: with sd 1 it is that per standard deviation. `r2` is the share of
// its variance that the other covariates of the model explain, 0 ≤ r2 < 1.
[[nodiscard]] Result<HazardDesign> covariateDesign(double sd, double r2, double alpha = 0.05);

// Each solves for one of events, power and hazard ratio, and fails (usage) where a number is out of its range or the
// hazard ratio is 1. Events are not rounded: take the next whole number.
[[nodiscard]] Result<double> eventsNeeded(const HazardDesign& design, double hazardRatio, double power);
[[nodiscard]] Result<double> powerOfEvents(const HazardDesign& design, double hazardRatio, double events);
// The one above 1; its reciprocal is found with the same power.
[[nodiscard]] Result<double> detectableHazardRatio(const HazardDesign& design, double events, double power);

// Freedman's events, for two groups with `share` of the patients in the one whose hazard is `hazardRatio` times that of
// the other.
[[nodiscard]] Result<double> eventsNeededFreedman(double share, double hazardRatio, double power, double alpha = 0.05);

// Patients of whom so many have the event, not rounded. `eventProbability` in (0, 1] is that of the whole cohort:
// p times that of one group and 1 − p times that of the other.
[[nodiscard]] Result<double> patientsNeeded(double events, double eventProbability);

}  // namespace snitt::statistics
