// Figures in the sentences of a report.
#pragma once

#include <cstddef>
#include <string>

#include "core/document/columns.h"
#include "core/statistics/estimate.h"
#include "core/statistics/resampling/bootstrap.h"

namespace snitt::validation {

// "0.71 (95 % CI 0.65 to 0.77)"; without the bracket where there is no interval; "not estimable" for NaN.
[[nodiscard]] std::string withInterval(const document::Interval& value, int decimals);
// The same in per cent: "71.2 % (95 % CI 65.0 to 77.1 %)".
[[nodiscard]] std::string shareWithInterval(const document::Interval& value, int decimals);
using document::counted;

[[nodiscard]] document::Interval intervalOf(const statistics::Estimate& estimate);
// BCa where it is defined, else the percentile interval.
[[nodiscard]] document::Interval intervalOf(const statistics::BootstrapFigure& figure);
// A hazard ratio whose likelihood grows nearly without end: beyond a thousand a limit is infinite, a value undefined.
[[nodiscard]] document::Interval ratioOf(document::Interval ratio);
[[nodiscard]] inline document::Interval justValue(double value) {
  return {value, statistics::kUndefined, statistics::kUndefined};
}

}  // namespace snitt::validation
