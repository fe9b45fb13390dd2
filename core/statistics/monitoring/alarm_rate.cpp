#include "core/statistics/monitoring/alarm_rate.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/statistics/distributions.h"

namespace snitt::statistics {
namespace {

double intervalAt(double rate) { return rate > 0 ? 1 / rate : std::numeric_limits<double>::infinity(); }

}  // namespace

SimulatedAlarms alarmRate(std::span<const std::uint64_t> alarms, std::uint64_t periods) {
  SimulatedAlarms found;
  const auto rounds = static_cast<double>(alarms.size());
  found.periods = alarms.size() * periods;
  found.alarms = std::accumulate(alarms.begin(), alarms.end(), std::uint64_t{0});
  if (found.periods == 0) return found;
  const auto each = static_cast<double>(periods);
  const double rate = static_cast<double>(found.alarms) / static_cast<double>(found.periods);
  found.interval = intervalAt(rate);
  if (alarms.size() < 2) return found;
  double squares = 0;
  for (const std::uint64_t one : alarms) squares += std::pow(static_cast<double>(one) / each - rate, 2);
  const double variance = squares / (rounds - 1);
  const double error = normal975() * std::sqrt(variance / rounds);
  found.lower95 = intervalAt(rate + error);
  found.upper95 = intervalAt(rate - error);
  const double between = variance - rate * (1 - rate) / each;
  found.unlucky = intervalAt(rate + normalQuantile(0.9) * std::sqrt(std::max(0.0, between)));
  return found;
}

}  // namespace snitt::statistics
