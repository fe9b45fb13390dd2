// A line at a threshold on the x axis, its name above the panel.
#pragma once

#include <optional>

#include "ui/report/charts/cohort_charts.h"
#include "ui/report/charts/square_plot_p.h"

namespace snitt::charts {

// Above the panel, in mm; 0 without a threshold.
[[nodiscard]] double thresholdRoom(const std::optional<ThresholdLine>& threshold);
void makeRoomForThreshold(Plot& plot, const std::optional<ThresholdLine>& threshold);
void drawThreshold(Canvas& canvas, const Panel& panel, const std::optional<ThresholdLine>& threshold);

}  // namespace snitt::charts
