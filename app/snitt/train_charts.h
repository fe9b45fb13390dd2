// The picture of a training for its bundle.
#pragma once

#include <string>

#include "core/result.h"
#include "inference/learning/learning.h"

namespace snitt::app {

// Loss and tuning figure of every network against the epoch, as SVG. Errors: those of the chart.
[[nodiscard]] Result<std::string> trainingCurvesSvg(const LearnedBundle& learned, const training::TrainConfig& config);

}  // namespace snitt::app
