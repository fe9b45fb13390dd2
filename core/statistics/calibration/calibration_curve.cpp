#include "core/statistics/calibration/calibration_curve.h"

#include <algorithm>
#include <cmath>

#include "core/statistics/calibration/local_linear.h"
#include "core/statistics/calibration/observed_risk.h"
#include "core/statistics/competing/competing_events.h"
#include "core/statistics/distributions.h"

namespace snitt::statistics {
namespace {

// Type 7: between the order statistics around (n − 1) p.
double quantileOf(const std::vector<double>& sorted, double p) {
  const double place = static_cast<double>(sorted.size() - 1) * p;
  const auto below = static_cast<std::size_t>(place + 4e-15 * std::max(1.0, place));
  const double share = place - static_cast<double>(below);
  if (below + 1 >= sorted.size() || share <= 0) return sorted[std::min(below, sorted.size() - 1)];
  return (1 - share) * sorted[below] + share * sorted[below + 1];
}

// Upper boundaries, ascending strictly; the last is the highest risk.
std::vector<double> boundariesOf(const std::vector<double>& risk, std::size_t groups) {
  std::vector<double> sorted = risk;
  std::ranges::sort(sorted);
  std::vector<double> upper;
  for (std::size_t g = 1; g <= groups; ++g) {
    const double boundary =
        g == groups ? sorted.back() : quantileOf(sorted, static_cast<double>(g) / static_cast<double>(groups));
    if (upper.empty() ? boundary > sorted.front() || g == groups : boundary > upper.back()) upper.push_back(boundary);
  }
  return upper;
}

CalibrationGroup groupOf(SurvivalView data, const FixedRisks& risks, const std::vector<std::size_t>& members,
                         std::span<const std::uint8_t> competing) {
  CalibrationGroup group;
  std::vector<double> time;
  std::vector<std::uint8_t> event;
  double sum = 0;
  group.lowest = group.highest = risks.risk[members.front()];
  for (const std::size_t i : members) {
    time.push_back(data.time[i]);
    event.push_back(data.event[i]);
    if (data.event[i] == 1 && data.time[i] <= risks.horizon) ++group.events;
    if (!competing.empty() && competing[i] == 1 && data.time[i] <= risks.horizon) ++group.competing;
    sum += risks.risk[i];
    group.lowest = std::min(group.lowest, risks.risk[i]);
    group.highest = std::max(group.highest, risks.risk[i]);
  }
  group.n = members.size();
  group.predicted = sum / static_cast<double>(members.size());
  group.observed = observedRisk({time, event}, risks.horizon, competingOf(competing, members));
  return group;
}

double between(const std::vector<CurvePoint>& curve, double x) {
  const auto right = std::ranges::lower_bound(curve, x, {}, &CurvePoint::predicted);
  if (right == curve.begin()) return right->observed.value;
  if (right == curve.end()) return curve.back().observed.value;
  const auto left = std::prev(right);
  const double share = (x - left->predicted) / (right->predicted - left->predicted);
  return left->observed.value + share * (right->observed.value - left->observed.value);
}

}  // namespace

std::vector<CalibrationGroup> calibrationGroups(SurvivalView data, const FixedRisks& risks, std::size_t groups,
                                                std::span<const std::uint8_t> competing) {
  const std::vector<double> time = withoutRounding(data.time);
  const std::vector<double> upper = boundariesOf(risks.risk, groups);
  std::vector<std::vector<std::size_t>> members(upper.size());
  for (std::size_t i = 0; i < data.size(); ++i)
    members[static_cast<std::size_t>(std::ranges::lower_bound(upper, risks.risk[i]) - upper.begin())].push_back(i);
  std::vector<CalibrationGroup> result;
  for (const auto& group : members)
    if (!group.empty()) result.push_back(groupOf({time, data.event}, risks, group, competing));
  return result;
}

std::vector<CurvePoint> calibrationCurve(SurvivalView data, const FixedRisks& risks, double span, std::size_t points,
                                         std::span<const std::uint8_t> competing) {
  const std::vector<double> time = withoutRounding(data.time);
  const std::vector<double> pseudo = pseudoRisks({time, data.event}, risks.horizon, competing);
  if (pseudo.empty() || std::isnan(observedRisk({time, data.event}, risks.horizon, competing).value)) return {};
  const LocalLinear line(risks.risk, pseudo, span);
  const auto [lowest, highest] = std::ranges::minmax(risks.risk);
  const std::size_t places = lowest < highest ? std::max<std::size_t>(points, 2) : 1;
  std::vector<CurvePoint> curve;
  for (std::size_t k = 0; k < places; ++k) {
    const double share = places == 1 ? 0 : static_cast<double>(k) / static_cast<double>(places - 1);
    CurvePoint point;
    point.predicted = k + 1 == places ? highest : lowest + share * (highest - lowest);
    point.observed.value = line.valueAt(point.predicted);
    curve.push_back(point);
  }
  std::vector<double> squared;
  for (std::size_t i = 0; i < pseudo.size(); ++i)
    squared.push_back(std::pow(pseudo[i] - between(curve, risks.risk[i]), 2));
  for (CurvePoint& point : curve) {
    const std::vector<double> weight = line.weightsAt(point.predicted);
    double variance = 0;
    for (std::size_t i = 0; i < weight.size(); ++i) variance += weight[i] * weight[i] * squared[i];
    point.observed.stdErr = std::sqrt(variance);
    point.observed.lower95 = point.observed.value - normal975() * point.observed.stdErr;
    point.observed.upper95 = point.observed.value + normal975() * point.observed.stdErr;
  }
  return curve;
}

}  // namespace snitt::statistics
