// Lines at thresholds on the x axis. One has its name above its line; several have theirs in rows above the panel, each
// with a piece of its line.
#pragma once

#include <vector>

#include "ui/report/charts/charts.h"
#include "ui/report/charts/square_plot_p.h"

namespace snitt::charts {

[[nodiscard]] Stroke thresholdStroke(std::size_t index);
[[nodiscard]] TextStyle thresholdNameStyle();

// Above the panel, in mm; 0 without a threshold.
[[nodiscard]] double thresholdRoom(const std::vector<ThresholdLine>& thresholds, double canvasWidthMm);
void makeRoomForThresholds(Plot& plot, const std::vector<ThresholdLine>& thresholds, double canvasWidthMm);
void drawThresholds(Canvas& canvas, const Panel& panel, const std::vector<ThresholdLine>& thresholds);

}  // namespace snitt::charts
