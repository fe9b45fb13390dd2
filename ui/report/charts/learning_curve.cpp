#include <algorithm>
#include <cmath>

#include "ui/report/charts/check_p.h"
#include "ui/report/charts/learning_p.h"

namespace snitt::charts {

namespace {

constexpr double kDot = 0.95;
constexpr double kCap = 0.8;   // half the width of an interval's ends
constexpr double kNear = 5.5;  // from the panel's right edge: a name is beside the panel
constexpr double kBar = 0.3;
const Stroke kReference{kFaint, 0.25, {1.6, 0.8}};

void drawInterval(Canvas& canvas, const Panel& panel, double x, Range interval, const QColor& colour,
                  Obstacles& obstacles) {
  if (!std::isfinite(interval.from) || !std::isfinite(interval.to)) return;
  const double top = panel.y.at(std::min(interval.to, panel.y.to));
  const double bottom = panel.y.at(std::max(interval.from, panel.y.from));
  canvas.line({x, top}, {x, bottom}, {colour, kBar});
  for (const double end : {top, bottom}) canvas.line({x - kCap, end}, {x + kCap, end}, {colour, kBar});
  obstacles.boxes.emplace_back(x - kCap, top, 2 * kCap, bottom - top);
}

// Where its name belongs.
QPointF drawSeries(Canvas& canvas, const LearningLayout& layout, std::size_t k, Obstacles& obstacles) {
  const auto& [index, series] = layout.series[k];
  const Panel& panel = layout.plot.panel;
  const QColor colour = colourFor(index);
  QPolygonF points;
  double last = 0;
  for (std::size_t i = 0; i < series->value.size(); ++i) {
    if (!isKnown(*series, i)) continue;
    last = series->patients[i];
    points.append(panel.at(last, series->value[i]) + QPointF(shiftOf(layout, k), 0));
    if (!series->lower.empty())
      drawInterval(canvas, panel, points.last().x(), {series->lower[i], series->upper[i]}, colour, obstacles);
  }
  canvas.curve(points, strokeFor(index));
  obstacles.curves.push_back(points);
  for (const QPointF& point : points) {
    canvas.disc(point, kDot, colour, {Qt::white, 0.2});
    obstacles.boxes.emplace_back(point.x() - kDot, point.y() - kDot, 2 * kDot, 2 * kDot);
  }
  // All that reach the largest number are named in one column.
  const bool whole = last == layout.patients.back() && layout.patients.size() > 1;
  return {whole ? std::max(points.last().x(), panel.area.right() - kNear) : points.last().x(), points.last().y()};
}

QPointF drawLevel(Canvas& canvas, const Panel& panel, double value, const Stroke& stroke, Obstacles& obstacles) {
  const QPolygonF line({{panel.area.left(), panel.y.at(value)}, {panel.area.right(), panel.y.at(value)}});
  canvas.curve(line, stroke);
  obstacles.curves.push_back(line);
  return line.last();
}

bool isFigure(double value) { return std::isnan(value) || (value >= 0 && value <= 1); }

}  // namespace

Result<void> check(const LearningCurveChart& chart) {
  if (auto fine = checkCount(chart.series.size()); !fine) return fine;
  for (const LearningSeries& series : chart.series) {
    const std::string what = "the learning curve “" + series.name + "”";
    if (auto fine = checkCurve(what, series.patients, series.value); !fine) return fine;
    if (auto fine = checkBand(what, series.patients.size(), series.lower, series.upper); !fine) return fine;
    for (const double count : series.patients)
      if (!(std::isfinite(count) && count > 0))
        return fail(ErrorKind::usage, what + " has a number of patients that is not above 0");
    if (!std::all_of(series.value.begin(), series.value.end(), isFigure))
      return fail(ErrorKind::usage, what + " has a value that is not within 0 and 1");
  }
  if (chart.reference && !isFigure(chart.reference->value))
    return fail(ErrorKind::usage, "the reference “" + chart.reference->name + "” is not within 0 and 1");
  return {};
}

QString nothingIn(const LearningCurveChart& chart) {
  return shownOf(chart).empty() ? QStringLiteral("There is no training whose result could be shown.") : QString();
}

Heights heightsOf(const LearningCurveChart& chart, double widthMm) {
  return heightsOf(inputFor(chart, widthMm), widthMm);
}

void draw(Canvas& canvas, const LearningCurveChart& chart) {
  const PlotInput input = inputFor(chart, canvas.width());
  const LearningLayout layout = layOutLearning(chart, input, canvas.width(), canvas.height());
  const Panel& panel = layout.plot.panel;
  drawAround(canvas, layout.plot, input);
  Obstacles obstacles;
  const QPointF chance = drawLevel(canvas, panel, kLearningChance, {kGuide, 0.2}, obstacles);
  const auto reference = referenceOf(chart);
  QPointF level;
  if (reference) level = drawLevel(canvas, panel, reference->value, kReference, obstacles);
  std::vector<EndLabel> labels;
  for (std::size_t k = 0; k < layout.series.size(); ++k)
    labels.push_back({drawSeries(canvas, layout, k, obstacles), colourFor(layout.series[k].index)});
  if (reference) labels.push_back({level, kFaint});
  labels.push_back({chance, kFaint});
  drawEndLabels(canvas, panel.area, labels, layout.plot.column, obstacles);
}

}  // namespace snitt::charts
