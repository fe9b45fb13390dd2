// From the combined score to the risk of the event by stated horizons, frozen as tables of knots. Pure functions.
//
// A Cox regression of the event on logit(score), the score cut at 1e-6 and 1 − 1e-6, with Breslow's baseline hazard
// (Cox 1972; Kalbfleisch and Prentice, 2nd ed., chapter 4). Deaths of other causes compete: their hazard, which does
// not depend on the score here, shortens the time in which the event can happen, so that the result is a cumulative
// incidence (Putter, Fiocco and Geskus, Stat Med 26:2389, 2007) and still rises with the score.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/result.h"
#include "core/training/label_rule.h"

namespace snitt::training {

struct RiskPatient {
  double score = 0;  // combined, in [0, 1]
  double timeDays = 0;
  bool event = false;
  bool competing = false;  // died of another cause at timeDays; never with `event`
  DistinctLabel label = DistinctLabel::between;
};

struct RiskMapRequest {
  std::vector<double> horizonsDays;
  EventKind event = EventKind::cancerDeath;
  // Equally far apart on the logit scale, from the lowest score to the highest, both moved out to a multiple of 0.25.
  int knots = 33;
  int leastEvents = 10;
};

struct RiskMapFit {
  std::vector<RiskMap> maps;  // one a horizon, in their order
  double slope = 0;           // log hazard ratio of one unit of logit(score)
  double slopeSe = 0;
  std::size_t patients = 0;
  std::size_t events = 0;
};

// `patients`: a sample of the tuning patients of all outcomes, none moved there because in between. Refused (kind
// refused) where every patient has a distinct outcome: they are chosen by their outcome, and a risk fitted on them is
// none. Usage: too few events; a horizon that is not above 0 or beyond the last follow-up; scores that do not differ,
// or with which the risk does not rise.
[[nodiscard]] Result<RiskMapFit> fitRiskMaps(std::span<const RiskPatient> patients, const RiskMapRequest& request);

}  // namespace snitt::training
