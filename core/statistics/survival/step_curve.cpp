#include "core/statistics/survival/step_curve.h"

#include <algorithm>

namespace snitt::statistics {
namespace {

double valueBelow(const StepCurve& curve, std::ptrdiff_t count) {
  return count == 0 ? curve.start : curve.value[static_cast<std::size_t>(count) - 1];
}

}  // namespace

double StepCurve::at(double t) const { return valueBelow(*this, std::ranges::upper_bound(time, t) - time.begin()); }

double StepCurve::before(double t) const { return valueBelow(*this, std::ranges::lower_bound(time, t) - time.begin()); }

StepCurve censoringCurve(SurvivalView data) {
  const std::vector<std::size_t> order = orderByTime(data);
  StepCurve curve;
  double survival = 1;
  for (std::size_t i = 0; i < order.size();) {
    const double t = data.time[order[i]];
    while (i < order.size() && data.time[order[i]] == t && data.event[order[i]] == 1) ++i;
    const std::size_t first = i;
    while (i < order.size() && data.time[order[i]] == t) ++i;
    if (i == first) continue;
    const auto atRisk = static_cast<double>(order.size() - first);
    survival *= 1 - static_cast<double>(i - first) / atRisk;
    curve.time.push_back(t);
    curve.value.push_back(survival);
  }
  return curve;
}

}  // namespace snitt::statistics
