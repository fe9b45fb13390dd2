// Kaplan–Meier and Nelson–Aalen estimates with what papers print beside them. Pure functions; O(n log n).
//
// Survival: Kaplan and Meier, JASA 53:457 (1958). Variance: Greenwood (1926). Limits on other scales: Kalbfleisch and
// Prentice, The Statistical Analysis of Failure Time Data, 2nd ed., section 1.4; Borgan and Liestøl, Scand J Stat 17:35
// (1990) for the arcsine. Limits of quantiles: Brookmeyer and Crowley, Biometrics 38:29 (1982). Cumulative hazard:
// Nelson (1972), Aalen (1978); with ties split: Fleming and Harrington (1984). The figures are those of R's survfit.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/statistics/estimate.h"
#include "core/statistics/survival/step_curve.h"
#include "core/statistics/survival/survival_data.h"

namespace snitt::statistics {

// The scale on which a limit is value ± 1.96 standard errors.
enum class LimitScale { plain, log, logLog, logit, arcsin };

// "plain", "log", "log-log", "logit", "arcsin".
[[nodiscard]] std::optional<LimitScale> limitScaleOf(std::string_view name);

struct KaplanMeierStep {
  double time = 0;
  std::size_t atRisk = 0;  // just before `time`
  std::size_t events = 0;
  std::size_t censored = 0;
  double survival = 1;
  double stdErr = 0;  // Greenwood's, of survival itself; undefined once nobody is left
  double lower95 = 1;
  double upper95 = 1;
};

struct KaplanMeier {
  std::size_t n = 0;
  std::size_t events = 0;
  std::vector<KaplanMeierStep> steps;  // one for each different time, events or not

  [[nodiscard]] StepCurve curve() const;
  // The step that holds at t: none before the first time; after the last time none, unless nobody survived.
  [[nodiscard]] const KaplanMeierStep* at(double t) const;
};

// Errors are those of checkSurvival.
[[nodiscard]] Result<KaplanMeier> kaplanMeier(SurvivalView data, LimitScale scale = LimitScale::logLog);

// The time at which a share `p` of the patients has had the event (0.5: the median); where survival stays on 1 − p over
// an interval, its middle. Undefined, as each limit may be, where the curve does not get there.
struct SurvivalQuantile {
  double time = kUndefined;
  double lower95 = kUndefined;
  double upper95 = kUndefined;
};
[[nodiscard]] SurvivalQuantile survivalQuantile(const KaplanMeier& curve, double p = 0.5);

// The area under the curve from 0 to `until`, and its standard error. After the last time survival is taken to stay as
// it is (as R does with rmean = "common"), so an `until` far beyond the follow-up says little.
struct RestrictedMean {
  double until = kUndefined;
  double mean = kUndefined;
  double stdErr = kUndefined;
};
[[nodiscard]] RestrictedMean restrictedMean(const KaplanMeier& curve, double until);

struct CumulativeHazardStep {
  double time = 0;
  double hazard = 0;
  double stdErr = 0;
};
enum class TiedHazard { together, split };  // Nelson–Aalen's d/n; Fleming–Harrington's 1/n + 1/(n−1) + …
[[nodiscard]] std::vector<CumulativeHazardStep> cumulativeHazard(const KaplanMeier& curve,
                                                                 TiedHazard ties = TiedHazard::together);

// Patients who are followed at `t` or longer, and those censored before t: what stands under a plot.
struct AtRisk {
  std::size_t atRisk = 0;
  std::size_t censored = 0;
};
[[nodiscard]] AtRisk atRiskAt(const KaplanMeier& curve, double t);

}  // namespace snitt::statistics
