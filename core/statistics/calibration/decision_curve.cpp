#include "core/statistics/calibration/decision_curve.h"

#include <cmath>

#include <fmt/format.h>

#include "core/statistics/calibration/observed_risk.h"
#include "core/statistics/competing/competing_events.h"

namespace snitt::statistics {
namespace {

// Of a group that is `share` of all, in which the risk is `observed`.
double netBenefitOf(double share, double observed, double threshold) {
  return share * observed - share * (1 - observed) * threshold / (1 - threshold);
}

DecisionPoint pointAt(SurvivalView data, const FixedRisks& risks, std::span<const std::uint8_t> competing, double ofAll,
                      double threshold) {
  DecisionPoint point;
  point.threshold = threshold;
  std::vector<std::size_t> treated;
  std::vector<double> time;
  std::vector<std::uint8_t> event;
  for (std::size_t i = 0; i < data.size(); ++i) {
    if (risks.risk[i] < threshold) continue;
    treated.push_back(i);
    time.push_back(data.time[i]);
    event.push_back(data.event[i]);
  }
  point.treated = time.size();
  if (std::isnan(ofAll)) {
    point.undefined = "nobody was followed up to the horizon";
    return point;
  }
  point.treatAll = netBenefitOf(1, ofAll, threshold);
  const double share = static_cast<double>(time.size()) / static_cast<double>(data.size());
  const double observed =
      time.empty() ? 0 : observedRisk({time, event}, risks.horizon, competingOf(competing, treated)).value;
  if (std::isnan(observed)) {
    point.undefined = "nobody with a risk of at least the threshold was followed up to the horizon";
    return point;
  }
  point.netBenefit = time.empty() ? 0 : netBenefitOf(share, observed, threshold);
  point.interventionsAvoided = (point.netBenefit - point.treatAll) * (1 - threshold) / threshold;
  return point;
}

}  // namespace

Result<std::vector<DecisionPoint>> decisionCurve(SurvivalView data, const FixedRisks& risks,
                                                 std::span<const double> thresholds,
                                                 std::span<const std::uint8_t> competing) {
  if (auto checked = checkRisks(data, risks, competing); !checked) return fail(checked.error());
  for (const double threshold : thresholds)
    if (!(threshold > 0 && threshold < 1))
      return fail(ErrorKind::usage, fmt::format("the threshold {} does not lie between 0 and 1", threshold));
  const std::vector<double> time = withoutRounding(data.time);
  data.time = time;
  const double ofAll = observedRisk(data, risks.horizon, competing).value;
  std::vector<DecisionPoint> points;
  for (const double threshold : thresholds) points.push_back(pointAt(data, risks, competing, ofAll, threshold));
  return points;
}

}  // namespace snitt::statistics
