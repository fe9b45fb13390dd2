// For tests: where a chart's texts and lines stand, in mm from the top left corner. No Qt in here.
#pragma once

#include <string>
#include <vector>

#include "ui/report/charts/charts.h"
#include "ui/report/charts/cohort_charts.h"
#include "ui/report/charts/monitoring_charts.h"
#include "ui/report/charts/training_charts.h"

namespace snitt::charts {

struct Place {
  double left = 0, top = 0, right = 0, bottom = 0;
};

struct TextPlace {
  Place box;
  std::string words;
};

struct LinePlace {
  double x1, y1, x2, y2;
};

struct ChartPlaces {
  double widthMm = 0, heightMm = 0;
  std::vector<TextPlace> texts;
  std::vector<LinePlace> lines;
};

[[nodiscard]] Result<ChartPlaces> placesOf(const KaplanMeierChart& chart, const ChartOutput& output);
[[nodiscard]] Result<ChartPlaces> placesOf(const CumulativeIncidenceChart& chart, const ChartOutput& output);
[[nodiscard]] Result<ChartPlaces> placesOf(const ForestChart& chart, const ChartOutput& output);
[[nodiscard]] Result<ChartPlaces> placesOf(const CalibrationChart& chart, const ChartOutput& output);
[[nodiscard]] Result<ChartPlaces> placesOf(const DecisionCurveChart& chart, const ChartOutput& output);
[[nodiscard]] Result<ChartPlaces> placesOf(const RocChart& chart, const ChartOutput& output);
[[nodiscard]] Result<ChartPlaces> placesOf(const AucOverTimeChart& chart, const ChartOutput& output);
[[nodiscard]] Result<ChartPlaces> placesOf(const BlandAltmanChart& chart, const ChartOutput& output);
[[nodiscard]] Result<ChartPlaces> placesOf(const PairedChart& chart, const ChartOutput& output);
[[nodiscard]] Result<ChartPlaces> placesOf(const TrainingCurvesChart& chart, const ChartOutput& output);
[[nodiscard]] Result<ChartPlaces> placesOf(const LearningCurveChart& chart, const ChartOutput& output);
[[nodiscard]] Result<ChartPlaces> placesOf(const HistogramChart& chart, const ChartOutput& output);
[[nodiscard]] Result<ChartPlaces> placesOf(const BarsChart& chart, const ChartOutput& output);
[[nodiscard]] Result<ChartPlaces> placesOf(const PointsChart& chart, const ChartOutput& output);
[[nodiscard]] Result<ChartPlaces> placesOf(const ControlChart& chart, const ChartOutput& output);

}  // namespace snitt::charts
