#include "ui/report/charts/time_plot_p.h"

#include <algorithm>
#include <cmath>

namespace snitt::charts {

namespace {

constexpr double kPanelHeight = 78;
constexpr double kLeastPanel = 30;

// The times of cells, or every second, third … of them where they would crowd.
std::vector<Tick> ticksAt(const std::vector<double>& times, double to, double lengthMm, double leastMm) {
  double closest = to;
  for (std::size_t i = 1; i < times.size(); ++i) closest = std::min(closest, times[i] - times[i - 1]);
  const auto each = static_cast<std::size_t>(std::max(1.0, std::ceil(leastMm / (closest / to * lengthMm) - 1e-9)));
  std::vector<Tick> ticks;
  for (std::size_t i = 0; i < times.size(); i += each)
    if (times[i] <= to) ticks.push_back({times[i], numberText(times[i], decimalsOf(times[i]))});
  return ticks;
}

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
  const double least = std::max(9.0, plot.table.cells + 2);
  plot.xTicks = plot.table.times.empty() ? timeTicks(to, input.axis.unitsPerTick, area.width(), least)
                                         : ticksAt(plot.table.times, to, area.width(), least);
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
