#include <algorithm>
#include <cmath>

#include "ui/report/charts/check_p.h"
#include "ui/report/charts/square_plot_p.h"
#include "ui/report/palette_p.h"

namespace snitt::charts {

namespace {

using report::qs;

constexpr double kHistogram = 12;
constexpr double kHistogramGap = 2.5;
constexpr int kBars = 40;
const QColor kBar{0xb4, 0xbb, 0xc4};
const QString kIdeal = QStringLiteral("Ideal");
const QString kGroups = QStringLiteral("Groups (95 % CI)");

bool known(const CalibrationGroup& group) { return std::isfinite(group.predicted) && std::isfinite(group.observed); }

bool anyGroup(const CalibrationChart& chart) { return std::any_of(chart.groups.begin(), chart.groups.end(), known); }

bool hasHistogram(const CalibrationChart& chart) { return !chart.predicted.empty() || !chart.bins.empty(); }

double highest(const CalibrationChart& chart) {
  double most = 0;
  const auto look = [&](double value) {
    if (std::isfinite(value)) most = std::max(most, value);
  };
  for (const CalibrationGroup& group : chart.groups) {
    look(group.predicted);
    look(group.observed);
    look(group.upper);
  }
  for (const auto* values : {&chart.smoothPredicted, &chart.smoothObserved, &chart.predicted})
    for (const double value : *values) look(value);
  for (const CalibrationBin& bin : chart.bins)
    if (bin.patients != std::size_t{0}) look(bin.to);
  return most;
}

PlotInput inputFor(const CalibrationChart& chart, double widthMm) {
  const double most = highest(chart);
  const double to = most > 0 ? std::min(1.0, nearlyRoundedOut(0, most * 1.02, 5).to) : 1;
  PlotInput input{chart.words, {0, to}, {0, to}, {}, true};
  std::vector<QString> names{kIdeal};
  if (!chart.smoothPredicted.empty()) names.push_back(qs(chart.smoothName));
  if (anyGroup(chart)) names.push_back(kGroups);
  input.column = columnFor(names, widthMm);
  if (hasHistogram(chart)) {
    input.below = kHistogramGap + kHistogram;
    input.leastColumn = 34;
  }
  return input;
}

// Of the patients, as many as fit beside one another; else those that were given.
std::vector<CalibrationBin> binsOf(const CalibrationChart& chart, const Panel& panel) {
  if (chart.predicted.empty()) return chart.bins;
  std::vector<CalibrationBin> bins;
  const double step = (panel.x.to - panel.x.from) / kBars;
  for (int i = 0; i < kBars; ++i)
    bins.push_back({panel.x.from + step * i, panel.x.from + step * (i + 1), std::size_t{0}});
  for (const double risk : chart.predicted) {
    if (!std::isfinite(risk) || risk < 0) continue;
    ++*bins[static_cast<std::size_t>(std::min(panel.x.fraction(risk) * kBars, kBars - 1.0))].patients;
  }
  return bins;
}

QString histogramWords(const CalibrationChart& chart) {
  std::size_t all = chart.predicted.size();
  for (const CalibrationBin& bin : chart.bins) {
    if (!bin.patients) return QStringLiteral("Predicted risks; a point (·) is a bin that is withheld");
    all += *bin.patients;
  }
  return QStringLiteral("Predicted risks of %1 patients").arg(countText(all));
}

// Bars of the number of patients over the predicted risk, on the axis under the panel.
void drawHistogram(Canvas& canvas, const Panel& panel, const CalibrationChart& chart) {
  const std::vector<CalibrationBin> bins = binsOf(chart, panel);
  std::size_t most = 0;
  for (const CalibrationBin& bin : bins) most = std::max(most, bin.patients.value_or(0));
  const double base = panel.area.bottom() + kHistogramGap + kHistogram;
  for (const CalibrationBin& bin : bins) {
    const double left = panel.x.at(bin.from);
    const double right = panel.x.at(bin.to);
    if (bin.patients == std::size_t{0} || right > panel.area.right() + 0.1) continue;
    if (!bin.patients) {
      canvas.text({(left + right) / 2, base - descent(kWithheldStyle) - 0.2}, kWithheld, kWithheldStyle, Align::centre);
      continue;
    }
    const double height = std::max(0.25, static_cast<double>(*bin.patients) / static_cast<double>(most) * kHistogram);
    canvas.area(QPolygonF(QRectF(left + 0.1, base - height, right - left - 0.2, height)), kBar);
  }
  const auto words = wrapText(histogramWords(chart), kNote, canvas.width() - panel.area.right() - 1.5 - kMargin, 3);
  double baseline = base - blockHeight(words.size(), kNote) + capHeight(kNote);
  for (const QString& line : words) {
    canvas.text({panel.area.right() + 1.5, baseline}, line, kNote);
    baseline += lineStep(kNote);
  }
}

// The rightmost group's point, which the groups are named at.
QPointF drawGroups(Canvas& canvas, const Panel& panel, const CalibrationChart& chart, Obstacles& obstacles) {
  QPointF last;
  for (const CalibrationGroup& group : chart.groups) {
    if (!known(group)) continue;
    const QPointF at = panel.at(group.predicted, group.observed);
    if (std::isfinite(group.lower) && std::isfinite(group.upper)) {
      const QPolygonF interval(QList<QPointF>{{at.x(), panel.y.at(std::max(group.lower, panel.y.from))},
                                              {at.x(), panel.y.at(std::min(group.upper, panel.y.to))}});
      canvas.curve(interval, {kInk, 0.25});
      obstacles.curves.push_back(interval);
    }
    canvas.disc(at, 0.95, kInk);
    obstacles.boxes.emplace_back(at.x() - 0.9, at.y() - 0.9, 1.8, 1.8);
    if (last.isNull() || at.x() > last.x()) last = at;
  }
  return last;
}

}  // namespace

Result<void> check(const CalibrationChart& chart) {
  if (auto fine = checkCurve("the smoothed calibration", chart.smoothPredicted, chart.smoothObserved); !fine)
    return fine;
  return checkBand("the smoothed calibration", chart.smoothPredicted.size(), chart.smoothLower, chart.smoothUpper);
}

QString nothingIn(const CalibrationChart& chart) {
  const bool nothing = !anyGroup(chart) && chart.smoothPredicted.empty();
  return nothing ? QStringLiteral("There are no predicted risks that could be compared with what happened.")
                 : QString();
}

Heights heightsOf(const CalibrationChart& chart, double widthMm) {
  return heightsOf(inputFor(chart, widthMm), widthMm);
}

void draw(Canvas& canvas, const CalibrationChart& chart) {
  const PlotInput input = inputFor(chart, canvas.width());
  const Plot plot = layOut(input, canvas.width(), canvas.height());
  const Panel& panel = plot.panel;
  drawAround(canvas, plot, input);
  const QPolygonF ideal({panel.at(0, 0), panel.at(panel.x.to, panel.y.to)});
  canvas.curve(ideal, {kFaint, 0.25, {1.6, 0.8}});
  Obstacles obstacles{{ideal}, {}};
  std::vector<EndLabel> labels{{ideal.last(), kFaint}};
  for (const QPolygonF& band : bandBetween(panel, chart.smoothPredicted, chart.smoothLower, chart.smoothUpper))
    canvas.area(band, tint(colourFor(0), 0.15));
  QPointF end = panel.at(0, 0);
  for (const QPolygonF& part : lineThrough(panel, chart.smoothPredicted, chart.smoothObserved)) {
    canvas.curve(part, strokeFor(0));
    obstacles.curves.push_back(part);
    end = part.last();
  }
  if (!chart.smoothPredicted.empty()) labels.push_back({end, colourFor(0)});
  const QPointF group = drawGroups(canvas, panel, chart, obstacles);
  if (anyGroup(chart)) labels.push_back({group, kInk});
  drawEndLabels(canvas, panel.area, labels, plot.column, obstacles);
  if (hasHistogram(chart)) drawHistogram(canvas, panel, chart);
}

}  // namespace snitt::charts
