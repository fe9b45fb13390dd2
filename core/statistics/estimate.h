// What a statistic answers with. A figure that is not defined (the standard error of one patient) is NaN, and becomes
// null in JSON; nothing is ever filled in for it.
#pragma once

#include <limits>

namespace snitt::statistics {

inline constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

struct Estimate {
  double value = kUndefined;
  double stdErr = kUndefined;
  double lower95 = kUndefined;
  double upper95 = kUndefined;
};

struct ChiSquareTest {
  double chi2 = kUndefined;
  double df = 0;
  double p = kUndefined;
};

}  // namespace snitt::statistics
