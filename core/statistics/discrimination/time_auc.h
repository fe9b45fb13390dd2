// Time-dependent ROC and its area, cumulative / dynamic: how well a score tells those who have had the event by a
// horizon from those who have not. A higher score means a higher risk; the score does not change with time.
//
// Cases: the event at or before the horizon. Controls: without any event after the horizon and, with competing events
// given, also those who had the competing event by then (definition "ii" of Blanche et al., Stat Med 32:5381, 2013, and
// of riskRegression). Censored before: weights of horizon_weights.h. Source: Uno et al., JASA 102:527 (2007); Blanche
// et al. as above. R: riskRegression::Score(metrics = "auc", cens.model = "km"), with its standard errors (conservative
// = FALSE). O(n log n) a horizon. Pure functions.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/statistics/discrimination/concordance_comparison.h"
#include "core/statistics/discrimination/horizon_weights.h"
#include "core/statistics/estimate.h"
#include "core/statistics/survival/survival_data.h"

namespace snitt::statistics {

struct TimeAuc {
  double horizon = kUndefined;
  Estimate auc;  // value ± 1.96 se, cut at 0 and 1
  std::size_t cases = 0;
  std::size_t controls = 0;
  std::size_t competing = 0;      // of the controls: had the competing event by the horizon
  std::size_t unknown = 0;        // censored before, so in neither
  std::string undefined;          // why there is no AUC; empty where there is one
  std::vector<double> influence;  // of each patient: se = sd / √n
};

// `competing`: empty, or 1 for who had an event at `time` that rules out the one of interest (`event` is 0 there).
// `cluster`: empty, or which patient each row is of; the standard errors are then over patients.
// One entry a horizon, in their order. Usage: see checkScore and checkHorizon. Undefined, saying why: a horizon beyond
// the last follow-up, no case, no control.
[[nodiscard]] Result<std::vector<TimeAuc>> timeAuc(SurvivalView data, std::span<const double> score,
                                                   std::span<const double> horizons,
                                                   std::span<const std::uint8_t> competing = {},
                                                   std::span<const std::size_t> cluster = {});

// The two AUCs at each horizon, and second less first with the standard error of the difference of influences (R:
// Score's contrasts).
struct TimeAucComparison {
  TimeAuc first;
  TimeAuc second;
  Difference difference;
};
[[nodiscard]] Result<std::vector<TimeAucComparison>> compareTimeAuc(SurvivalView data, std::span<const double> first,
                                                                    std::span<const double> second,
                                                                    std::span<const double> horizons,
                                                                    std::span<const std::uint8_t> competing = {},
                                                                    std::span<const std::size_t> cluster = {});

// Of the rule "high risk where the score is at least `threshold`".
struct RocPoint {
  double threshold;
  double sensitivity;
  double specificity;
};

struct TimeRoc {
  std::vector<RocPoint> points;  // from threshold infinity (0, 1) down to the lowest score (1, 0)
  std::string undefined;         // as TimeAuc
};
[[nodiscard]] Result<TimeRoc> timeRoc(SurvivalView data, std::span<const double> score, double horizon,
                                      std::span<const std::uint8_t> competing = {});

}  // namespace snitt::statistics
