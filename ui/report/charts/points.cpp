#include <algorithm>
#include <cmath>

#include "ui/report/charts/check_p.h"
#include "ui/report/charts/square_plot_p.h"
#include "ui/report/charts/threshold_p.h"
#include "ui/report/palette_p.h"

namespace snitt::charts {

namespace {

std::size_t countOf(const PointsChart& chart) {
  std::size_t count = 0;
  for (const PointSeries& one : chart.series) count += one.x.size();
  return count;
}

// A shape for each series, so that none hangs on its colour: disc, diamond, triangle, and so on again.
void drawPoint(Canvas& canvas, QPointF at, double radius, std::size_t series, const QColor& colour) {
  const double x = at.x();
  const double y = at.y();
  switch (series % 3) {
    case 0:
      canvas.disc(at, radius, colour);
      break;
    case 1:
      radius *= 1.25;
      canvas.area({QPointF(x, y - radius), {x + radius, y}, {x, y + radius}, {x - radius, y}}, colour);
      break;
    default:
      radius *= 1.2;
      canvas.area({QPointF(x, y - radius), {x + radius, y + radius * 0.8}, {x - radius, y + radius * 0.8}}, colour);
  }
}

PlotInput inputFor(const PointsChart& chart) {
  double highest = 0;
  std::vector<std::vector<QString>> names;
  for (const PointSeries& one : chart.series) {
    for (const double y : one.y)
      if (std::isfinite(y)) highest = std::max(highest, y);
    if (!one.name.empty()) names.push_back(wrapText(report::qs(one.name), nameStyle(kInk), 32, 2));
  }
  PlotInput input{chart.words, {chart.from, chart.to}, roundedOut(0, highest > 0 ? highest * 1.03 : 0.1, 7), {}};
  input.column = columnOf(std::move(names));
  input.panelHeight = 70;
  return input;
}

// The series' names with their signs, from the panel's top on.
void drawNames(Canvas& canvas, const Plot& plot, const PointsChart& chart, double radius) {
  double y = plot.panel.area.top() + capHeight(nameStyle(kInk));
  const double left = plot.panel.area.right() + 4;
  std::size_t line = 0;
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    if (chart.series[i].name.empty()) continue;
    drawPoint(canvas, {left, y - capHeight(kTick) / 2}, radius, i, colourFor(i));
    for (const QString& words : plot.column.lines[line]) {
      canvas.text({left + 2.2, y}, words, nameStyle(colourFor(i)));
      y += lineStep(nameStyle(kInk));
    }
    ++line;
    y += 0.6;
  }
}

}  // namespace

Result<void> check(const PointsChart& chart) {
  if (!(chart.from < chart.to)) return fail(ErrorKind::usage, "the points' axis ends where it begins");
  for (const PointSeries& one : chart.series)
    if (one.x.size() != one.y.size())
      return fail(ErrorKind::usage, "the points “" + one.name + "” have " + std::to_string(one.x.size()) +
                                        " places and " + std::to_string(one.y.size()) + " heights");
  return checkCount(chart.series.size());
}

QString nothingIn(const PointsChart& chart) { return countOf(chart) == 0 ? report::qs(chart.nothing) : QString(); }

Heights heightsOf(const PointsChart& chart, double widthMm) {
  const Heights heights = heightsOf(inputFor(chart), widthMm);
  const double name = thresholdRoom(chart.thresholds, widthMm);
  return {heights.natural + name, heights.least + name};
}

void draw(Canvas& canvas, const PointsChart& chart) {
  PlotInput input = inputFor(chart);
  // Room for the signs before the names.
  input.leastColumn = input.column.lines.empty() ? 0 : input.column.widest + 9;
  Plot plot = layOut(input, canvas.width(), canvas.height());
  makeRoomForThresholds(plot, chart.thresholds, canvas.width());
  const std::size_t count = countOf(chart);
  const double radius = count <= 100 ? 0.9 : count <= 1000 ? 0.7 : 0.5;
  const double opacity = count <= 100 ? 0.75 : count <= 1000 ? 0.55 : 0.3;
  for (std::size_t i = 0; i < chart.series.size(); ++i)
    for (std::size_t n = 0; n < chart.series[i].x.size(); ++n)
      if (std::isfinite(chart.series[i].x[n]) && std::isfinite(chart.series[i].y[n]))
        drawPoint(canvas, plot.panel.at(chart.series[i].x[n], chart.series[i].y[n]), radius, i,
                  tint(colourFor(i), opacity));
  drawAround(canvas, plot, input);
  drawThresholds(canvas, plot.panel, chart.thresholds);
  drawNames(canvas, plot, chart, 0.9);
}

}  // namespace snitt::charts
