// A chart that was checked and has its size, to be drawn on any canvas: a file's own, or a place on a page.
#pragma once

#include <functional>

#include "ui/report/charts/canvas_p.h"
#include "ui/report/charts/charts.h"
#include "ui/report/charts/cohort_charts.h"
#include "ui/report/charts/monitoring_charts.h"
#include "ui/report/charts/training_charts.h"

namespace snitt::charts {

struct LaidOutChart {
  QSizeF sizeMm;
  ChartWords words;
  QString nothing;                    // why there is nothing to draw, as a sentence; else empty
  std::function<void(Canvas&)> draw;  // on a canvas of that size; holds a copy of the chart
};

// `output` gives width and height alone. Errors are those of charts.h.
[[nodiscard]] Result<LaidOutChart> laidOut(const KaplanMeierChart& chart, const ChartOutput& output);
[[nodiscard]] Result<LaidOutChart> laidOut(const CumulativeIncidenceChart& chart, const ChartOutput& output);
[[nodiscard]] Result<LaidOutChart> laidOut(const ForestChart& chart, const ChartOutput& output);
[[nodiscard]] Result<LaidOutChart> laidOut(const CalibrationChart& chart, const ChartOutput& output);
[[nodiscard]] Result<LaidOutChart> laidOut(const DecisionCurveChart& chart, const ChartOutput& output);
[[nodiscard]] Result<LaidOutChart> laidOut(const RocChart& chart, const ChartOutput& output);
[[nodiscard]] Result<LaidOutChart> laidOut(const AucOverTimeChart& chart, const ChartOutput& output);
[[nodiscard]] Result<LaidOutChart> laidOut(const BlandAltmanChart& chart, const ChartOutput& output);
[[nodiscard]] Result<LaidOutChart> laidOut(const PairedChart& chart, const ChartOutput& output);
[[nodiscard]] Result<LaidOutChart> laidOut(const TrainingCurvesChart& chart, const ChartOutput& output);
[[nodiscard]] Result<LaidOutChart> laidOut(const LearningCurveChart& chart, const ChartOutput& output);
[[nodiscard]] Result<LaidOutChart> laidOut(const HistogramChart& chart, const ChartOutput& output);
[[nodiscard]] Result<LaidOutChart> laidOut(const BarsChart& chart, const ChartOutput& output);
[[nodiscard]] Result<LaidOutChart> laidOut(const PointsChart& chart, const ChartOutput& output);
[[nodiscard]] Result<LaidOutChart> laidOut(const ControlChart& chart, const ChartOutput& output);

// The file; io where nothing could be drawn.
[[nodiscard]] Result<std::string> rendered(const LaidOutChart& chart, const ChartOutput& output);

}  // namespace snitt::charts
