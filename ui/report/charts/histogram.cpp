#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/report/charts/square_plot_p.h"
#include "ui/report/charts/threshold_p.h"
#include "ui/report/palette_p.h"

namespace snitt::charts {

namespace {

constexpr int kMostTicks = 6;

PlotInput inputFor(const HistogramChart& chart) {
  const std::size_t most = *std::ranges::max_element(chart.bins);
  // Where all that is told is 0, the axis still has a length.
  PlotInput input{
      chart.words, {chart.from, chart.to}, roundedOut(0, std::max(1.0, static_cast<double>(most)), kMostTicks), {}};
  input.panelHeight = 60;
  input.below = 0;
  return input;
}

}  // namespace

Result<void> check(const HistogramChart& chart) {
  if (std::ranges::any_of(chart.withheld, [&](std::size_t bin) { return bin >= chart.bins.size(); }))
    return fail(ErrorKind::usage, "the histogram withholds a bin that it does not have");
  if (chart.from < chart.to) return {};
  return fail(ErrorKind::usage, "the histogram's axis ends where it begins");
}

QString nothingIn(const HistogramChart& chart) {
  const std::size_t all = std::accumulate(chart.bins.begin(), chart.bins.end(), std::size_t{0});
  return all == 0 && chart.withheld.empty() ? report::qs(chart.nothing) : QString();
}

Heights heightsOf(const HistogramChart& chart, double widthMm) {
  const Heights heights = heightsOf(inputFor(chart), widthMm);
  const double name = thresholdRoom(chart.thresholds, widthMm);
  return {heights.natural + name, heights.least + name};
}

void draw(Canvas& canvas, const HistogramChart& chart) {
  const PlotInput input = inputFor(chart);
  Plot plot = layOut(input, canvas.width(), canvas.height());
  makeRoomForThresholds(plot, chart.thresholds, canvas.width());
  // Counts are whole.
  std::erase_if(plot.yTicks, [](const Tick& tick) { return tick.value != std::floor(tick.value); });
  const double width = (chart.to - chart.from) / static_cast<double>(chart.bins.size());
  for (std::size_t i = 0; i < chart.bins.size(); ++i) {
    if (chart.bins[i] == 0) continue;
    const double left = chart.from + width * static_cast<double>(i);
    const QPointF top = plot.panel.at(left, static_cast<double>(chart.bins[i]));
    const QPointF bottom = plot.panel.at(left + width, 0);
    canvas.area(QPolygonF(QRectF(top, bottom).adjusted(0.15, 0, -0.15, 0)), tint(colourFor(0), 0.75));
  }
  for (const std::size_t i : chart.withheld) {
    const double middle = chart.from + width * (static_cast<double>(i) + 0.5);
    canvas.text(plot.panel.at(middle, 0) - QPointF(0, descent(kWithheldStyle) + 0.2), kWithheld, kWithheldStyle,
                Align::centre);
  }
  drawAround(canvas, plot, input);
  drawThresholds(canvas, plot.panel, chart.thresholds);
}

}  // namespace snitt::charts
