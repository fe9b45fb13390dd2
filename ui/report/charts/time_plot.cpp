#include "ui/report/charts/time_plot_p.h"

#include <algorithm>

namespace snitt::charts {

namespace {

constexpr double kPanelHeight = 78;
constexpr double kLeastPanel = 30;

double aroundPanel(const TimePlotInput& input, const Head& head) {
  return head.height + xAxisRoom(input.words.xLabel) + input.table.height + kMargin;
}

}  // namespace

Heights heightsOf(const TimePlotInput& input, double widthMm) {
  const double around = aroundPanel(input, headFor(input.words, widthMm));
  const double labels = columnFor(input.names, widthMm).heights;
  return {around + std::max(kPanelHeight, labels), around + std::max(kLeastPanel, labels)};
}

TimePlot layOut(const TimePlotInput& input, double widthMm, double heightMm) {
  TimePlot plot{headFor(input.words, widthMm), columnFor(input.names, widthMm), {}, {}, input.yTicks, input.table};
  double left = yAxisRoom(input.yTicks, input.words.yLabel);
  if (!plot.table.rows.empty()) left = std::max(left, kMargin + plot.table.names + 3 + plot.table.cells / 2);
  const double right = std::max(plot.column.room(), kMargin + plot.table.cells / 2);
  const double to = input.axis.to.value_or(input.longest > 0 ? input.longest : 1);
  const QRectF area(left, plot.head.height, widthMm - left - right, heightMm - aroundPanel(input, plot.head));
  plot.panel = panelOn(area, {0, to}, input.y);
  plot.xTicks = timeTicks(to, input.axis.unitsPerTick, area.width(), std::max(9.0, plot.table.cells + 2));
  return plot;
}

void drawAround(Canvas& canvas, const TimePlot& plot, const ChartWords& words) {
  drawHead(canvas, plot.head);
  drawXAxis(canvas, plot.panel, plot.xTicks, words.xLabel);
  drawYAxis(canvas, plot.panel, plot.yTicks, words.yLabel);
  if (!plot.table.rows.empty())
    drawTable(canvas, plot.table, plot.panel, plot.xTicks, plot.panel.area.bottom() + xAxisRoom(words.xLabel));
}

double bandOpacity(std::size_t curves) {
  return std::clamp(0.36 / static_cast<double>(std::max<std::size_t>(1, curves)), 0.04, 0.16);
}

}  // namespace snitt::charts
