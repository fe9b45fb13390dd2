// A CUSUM of readings whose target and standard deviation nobody knows beforehand. Pure functions.
//
// A target and a standard deviation that were estimated from a few first readings and then taken for known make false
// alarms come much more often than a chart's design says (Hawkins and Olwell, Cumulative Sum Charts, 1998, chapter 7).
// Instead each reading is judged by all before it: T_i = √((i − 1) / i) (x_i − mean_{i−1}) / sd_{i−1} is Student's t
// with i − 2 degrees of freedom, and the standard normal quantiles of its probabilities are independent and exactly
// standard normal while nothing changes (Hawkins, J Qual Technol 19:153, 1987). The chart learns: a shift that is not
// seen within some readings becomes its target.
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "core/result.h"
#include "core/statistics/monitoring/alarm_rate.h"
#include "core/statistics/monitoring/cusum.h"

namespace snitt::statistics {

// Larger ones cannot be told apart by probabilities of double precision.
inline constexpr double kLargestScore = 8;

// One entry a reading from number `first` (from 0) on; those before it only teach. Where all readings so far were the
// same, the same again is 0 and any other ±kLargestScore. Errors: usage (`first` below 3, a reading that is not
// finite).
[[nodiscard]] Result<std::vector<double>> selfStartingScores(std::span<const double> readings, std::size_t first);

// Readings between false alarms of such a chart with `first` readings that only teach, and of one whose target and
// standard deviation are known (`first` 0): independent normal readings until the first alarm, `rounds` times. A round
// is one period a reading; it ends unalarmed after thirty times `expected` readings. Errors: usage; cancelled.
[[nodiscard]] Result<SimulatedAlarms> simulateCusumAlarms(CusumDesign design, std::size_t first, double expected,
                                                          std::size_t rounds, std::uint64_t seed,
                                                          const std::stop_token& stop = {});

}  // namespace snitt::statistics
