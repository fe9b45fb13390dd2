// Follow-up that ends by one of several causes, the input of cumulative incidence and Gray's test. Pure functions.
//
// A hazard of one cause needs nothing of its own: it is Cox's model with the other causes censored.
#pragma once

#include <cstdint>
#include <span>

#include "core/result.h"

namespace snitt::statistics {

// n patients, one entry each; the caller keeps the arrays alive. `time` is in any one unit, finite and not negative;
// `cause` is 0 where the patient was censored at `time`, else the number of what happened then, from 1. At one and the
// same time events come before censorings.
struct CompetingView {
  std::span<const double> time;
  std::span<const std::uint8_t> cause;

  [[nodiscard]] std::size_t size() const { return time.size(); }
};

// Arrays of equal length, at least one patient, times finite and not negative, causes from 0 to `causes`, of which
// there is at least one; else usage, with the number of the patient (from 1). The statistics ask this themselves.
[[nodiscard]] Result<void> checkCompeting(CompetingView data, std::size_t causes);

}  // namespace snitt::statistics
