#include "ui/report/charts/check_p.h"

#include <cmath>

namespace snitt::charts {

Result<void> checkCurve(const std::string& what, const std::vector<double>& x, const std::vector<double>& y) {
  if (x.size() != y.size())
    return fail(ErrorKind::usage,
                what + " has " + std::to_string(x.size()) + " places and " + std::to_string(y.size()) + " values");
  for (std::size_t i = 1; i < x.size(); ++i)
    if (x[i] < x[i - 1]) return fail(ErrorKind::usage, what + " goes backwards at value " + std::to_string(i + 1));
  return {};
}

Result<void> checkBand(const std::string& what, std::size_t length, const std::vector<double>& lower,
                       const std::vector<double>& upper) {
  const bool none = lower.empty() && upper.empty();
  if (none || (lower.size() == length && upper.size() == length)) return {};
  return fail(ErrorKind::usage, "the interval of " + what + " has " + std::to_string(lower.size()) + " and " +
                                    std::to_string(upper.size()) + " limits for " + std::to_string(length) + " values");
}

Result<void> checkFollowUp(const FollowUp& followUp) {
  if (followUp.times.size() != followUp.events.size())
    return fail(ErrorKind::usage, "the follow-up of “" + followUp.name + "” has " +
                                      std::to_string(followUp.times.size()) + " times and " +
                                      std::to_string(followUp.events.size()) + " events");
  for (const double time : followUp.times)
    if (!std::isfinite(time) || time < 0)
      return fail(ErrorKind::usage, "the follow-up of “" + followUp.name + "” has a time that is none");
  for (std::size_t i = 0; i < followUp.cells.size(); ++i) {
    const double time = followUp.cells[i].time;
    const bool fine = std::isfinite(time) && time >= 0 && (i == 0 || time > followUp.cells[i - 1].time);
    if (!fine)
      return fail(ErrorKind::usage, "the patients at risk of “" + followUp.name + "” are not at times that ascend");
  }
  return {};
}

Result<void> checkCount(std::size_t curves) {
  if (curves <= kMostCurves) return {};
  return fail(ErrorKind::usage,
              "a chart can hold " + std::to_string(kMostCurves) + " curves, not " + std::to_string(curves));
}

Result<void> checkAxis(const TimeAxis& axis) {
  if (axis.unitsPerTick && !(std::isfinite(*axis.unitsPerTick) && *axis.unitsPerTick > 0))
    return fail(ErrorKind::usage, "the distance of an axis's ticks must be above 0");
  if (axis.to && !(std::isfinite(*axis.to) && *axis.to > 0))
    return fail(ErrorKind::usage, "the end of a time axis must be above 0");
  return {};
}

}  // namespace snitt::charts
