// What the charts ask of their input.
#pragma once

#include <string>
#include <vector>

#include "ui/report/charts/charts.h"

namespace snitt::charts {

// "the survival curve “Good” has 3 times and 2 values". Both arrays of equal length, x ascending (equal ones allowed).
[[nodiscard]] Result<void> checkCurve(const std::string& what, const std::vector<double>& x,
                                      const std::vector<double>& y);
// Both empty, or both as long as the curve.
[[nodiscard]] Result<void> checkBand(const std::string& what, std::size_t length, const std::vector<double>& lower,
                                     const std::vector<double>& upper);
[[nodiscard]] Result<void> checkFollowUp(const FollowUp& followUp);
[[nodiscard]] Result<void> checkCount(std::size_t curves);
[[nodiscard]] Result<void> checkAxis(const TimeAxis& axis);

}  // namespace snitt::charts
