// Pictures of figures that are watched from week to week, drawn as all of charts.h: formats, sizes, errors and colours
// are the same.
#pragma once

#include <string>
#include <vector>

#include "core/result.h"
#include "ui/report/charts/charts.h"

namespace snitt::charts {

struct WatchedPoint {
  std::string label{};  // of its place on the axis: "2026-W19"
  double at = 0;        // its place
  double value = 0;     // NaN: not drawn
  double limit = 0;     // NaN: there was none
  bool alarm = false;
};

struct WatchedSeries {
  std::string name{};
  std::vector<WatchedPoint> points{};  // ascending places
};

// Values with the limits that held for them: a dashed step each. What alarmed has a ring.
struct ControlChart {
  ChartWords words{{}, {}, "Week", "Value"};
  std::vector<WatchedSeries> series{};  // up to kMostCurves
  std::string limitName = "Limit";
  std::string alarmName = "Above the limit";
  std::string nothing = "There is no value.";
};

[[nodiscard]] Result<std::string> controlChart(const ControlChart& chart, const ChartOutput& output);

}  // namespace snitt::charts
