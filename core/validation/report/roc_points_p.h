// Points of a ROC curve that give away no patient.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/statistics/discrimination/time_auc.h"

namespace snitt::validation {

// Scores of those who count in the curve; sorted or not.
struct RocSides {
  std::vector<double> cases;
  std::vector<double> controls;
};

// Indices of the points to draw, ascending: the ends, and between them every point at which at least `least` cases and
// `least` controls have come together since the one before, and as many are left until the next. So a score of few
// values keeps all of its cuts that many patients lie between. With `least` of 1 all points.
[[nodiscard]] std::vector<std::size_t> keptRocPoints(std::span<const statistics::RocPoint> points, RocSides sides,
                                                     std::size_t least);

}  // namespace snitt::validation
