// Each kind of chart: whether its input can be drawn, the height that it takes, and the drawing.
#pragma once

#include "ui/report/charts/canvas_p.h"
#include "ui/report/charts/charts.h"
#include "ui/report/charts/cohort_charts.h"
#include "ui/report/charts/monitoring_charts.h"
#include "ui/report/charts/training_charts.h"

namespace snitt::charts {

[[nodiscard]] Result<void> check(const KaplanMeierChart& chart);
[[nodiscard]] Result<void> check(const CumulativeIncidenceChart& chart);
[[nodiscard]] Result<void> check(const ForestChart& chart);
[[nodiscard]] Result<void> check(const CalibrationChart& chart);
[[nodiscard]] Result<void> check(const DecisionCurveChart& chart);
[[nodiscard]] Result<void> check(const RocChart& chart);
[[nodiscard]] Result<void> check(const AucOverTimeChart& chart);
[[nodiscard]] Result<void> check(const BlandAltmanChart& chart);
[[nodiscard]] Result<void> check(const PairedChart& chart);
[[nodiscard]] Result<void> check(const TrainingCurvesChart& chart);
[[nodiscard]] Result<void> check(const LearningCurveChart& chart);
[[nodiscard]] Result<void> check(const HistogramChart& chart);
[[nodiscard]] Result<void> check(const BarsChart& chart);
[[nodiscard]] Result<void> check(const PointsChart& chart);
[[nodiscard]] Result<void> check(const ControlChart& chart);

// Why there is nothing to draw, as a sentence; else empty, and the functions below may be called.
[[nodiscard]] QString nothingIn(const KaplanMeierChart& chart);
[[nodiscard]] QString nothingIn(const CumulativeIncidenceChart& chart);
[[nodiscard]] QString nothingIn(const ForestChart& chart);
[[nodiscard]] QString nothingIn(const CalibrationChart& chart);
[[nodiscard]] QString nothingIn(const DecisionCurveChart& chart);
[[nodiscard]] QString nothingIn(const RocChart& chart);
[[nodiscard]] QString nothingIn(const AucOverTimeChart& chart);
[[nodiscard]] QString nothingIn(const BlandAltmanChart& chart);
[[nodiscard]] QString nothingIn(const PairedChart& chart);
[[nodiscard]] QString nothingIn(const TrainingCurvesChart& chart);
[[nodiscard]] QString nothingIn(const LearningCurveChart& chart);
[[nodiscard]] QString nothingIn(const HistogramChart& chart);
[[nodiscard]] QString nothingIn(const BarsChart& chart);
[[nodiscard]] QString nothingIn(const PointsChart& chart);
[[nodiscard]] QString nothingIn(const ControlChart& chart);

// How high it is with the panel at its best, and the least that its texts need.
struct Heights {
  double natural, least;
};
[[nodiscard]] Heights heightsOf(const KaplanMeierChart& chart, double widthMm);
[[nodiscard]] Heights heightsOf(const CumulativeIncidenceChart& chart, double widthMm);
[[nodiscard]] Heights heightsOf(const ForestChart& chart, double widthMm);
[[nodiscard]] Heights heightsOf(const CalibrationChart& chart, double widthMm);
[[nodiscard]] Heights heightsOf(const DecisionCurveChart& chart, double widthMm);
[[nodiscard]] Heights heightsOf(const RocChart& chart, double widthMm);
[[nodiscard]] Heights heightsOf(const AucOverTimeChart& chart, double widthMm);
[[nodiscard]] Heights heightsOf(const BlandAltmanChart& chart, double widthMm);
[[nodiscard]] Heights heightsOf(const PairedChart& chart, double widthMm);
[[nodiscard]] Heights heightsOf(const TrainingCurvesChart& chart, double widthMm);
[[nodiscard]] Heights heightsOf(const LearningCurveChart& chart, double widthMm);
[[nodiscard]] Heights heightsOf(const HistogramChart& chart, double widthMm);
[[nodiscard]] Heights heightsOf(const BarsChart& chart, double widthMm);
[[nodiscard]] Heights heightsOf(const PointsChart& chart, double widthMm);
[[nodiscard]] Heights heightsOf(const ControlChart& chart, double widthMm);

void draw(Canvas& canvas, const KaplanMeierChart& chart);
void draw(Canvas& canvas, const CumulativeIncidenceChart& chart);
void draw(Canvas& canvas, const ForestChart& chart);
void draw(Canvas& canvas, const CalibrationChart& chart);
void draw(Canvas& canvas, const DecisionCurveChart& chart);
void draw(Canvas& canvas, const RocChart& chart);
void draw(Canvas& canvas, const AucOverTimeChart& chart);
void draw(Canvas& canvas, const BlandAltmanChart& chart);
void draw(Canvas& canvas, const PairedChart& chart);
void draw(Canvas& canvas, const TrainingCurvesChart& chart);
void draw(Canvas& canvas, const LearningCurveChart& chart);
void draw(Canvas& canvas, const HistogramChart& chart);
void draw(Canvas& canvas, const BarsChart& chart);
void draw(Canvas& canvas, const PointsChart& chart);
void draw(Canvas& canvas, const ControlChart& chart);

}  // namespace snitt::charts
