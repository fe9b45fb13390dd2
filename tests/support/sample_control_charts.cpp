#include <cmath>
#include <limits>

#include "support/sample_charts.h"

namespace snitt::test {

using namespace charts;

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

std::string weekName(std::size_t number) {
  const std::size_t week = number % 52 + 1;
  return std::to_string(2026 + number / 52).append(week < 10 ? "-W0" : "-W").append(std::to_string(week));
}

WatchedSeries watched(const std::string& name, std::size_t weeks, Chance& chance) {
  WatchedSeries series{name, {}};
  for (std::size_t i = 0; i < weeks; ++i) {
    const double limit = 0.45 + 0.2 * chance.uniform();
    const double value = 0.5 * limit * (1 + 0.5 * chance.normal());
    series.points.push_back({weekName(i), static_cast<double>(i), std::abs(value), limit, std::abs(value) > limit});
  }
  return series;
}

}  // namespace

ControlChart controlSample(CohortSize size, Chance chance) {
  ControlChart chart;
  chart.words = {"Eosin, all scanners", "2026-W01 to 2027-W08", "Week", "Stability index"};
  for (std::size_t i = 0; i < std::min<std::size_t>(3, size.groups); ++i)
    chart.series.push_back(
        watched("Scanner " + std::to_string(i + 1), std::min<std::size_t>(size.patients, 200), chance));
  return chart;
}

std::vector<AnyChart> difficultControlCharts() {
  Chance chance(41);
  ControlChart one = controlSample({1, 1}, Chance(42));
  ControlChart unlimited = controlSample({1, 30}, Chance(43));
  for (WatchedPoint& point : unlimited.series[0].points) point.limit = kNone;
  ControlChart gaps = controlSample({2, 40}, Chance(44));
  for (std::size_t i = 0; i < gaps.series[0].points.size(); ++i) {
    WatchedPoint& point = gaps.series[0].points[i];
    point.at = static_cast<double>(i + (i > 20 ? 30 : 0));
    if (i % 7 == 3) point.value = kNone;
  }
  ControlChart alarms = controlSample({1, 12}, Chance(45));
  for (WatchedPoint& point : alarms.series[0].points) {
    point.value = 2;
    point.alarm = true;
  }
  ControlChart flat = controlSample({1, 8}, Chance(46));
  for (WatchedPoint& point : flat.series[0].points) point = {point.label, point.at, 0, kNone, false};
  ControlChart many;
  many.words.title = "Every scanner of a large hospital, each with its own limits";
  for (int i = 0; i < 12; ++i)
    many.series.push_back(watched("A scanner whose name its maker made long, number " + std::to_string(i), 30, chance));
  return {anyChart("control-chart-one-week", one, controlChart),
          anyChart("control-chart-without-limits", unlimited, controlChart),
          anyChart("control-chart-gaps", gaps, controlChart),
          anyChart("control-chart-alarms", alarms, controlChart),
          anyChart("control-chart-flat", flat, controlChart),
          anyChart("control-chart-many", many, controlChart)};
}

}  // namespace snitt::test
