#include "ui/report/document/chart_of_tables_p.h"

#include <fmt/format.h>

#include "core/document/kinds.h"
#include "ui/report/charts/forest_p.h"
#include "ui/report/drawing_p.h"

namespace snitt::report {

namespace {

using document::ChartKind;
using Parts = Result<std::vector<charts::LaidOutChart>>;

Error named(const document::Chart& chart, ErrorKind kind, const std::string& message) {
  return {kind, fmt::format("the chart {} ({}) cannot be drawn: {}", chart.id, toText(chart.kind), message)};
}

template <class Drawn>
Parts one(const Drawn& drawn, const ChartRoom& room) {
  auto laid = charts::laidOut(drawn, {.widthMm = room.widthMm, .heightMm = room.heightMm});
  if (!laid) return fail(laid.error());
  return std::vector{std::move(*laid)};
}

Parts parts(const charts::ForestChart& forest, const ChartRoom& room) {
  constexpr double kWidth = 160;
  if (room.mostHeightMm <= 0) return one(forest, room);
  // Texts are measured before anything is drawn.
  if (auto started = startDrawing(); !started) return fail(started.error());
  std::vector<charts::LaidOutChart> all;
  for (const charts::ForestChart& part :
       charts::forestParts(forest, room.widthMm > 0 ? room.widthMm : kWidth, room.mostHeightMm)) {
    auto laid = one(part, room);
    if (!laid) return laid;
    all.push_back(std::move(laid->front()));
  }
  return all;
}

Parts laidOutKind(const document::Chart& chart, const ChartRoom& room, std::string& problem) {
  switch (chart.kind) {
    case ChartKind::kaplanMeier:
      return one(kaplanMeierOf(chart, problem), room);
    case ChartKind::cumulativeIncidence:
      return one(cumulativeIncidenceOf(chart, problem), room);
    case ChartKind::calibration:
      return one(calibrationOf(chart, problem), room);
    case ChartKind::decisionCurve:
      return one(decisionCurveOf(chart, problem), room);
    case ChartKind::forest:
      return parts(forestOf(chart, problem), room);
    case ChartKind::roc:
      return one(rocOf(chart, problem), room);
    case ChartKind::aucOverTime:
      return one(aucOverTimeOf(chart, problem), room);
    case ChartKind::blandAltman:
      return one(blandAltmanOf(chart, problem), room);
    case ChartKind::paired:
      return one(pairedOf(chart, problem), room);
    case ChartKind::histogram:
      return one(histogramOf(chart, problem), room);
    case ChartKind::bars:
      return one(barsOf(chart, problem), room);
    case ChartKind::controlChart:
      return one(controlChartOf(chart, problem), room);
  }
  return fail(ErrorKind::usage, "its kind is none");
}

}  // namespace

charts::ChartWords wordsOf(const document::Chart& chart) {
  return {chart.title, chart.note, chart.xLabel, chart.yLabel};
}

std::vector<charts::ThresholdLine> thresholdsOf(const document::Chart& chart) {
  std::vector<charts::ThresholdLine> lines;
  for (const document::Mark& mark : chart.marks) lines.push_back({mark.at, mark.name});
  return lines;
}

Result<std::vector<charts::LaidOutChart>> laidOutChart(const document::Chart& chart, const ChartRoom& room) {
  std::string problem;
  auto laid = laidOutKind(chart, room, problem);
  if (!problem.empty()) return fail(named(chart, ErrorKind::usage, problem));
  if (!laid) return fail(named(chart, laid.error().kind, laid.error().message));
  return laid;
}

}  // namespace snitt::report
