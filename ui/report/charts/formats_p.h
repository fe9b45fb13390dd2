// One drawing, painted as SVG, PDF or PNG. The only place of the charts that knows Qt's writers.
#pragma once

#include <functional>
#include <string>

#include "ui/report/charts/canvas_p.h"
#include "ui/report/charts/charts.h"

namespace snitt::charts {

using Drawing = std::function<void(Canvas&)>;

// The file's bytes; empty where Qt could not draw.
[[nodiscard]] std::string painted(const ChartOutput& output, QSizeF sizeMm, const ChartWords& words,
                                  const Drawing& drawOn);
// For what the canvas remembers.
void paintedNowhere(QSizeF sizeMm, const Drawing& drawOn);

}  // namespace snitt::charts
