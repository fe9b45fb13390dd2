#include <algorithm>
#include <cmath>

#include "ui/report/charts/check_p.h"
#include "ui/report/charts/square_plot_p.h"
#include "ui/report/charts/threshold_p.h"
#include "ui/report/palette_p.h"

namespace snitt::charts {

namespace {

const QString kIdentity = QStringLiteral("Identity");
constexpr int kMostSteps = 6;

bool known(const PairedChart& chart, std::size_t i) {
  return std::isfinite(chart.first[i]) && std::isfinite(chart.second[i]);
}

std::size_t pointsIn(const PairedChart& chart) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < chart.first.size(); ++i) count += known(chart, i) ? 1 : 0;
  return count;
}

// One for both axes: identity runs from corner to corner. What a threshold would cut off is seen.
Range rangeOf(const PairedChart& chart) {
  std::vector<double> values;
  for (std::size_t i = 0; i < chart.first.size(); ++i)
    if (known(chart, i)) values.insert(values.end(), {chart.first[i], chart.second[i]});
  for (const ThresholdLine& one : chart.thresholds)
    if (std::isfinite(one.at)) values.push_back(one.at);
  const auto [low, high] = std::ranges::minmax(values);
  double air = (high - low) * 0.02;
  if (air == 0) air = std::max(std::abs(high) * 0.1, 0.01);
  // Scores of 0 and 1 lie on the panel's edge; there is nothing beyond.
  const double from = low >= 0 && low < air * 2 ? 0 : low - air;
  const double to = high <= 1 && high > 1 - air * 2 ? 1 : high + air;
  return nearlyRoundedOut(from, to, kMostSteps);
}

PlotInput inputFor(const PairedChart& chart, double widthMm) {
  const Range range = rangeOf(chart);
  PlotInput input{chart.words, range, range, {}, true};
  std::vector<QString> names{kIdentity};
  for (const ThresholdLine& one : chart.thresholds) names.push_back(report::qs(one.name));
  input.column = columnFor(names, widthMm);
  return input;
}

void drawPoints(Canvas& canvas, const Panel& panel, const PairedChart& chart) {
  const std::size_t count = pointsIn(chart);
  const double radius = count <= 100 ? 0.8 : count <= 600 ? 0.6 : 0.45;
  const QColor colour = tint(kInk, count <= 100 ? 0.65 : count <= 600 ? 0.4 : 0.22);
  for (std::size_t i = 0; i < chart.first.size(); ++i)
    if (known(chart, i)) canvas.disc(panel.at(chart.first[i], chart.second[i]), radius, colour);
}

}  // namespace

Result<void> check(const PairedChart& chart) {
  if (auto fine = checkCount(chart.thresholds.size()); !fine) return fine;
  if (chart.first.size() == chart.second.size()) return {};
  return fail(ErrorKind::usage, "the pairs have " + std::to_string(chart.first.size()) + " first readings and " +
                                    std::to_string(chart.second.size()) + " second ones");
}

QString nothingIn(const PairedChart& chart) {
  return pointsIn(chart) == 0 ? QStringLiteral("There is nothing that was read twice.") : QString();
}

Heights heightsOf(const PairedChart& chart, double widthMm) { return heightsOf(inputFor(chart, widthMm), widthMm); }

void draw(Canvas& canvas, const PairedChart& chart) {
  const PlotInput input = inputFor(chart, canvas.width());
  const Plot plot = layOut(input, canvas.width(), canvas.height());
  const Panel& panel = plot.panel;
  const QRectF& area = panel.area;
  canvas.line(area.bottomLeft(), area.topRight(), {kFaint, 0.25, {1.6, 0.8}});
  drawPoints(canvas, panel, chart);
  std::vector<EndLabel> labels{{area.topRight(), kFaint}};
  for (std::size_t i = 0; i < chart.thresholds.size(); ++i) {
    const QPointF at = panel.at(chart.thresholds[i].at, chart.thresholds[i].at);
    canvas.line({at.x(), area.top()}, {at.x(), area.bottom()}, thresholdStroke(i));
    canvas.line({area.left(), at.y()}, {area.right(), at.y()}, thresholdStroke(i));
    labels.push_back({{area.right(), at.y()}, thresholdStroke(i).colour});
  }
  drawAround(canvas, plot, input);
  drawEndLabels(canvas, area, labels, plot.column, {});
}

}  // namespace snitt::charts
