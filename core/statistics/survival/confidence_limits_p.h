// Limits of a probability on another scale.
#pragma once

#include <utility>

#include "core/statistics/survival/kaplan_meier.h"

namespace snitt::statistics {

// `survival` with `logStdErr`, the standard error of its logarithm: {lower, upper} within [0, 1].
[[nodiscard]] std::pair<double, double> limitsOf(double survival, double logStdErr, LimitScale scale);

}  // namespace snitt::statistics
