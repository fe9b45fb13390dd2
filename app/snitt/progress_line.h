// The line that a terminal shows while something runs. Pure functions; ASCII, so that bytes are columns.
#pragma once

#include <optional>
#include <string>

#include "core/progress.h"

namespace snitt::app {

// An estimate in words: "estimate 40x 0.62 (0.55-0.68), poor so far", and where there is little room
// "est. 40x 0.62 (0.55-0.68), poor".
struct EstimateTexts {
  std::string full;
  std::string brief;
};
[[nodiscard]] EstimateTexts describeEstimate(const ScoreEstimate& estimate);

// Shorter than `columns`, as a terminal wraps a line that fills it: first the bar gives way, then words, then counts.
[[nodiscard]] std::string progressLine(const Progress& progress, double etaSeconds,
                                       const std::optional<EstimateTexts>& estimate, int columns);

}  // namespace snitt::app
