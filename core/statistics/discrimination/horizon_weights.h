// Who has had the event by a horizon, and the inverse-probability-of-censoring weights that stand for those whose
// outcome at it is unknown. What AUC, ROC and Brier share.
//
// An event at T weighs 1 / G(T−), who is free of it after the horizon 1 / G(horizon), who was censored at or before the
// horizon nothing; G is censoringCurve of the patients themselves (Graf et al., Stat Med 18:2529, 1999; Gerds and
// Schumacher, Biom J 48:1029, 2006). These are the weights of R's riskRegression::Score(cens.model = "km").
// scikit-survival takes G(T) for G(T−): the same where no censoring falls on the time of an event.
#pragma once

#include <string>
#include <vector>

#include "core/statistics/estimate.h"
#include "core/statistics/survival/survival_data.h"

namespace snitt::statistics {

enum class AtHorizon : std::uint8_t {
  event,      // had it at or before the horizon
  free,       // seen without it after the horizon
  competing,  // had another event at or before the horizon, which rules it out
  unknown,    // censored at or before the horizon
};

struct HorizonWeights {
  std::vector<AtHorizon> state;
  std::vector<double> weight;  // 0 where unknown
  std::string undefined;       // why nothing can be said at this horizon (nobody was followed so long), or empty

  [[nodiscard]] std::size_t count(AtHorizon which) const;
};

// What checkSurvival and checkCompetingEvents refuse, and a horizon that is not positive: usage.
[[nodiscard]] Result<void> checkHorizon(SurvivalView data, std::span<const std::uint8_t> competing, double horizon);

// Of data that checkHorizon accepts.
[[nodiscard]] HorizonWeights horizonWeights(SurvivalView data, std::span<const std::uint8_t> competing, double horizon);

// What estimating G adds to the influence of each patient on a figure of which `part[k]` is the weighted contribution
// of patient k (0 where unknown): the mean over k of part[k] × (influence of the patient on −log G at T_k− or at the
// horizon). The at-risk set of G here includes the events at the same time, as in riskRegression, whose standard errors
// it reproduces (Blanche, Dartigues and Jacqmin-Gadda, Stat Med 32:5381, 2013; Hung and Chiang, Can J Stat 38:8, 2010).
[[nodiscard]] std::vector<double> censoringInfluence(SurvivalView data, std::span<const std::uint8_t> competing,
                                                     double horizon, std::span<const double> part);

// The value with the standard error sd(influence) / √n, and value ± 1.96 se cut at 0 and 1.
// `cluster`: which patient each row is of, or empty; then the error is over the sums of a patient's rows.
[[nodiscard]] Estimate withInfluence(double value, std::span<const double> influence,
                                     std::span<const std::size_t> cluster = {});

}  // namespace snitt::statistics
