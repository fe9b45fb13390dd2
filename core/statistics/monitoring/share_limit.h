// From how many of n slides on a share alarms: an exact upper limit. Pure functions.
//
// A share that is stated: the count is binomial, and `alarmFrom` is the smallest count that is reached with a chance of
// at most `falseAlarm` (R: qbinom(1 − falseAlarm, n, share) + 1). A share that is known from `referenceCount` of
// `reference` slides alone: the population's share has the posterior Beta(count + 1/2, reference − count + 1/2)
// (Jeffreys, 1946), so the count of new slides is beta-binomial, which widens the limit by what the reference leaves
// open: none of 100 is not never. Counts are whole, so alarms are rarer than asked for; how rare is told.
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>

#include "core/result.h"
#include "core/statistics/monitoring/alarm_rate.h"

namespace snitt::statistics {

struct ShareLimit {
  std::uint64_t alarmFrom = 0;  // counts from here on alarm; n + 1: none does
  double falseAlarm = 0;        // chance of such a count while nothing changed
};

// Errors: usage (a chance or share out of its range, no slide).
[[nodiscard]] Result<ShareLimit> shareLimit(double falseAlarm, std::uint64_t n, double share);
[[nodiscard]] Result<ShareLimit> shareLimitAgainst(double falseAlarm, std::uint64_t n, std::uint64_t referenceCount,
                                                   std::uint64_t reference);

// The share as it is known: stated where there is no reference.
struct ExpectedShare {
  double share = 0;
  std::uint64_t count = 0;
  std::uint64_t reference = 0;
};
[[nodiscard]] Result<ShareLimit> shareLimit(double falseAlarm, std::uint64_t n, const ExpectedShare& expected);

// Alarms of these limits in `rounds` rounds of `periods` samples, of the sizes in turn; a round has one population.
// Errors: those of the limits; cancelled.
[[nodiscard]] Result<SimulatedAlarms> simulateShareAlarms(double falseAlarm, const ExpectedShare& expected,
                                                          std::span<const std::size_t> sizes, std::size_t rounds,
                                                          std::size_t periods, std::uint64_t seed,
                                                          const std::stop_token& stop = {});

}  // namespace snitt::statistics
