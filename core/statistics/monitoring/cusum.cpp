#include "core/statistics/monitoring/cusum.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace snitt::statistics {
namespace {

Result<void> checkInput(std::span<const double> values, double target, double sd) {
  if (!std::isfinite(target)) return fail(ErrorKind::usage, "the target of a CUSUM is not a number");
  if (!(sd > 0 && std::isfinite(sd)))
    return fail(ErrorKind::usage, fmt::format("the standard deviation of a CUSUM must be positive, not {}", sd));
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!std::isfinite(values[i])) return fail(ErrorKind::usage, fmt::format("observation {} is not a number", i + 1));
  return {};
}

// One side: its sum, and when it was last 0.
struct Side {
  double sum = 0;
  std::size_t since = 0;

  void add(double step, std::size_t i) {
    if (sum == 0) since = i;
    sum = std::max(0.0, sum + step);
  }
};

}  // namespace

Result<void> checkCusum(CusumDesign design) {
  if (!(design.k >= 0 && std::isfinite(design.k)))
    return fail(ErrorKind::usage, fmt::format("the allowance k of a CUSUM must not be {}", design.k));
  if (!(design.h > 0 && std::isfinite(design.h)))
    return fail(ErrorKind::usage, fmt::format("the limit h of a CUSUM must be positive, not {}", design.h));
  return {};
}

Result<Cusum> cusum(std::span<const double> values, double target, double sd, CusumDesign design,
                    AfterAlarm afterAlarm) {
  if (const auto checked = checkCusum(design); !checked) return fail(checked.error());
  if (const auto checked = checkInput(values, target, sd); !checked) return fail(checked.error());
  Cusum result;
  result.shiftSince = values.size();
  Side upper, lower;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double z = (values[i] - target) / sd;
    upper.add(z - design.k, i);
    lower.add(-z - design.k, i);
    result.upper.push_back(upper.sum);
    result.lower.push_back(lower.sum);
    const bool first = result.upperAlarms.empty() && result.lowerAlarms.empty();
    const bool high = upper.sum > design.h;
    const bool low = lower.sum > design.h;
    if (high) result.upperAlarms.push_back(i);
    if (low) result.lowerAlarms.push_back(i);
    if (first && (high || low)) result.shiftSince = high ? upper.since : lower.since;
    if ((high || low) && afterAlarm == AfterAlarm::restart) upper = lower = Side{.since = i + 1};
  }
  return result;
}

}  // namespace snitt::statistics
