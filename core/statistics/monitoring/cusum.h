// Small lasting shifts of a control slide's score: the tabular two-sided CUSUM. Pure functions.
//
// Source: Page, Biometrika 41:100 (1954); Montgomery, Introduction to Statistical Quality Control, 6th ed.,
// section 9.1; Hawkins and Olwell, Cumulative Sum Charts (1998). With z = (x − target) / sd:
//   upper_i = max(0, upper_{i−1} + z_i − k),  lower_i = max(0, lower_{i−1} − z_i − k),  alarm where either exceeds h.
// k is half the shift that should be found soon; both are in standard deviations. How often that alarms falsely:
// cusum_run_length.h.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/result.h"

namespace snitt::statistics {

struct CusumDesign {
  double k = 0.5;  // ≥ 0
  double h = 5;    // > 0
};

struct Cusum {
  std::vector<double> upper;  // one entry an observation; both ≥ 0
  std::vector<double> lower;
  std::vector<std::size_t> upperAlarms;  // numbers of observations, from 0
  std::vector<std::size_t> lowerAlarms;
  // Since when the shift of the first alarm may last: the first observation after that side was last 0. The number of
  // observations when there was no alarm.
  std::size_t shiftSince = 0;
};

enum class AfterAlarm { goOn, restart };  // restart: both sums begin at 0 with the next observation

// Fails (usage) when the design is out of its range, the target is not finite, sd is not positive, or an observation,
// which it numbers from 1, is not finite. No observation is no alarm.
[[nodiscard]] Result<Cusum> cusum(std::span<const double> values, double target, double sd, CusumDesign design,
                                  AfterAlarm afterAlarm = AfterAlarm::goOn);

// k ≥ 0 and h > 0, finite; else usage.
[[nodiscard]] Result<void> checkCusum(CusumDesign design);

}  // namespace snitt::statistics
