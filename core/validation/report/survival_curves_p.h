// Curves of survival and incidence that give away no patient: a step is drawn when enough events have come together,
// and a curve ends where too few are followed.
#pragma once

#include <cstddef>
#include <vector>

#include "core/document/document.h"

namespace snitt::validation {

// Whole years from 0 to the last time, at most nine of them; days.
[[nodiscard]] std::vector<double> ticksTo(double lastDays);

struct CurveStep {
  double timeDays = 0;
  document::Interval value;
};
// Of a curve with one entry a time.
[[nodiscard]] std::vector<CurveStep> coarsened(const std::vector<CurveStep>& steps,
                                               const std::vector<std::size_t>& events,
                                               const std::vector<std::size_t>& atRisk, std::size_t least);

}  // namespace snitt::validation
