#include "core/statistics/monitoring/self_starting.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <boost/math/distributions/students_t.hpp>

#include "core/statistics/distributions.h"
#include "core/statistics/resampling/counter_random.h"

namespace snitt::statistics {
namespace {

// Mean and squares of what came before (Welford, Technometrics 4:419, 1962).
class Learned {
 public:
  void add(double x) {
    ++m_n;
    const double from = x - m_mean;
    m_mean += from / static_cast<double>(m_n);
    m_squares += from * (x - m_mean);
  }
  [[nodiscard]] double scoreOf(double x) const {
    const auto n = static_cast<double>(m_n);
    const double sd = std::sqrt(m_squares / (n - 1));
    if (sd == 0) return x == m_mean ? 0 : std::copysign(kLargestScore, x - m_mean);
    const double t = std::sqrt(n / (n + 1)) * (x - m_mean) / sd;
    // The tail on the side of t, so that no probability is lost near 1.
    const boost::math::students_t student(n - 1);
    const double size = -normalQuantile(boost::math::cdf(student, -std::abs(t)));
    return std::copysign(std::clamp(size, 0.0, kLargestScore), t);
  }

 private:
  std::size_t m_n = 0;
  double m_mean = 0;
  double m_squares = 0;
};

Result<void> checkFirst(std::size_t first) {
  if (first >= 3) return {};
  return fail(ErrorKind::usage, "a self-starting chart needs three readings to begin with");
}

}  // namespace

Result<std::vector<double>> selfStartingScores(std::span<const double> readings, std::size_t first) {
  if (auto fine = checkFirst(first); !fine) return fail(fine.error());
  std::vector<double> scores;
  Learned learned;
  for (std::size_t i = 0; i < readings.size(); ++i) {
    if (!std::isfinite(readings[i]))
      return fail(ErrorKind::usage, fmt::format("observation {} is not a number", i + 1));
    if (i >= first) scores.push_back(learned.scoreOf(readings[i]));
    learned.add(readings[i]);
  }
  return scores;
}

Result<SimulatedAlarms> simulateCusumAlarms(CusumDesign design, std::size_t first, double expected, std::size_t rounds,
                                            std::uint64_t seed, const std::stop_token& stop) {
  if (auto fine = checkCusum(design); !fine) return fail(fine.error());
  if (first > 0)
    if (auto fine = checkFirst(first); !fine) return fail(fine.error());
  if (!(expected >= 1 && std::isfinite(expected))) return fail(ErrorKind::usage, "a run length must be 1 or more");
  constexpr double kLongest = 30;
  std::vector<double> lengths;
  SimulatedAlarms found;
  for (std::size_t round = 0; round < rounds; ++round) {
    if (stop.stop_requested()) return fail(ErrorKind::cancelled, "the simulation was stopped");
    CounterRandom random(seed, round);
    Learned learned;
    for (std::size_t i = 0; i < first; ++i) learned.add(random.normal());
    double upper = 0, lower = 0;
    std::uint64_t readings = 0;
    bool alarmed = false;
    while (!alarmed && static_cast<double>(readings) < kLongest * expected) {
      const double x = random.normal();
      const double z = first > 0 ? learned.scoreOf(x) : x;
      if (first > 0) learned.add(x);
      upper = std::max(0.0, upper + z - design.k);
      lower = std::max(0.0, lower - z - design.k);
      ++readings;
      alarmed = upper > design.h || lower > design.h;
    }
    found.alarms += alarmed ? 1 : 0;
    found.periods += readings;
    lengths.push_back(static_cast<double>(readings));
  }
  if (found.alarms == 0) return found;
  // Rounds that were cut off are so few that the error is that of the lengths.
  const auto alarms = static_cast<double>(found.alarms);
  found.interval = static_cast<double>(found.periods) / alarms;
  double squares = 0;
  for (const double length : lengths) squares += std::pow(length - found.interval, 2);
  const double error = normal975() * std::sqrt(squares / alarms / alarms);
  found.lower95 = found.interval - error;
  found.upper95 = found.interval + error;
  return found;
}

}  // namespace snitt::statistics
