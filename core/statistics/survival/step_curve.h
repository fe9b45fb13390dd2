// Curves that change in steps: survival, its counterpart for censoring, cumulative hazard and incidence.
#pragma once

#include <vector>

#include "core/statistics/survival/survival_data.h"

namespace snitt::statistics {

// Right-continuous: `start` before time[0], value[i] from time[i] on. Times ascend strictly.
struct StepCurve {
  double start = 1;
  std::vector<double> time;
  std::vector<double> value;

  [[nodiscard]] double at(double t) const;      // the value at t
  [[nodiscard]] double before(double t) const;  // the limit from the left, at t−
};

// Kaplan–Meier's estimate of the probability to be uncensored, G(t) = P(C > t): censorings take the place of events.
// Who has the event at t is no longer at risk of being censored at t. For inverse-probability weights: 1 / G(T−) for an
// event at T, 1 / G(t) for who is at risk after t (Graf et al., Stat Med 18:2529, 1999; Gerds and Schumacher, Biom J
// 48:1029, 2006). `data` is one that checkSurvival accepts.
[[nodiscard]] StepCurve censoringCurve(SurvivalView data);

}  // namespace snitt::statistics
