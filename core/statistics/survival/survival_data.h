// Right-censored follow-up, the input of all survival statistics. Pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/result.h"

namespace snitt::statistics {

// n patients, one entry each; the caller keeps the arrays alive. `time` is in any one unit, finite and not negative;
// `event` is 1 where the event happened at `time` and 0 where the patient was censored then. At one and the same time
// events come before censorings (Kaplan and Meier, JASA 53:457, 1958), in every statistic.
struct SurvivalView {
  std::span<const double> time;
  std::span<const std::uint8_t> event;

  [[nodiscard]] std::size_t size() const { return time.size(); }
};

// Arrays of equal length, at least one patient, times finite and not negative, events 0 or 1; else usage, with the
// number of the patient (from 1). Each statistic asks this itself.
[[nodiscard]] Result<void> checkSurvival(SurvivalView data);

// Times that differ by rounding alone become one and the same, so that ties are ties whatever computed them: sorted
// different times of which neighbours lie no further apart than 1.49e-8 (absolute, or relative to their mean) take the
// smallest of their run. The rule, and the number, are those of R's survival (aeqSurv), whose figures depend on them.
[[nodiscard]] std::vector<double> withoutRounding(std::span<const double> time);

// Row numbers in order of time, at one time events before censorings, else as they were.
[[nodiscard]] std::vector<std::size_t> orderByTime(SurvivalView data);

}  // namespace snitt::statistics
