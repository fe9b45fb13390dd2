#include "core/statistics/monitoring/share_limit.h"

#include <cmath>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "core/statistics/monitoring/drawn_shares_p.h"

namespace snitt::statistics {
namespace {

Result<void> check(double falseAlarm, std::uint64_t n) {
  if (!(falseAlarm > 0 && falseAlarm < 1))
    return fail(ErrorKind::usage,
                fmt::format("the chance of a false alarm must lie between 0 and 1, not at {}", falseAlarm));
  if (n == 0) return fail(ErrorKind::usage, "a share needs at least one slide");
  return {};
}

double logChoose(double n, double k) { return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1); }
double logBeta(double a, double b) { return std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b); }

// From the largest count down, so that the tail is summed from its smallest terms on.
template <class LogChance>
ShareLimit limitOf(double falseAlarm, std::uint64_t n, const LogChance& logChance) {
  ShareLimit limit{n + 1, 0};
  double tail = 0;
  for (std::uint64_t k = n; k > 0; --k) {
    tail += std::exp(logChance(static_cast<double>(k)));
    if (tail > falseAlarm) break;
    limit = {k, tail};
  }
  return limit;
}

}  // namespace

Result<ShareLimit> shareLimit(double falseAlarm, std::uint64_t n, double share) {
  if (auto fine = check(falseAlarm, n); !fine) return fail(fine.error());
  if (!(share >= 0 && share <= 1))
    return fail(ErrorKind::usage, fmt::format("an expected share must lie between 0 and 1, not at {}", share));
  if (share == 0) return ShareLimit{1, 0};
  if (share == 1) return ShareLimit{n + 1, 0};
  const auto size = static_cast<double>(n);
  return limitOf(falseAlarm, n,
                 [&](double k) { return logChoose(size, k) + k * std::log(share) + (size - k) * std::log1p(-share); });
}

Result<ShareLimit> shareLimitAgainst(double falseAlarm, std::uint64_t n, std::uint64_t referenceCount,
                                     std::uint64_t reference) {
  if (auto fine = check(falseAlarm, n); !fine) return fail(fine.error());
  if (reference == 0 || referenceCount > reference)
    return fail(ErrorKind::usage, fmt::format("{} of {} slides is no share", referenceCount, reference));
  const double a = static_cast<double>(referenceCount) + 0.5;
  const double b = static_cast<double>(reference - referenceCount) + 0.5;
  const auto size = static_cast<double>(n);
  return limitOf(falseAlarm, n,
                 [&](double k) { return logChoose(size, k) + logBeta(a + k, b + size - k) - logBeta(a, b); });
}

Result<ShareLimit> shareLimit(double falseAlarm, std::uint64_t n, const ExpectedShare& expected) {
  return expected.reference == 0 ? shareLimit(falseAlarm, n, expected.share)
                                 : shareLimitAgainst(falseAlarm, n, expected.count, expected.reference);
}

Result<SimulatedAlarms> simulateShareAlarms(double falseAlarm, const ExpectedShare& expected,
                                            std::span<const std::size_t> sizes, std::size_t rounds, std::size_t periods,
                                            std::uint64_t seed, const std::stop_token& stop) {
  if (sizes.empty()) return fail(ErrorKind::usage, "a simulation of shares needs sizes of samples");
  std::map<std::size_t, std::uint64_t> alarmFrom;
  for (const std::size_t n : sizes) {
    const auto limit = shareLimit(falseAlarm, n, expected);
    if (!limit) return fail(limit.error());
    alarmFrom[n] = limit->alarmFrom;
  }
  std::vector<std::uint64_t> alarms(rounds, 0);
  for (std::size_t round = 0; round < rounds; ++round) {
    if (stop.stop_requested()) return fail(ErrorKind::cancelled, "the simulation was stopped");
    CounterRandom random(seed, round);
    double share = expected.share;
    if (expected.reference > 0) {
      const double in = drawGamma(random, static_cast<double>(expected.count) + 0.5);
      share = in / (in + drawGamma(random, static_cast<double>(expected.reference - expected.count) + 0.5));
    }
    for (std::size_t period = 0; period < periods; ++period) {
      const std::size_t n = sizes[period % sizes.size()];
      std::uint64_t count = 0;
      for (std::size_t i = 0; i < n; ++i) count += random.uniform() < share ? 1 : 0;
      alarms[round] += count >= alarmFrom.at(n) ? 1 : 0;
    }
  }
  return alarmRate(alarms, periods);
}

}  // namespace snitt::statistics
