// How often a limit alarmed in a simulation in which nothing changes. Pure functions.
#pragma once

#include <cstdint>
#include <span>

#include "core/statistics/estimate.h"

namespace snitt::statistics {

// Of rounds that are independent of one another; the periods of one round may share a reference.
struct SimulatedAlarms {
  std::uint64_t periods = 0;
  std::uint64_t alarms = 0;
  double interval = kUndefined;  // periods from one alarm to the next, mean; infinite without an alarm
  double lower95 = kUndefined;   // its Monte Carlo error
  double upper95 = kUndefined;
  // One population in ten has a shorter interval, as far as rounds differ by more than chance: what an unlucky
  // reference does.
  double unlucky = kUndefined;
};

// `alarms`: one entry a round, each of `periods` periods. With fewer than two rounds there is no interval.
[[nodiscard]] SimulatedAlarms alarmRate(std::span<const std::uint64_t> alarms, std::uint64_t periods);

}  // namespace snitt::statistics
