#include <algorithm>
#include <cmath>

#include "ui/report/charts/check_p.h"
#include "ui/report/charts/square_plot_p.h"
#include "ui/report/palette_p.h"

namespace snitt::charts {

namespace {

struct Named {
  const AgreementLine* line;
  QString name;
  Stroke stroke;
};

std::vector<Named> linesOf(const BlandAltmanChart& chart) {
  const Stroke limit{colourFor(1), 0.35, {2, 0.8}};
  std::vector<Named> lines;
  const std::vector<Named> all{{&chart.upperLimit, QStringLiteral("Upper limit"), limit},
                               {&chart.bias, QStringLiteral("Bias"), {colourFor(0), 0.4}},
                               {&chart.lowerLimit, QStringLiteral("Lower limit"), limit}};
  for (const Named& one : all)
    if (std::isfinite(one.line->value)) lines.push_back(one);
  return lines;
}

// The values' range with a little air.
Range rangeOf(const std::vector<double>& values, int most) {
  double from = 0;
  double to = 0;
  bool any = false;
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    from = any ? std::min(from, value) : value;
    to = any ? std::max(to, value) : value;
    any = true;
  }
  double air = (to - from) * 0.03;
  if (air == 0) air = std::max(std::abs(to) * 0.1, 0.01);
  return nearlyRoundedOut(from - air, to + air, most);
}

std::size_t pointsIn(const BlandAltmanChart& chart) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < chart.mean.size(); ++i)
    if (std::isfinite(chart.mean[i]) && std::isfinite(chart.difference[i])) ++count;
  return count;
}

PlotInput inputFor(const BlandAltmanChart& chart) {
  std::vector<double> heights = chart.difference;
  std::vector<std::vector<QString>> names;
  const auto lines = linesOf(chart);
  for (const Named& one : lines)
    for (const double value : {one.line->value, one.line->lower, one.line->upper}) heights.push_back(value);
  PlotInput input{chart.words, rangeOf(chart.mean, 8), rangeOf(heights, 7), {}};
  const double spread = std::abs(chart.upperLimit.value - chart.lowerLimit.value);
  const int decimals = decimalsFor((spread > 0 ? spread : input.y.to - input.y.from) / 100);
  for (const Named& one : lines)
    names.push_back(
        {one.name, intervalText(one.line->value, one.line->lower, one.line->upper, std::min(decimals, 6), true)});
  input.column = columnOf(std::move(names));
  return input;
}

void drawPoints(Canvas& canvas, const Panel& panel, const BlandAltmanChart& chart) {
  const std::size_t count = pointsIn(chart);
  const double radius = count <= 100 ? 0.8 : count <= 600 ? 0.6 : 0.45;
  const QColor colour = tint(kInk, count <= 100 ? 0.65 : count <= 600 ? 0.4 : 0.22);
  for (std::size_t i = 0; i < chart.mean.size(); ++i)
    if (std::isfinite(chart.mean[i]) && std::isfinite(chart.difference[i]))
      canvas.disc(panel.at(chart.mean[i], chart.difference[i]), radius, colour);
}

}  // namespace

Result<void> check(const BlandAltmanChart& chart) {
  if (chart.mean.size() == chart.difference.size()) return {};
  return fail(ErrorKind::usage, "the agreement has " + std::to_string(chart.mean.size()) + " means and " +
                                    std::to_string(chart.difference.size()) + " differences");
}

QString nothingIn(const BlandAltmanChart& chart) {
  const bool nothing = pointsIn(chart) == 0;
  return nothing ? QStringLiteral("There are no patients who were scored twice.") : QString();
}

Heights heightsOf(const BlandAltmanChart& chart, double widthMm) { return heightsOf(inputFor(chart), widthMm); }

void draw(Canvas& canvas, const BlandAltmanChart& chart) {
  const PlotInput input = inputFor(chart);
  const Plot plot = layOut(input, canvas.width(), canvas.height());
  const Panel& panel = plot.panel;
  const double left = panel.area.left();
  const double right = panel.area.right();
  for (const Named& one : linesOf(chart))
    for (const QPolygonF& band : bandBetween(panel, {panel.x.from, panel.x.to}, {one.line->lower, one.line->lower},
                                             {one.line->upper, one.line->upper}))
      canvas.area(band, tint(one.stroke.colour, 0.13));
  if (panel.y.from < 0 && panel.y.to > 0) canvas.line({left, panel.y.at(0)}, {right, panel.y.at(0)}, {kGuide, 0.2});
  drawPoints(canvas, panel, chart);
  std::vector<EndLabel> labels;
  for (const Named& one : linesOf(chart)) {
    const double y = panel.y.at(one.line->value);
    canvas.line({left, y}, {right, y}, one.stroke);
    labels.push_back({{right, y}, one.stroke.colour});
  }
  drawAround(canvas, plot, input);
  drawEndLabels(canvas, panel.area, labels, plot.column, {});
}

}  // namespace snitt::charts
