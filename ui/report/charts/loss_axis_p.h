// The axis of losses, which may be of any size. Pure functions.
#pragma once

#include <vector>

#include "ui/report/charts/ticks_p.h"

namespace snitt::charts {

struct LossAxis {
  Range range{0, 1};
  bool log = false;
  std::vector<Tick> ticks{};
};

// For losses from `least` to `most`, both finite. Logarithmic where they span a factor above 50. Numbers that are very
// small or large are written as powers: "2 × 10⁻⁶".
[[nodiscard]] LossAxis lossAxis(double least, double most, int mostTicks);

// Whole epochs only.
[[nodiscard]] std::vector<Tick> epochTicks(Range epochs, int mostTicks);

}  // namespace snitt::charts
