#include "ui/report/charts/square_plot_p.h"

#include <algorithm>

namespace snitt::charts {

namespace {

constexpr double kLeastPanel = 32;

double aroundPanel(const PlotInput& input, const Head& head) {
  return head.height + input.below + xAxisRoom(input.words.xLabel) + kMargin;
}

}  // namespace

Heights heightsOf(const PlotInput& input, double widthMm) {
  const double around = aroundPanel(input, headFor(input.words, widthMm));
  const double labels = input.column.heights;
  return {around + std::max(input.panelHeight, labels), around + std::max(kLeastPanel, labels)};
}

Plot layOut(const PlotInput& input, double widthMm, double heightMm) {
  Plot plot{headFor(input.words, widthMm), input.column, {}, {}, {}};
  double height = heightMm - aroundPanel(input, plot.head);
  plot.yTicks = roundTicks(input.y.from, input.y.to, height > 50 ? 8 : 4);
  const double left = yAxisRoom(plot.yTicks, input.words.yLabel);
  double width = widthMm - left - std::max({plot.column.room(), input.leastColumn, 2 * kMargin});
  if (input.square) width = height = std::max(std::min(width, height), plot.column.heights);
  plot.panel = panelOn({left, plot.head.height, width, height}, input.x, input.y);
  plot.xTicks = roundTicks(input.x.from, input.x.to, std::clamp(static_cast<int>(width / 13), 2, 8));
  return plot;
}

void drawAround(Canvas& canvas, const Plot& plot, const PlotInput& input) {
  drawHead(canvas, plot.head);
  Panel axis = plot.panel;
  axis.area.setBottom(axis.area.bottom() + input.below);
  drawXAxis(canvas, axis, plot.xTicks, input.words.xLabel);
  drawYAxis(canvas, plot.panel, plot.yTicks, input.words.yLabel);
}

}  // namespace snitt::charts
