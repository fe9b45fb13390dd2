#include <algorithm>
#include <cmath>

#include "ui/report/charts/check_p.h"
#include "ui/report/charts/square_plot_p.h"
#include "ui/report/palette_p.h"

namespace snitt::charts {

namespace {

using report::qs;

constexpr double kBelowZero = 0.12;  // of the panel: where "treat all" leaves it
const Stroke kAll{kFaint, 0.35};
const Stroke kNone{kFaint, 0.35, {0.6, 0.6}};

bool empty(const NetBenefitCurve& curve) { return curve.threshold.size() < 2; }

double greatest(const std::vector<double>& values) {
  double most = 0;
  for (const double value : values)
    if (std::isfinite(value)) most = std::max(most, value);
  return most;
}

PlotInput inputFor(const DecisionCurveChart& chart, double widthMm) {
  PlotInput input{chart.words, {0, 0}, {0, 0}, {}};
  double top = empty(chart.treatAll) ? 0 : greatest(chart.treatAll.netBenefit);
  for (const NetBenefitCurve& model : chart.models) {
    if (empty(model)) continue;
    top = std::max(top, greatest(model.netBenefit));
    input.x.to = std::max(input.x.to, model.threshold.back());
  }
  if (input.x.to <= 0) input.x.to = 1;
  input.y.to = top > 0 ? nearlyRoundedOut(0, top * 1.03, 7).to : 0.1;
  input.y.from = -input.y.to * kBelowZero / (1 - kBelowZero);
  std::vector<QString> names;
  // In the order of the drawing. Every name gets its room at the right, though some may find a place inside.
  if (!empty(chart.treatAll)) names.push_back(qs(chart.treatAll.name));
  for (const NetBenefitCurve& model : chart.models)
    if (!empty(model)) names.push_back(qs(model.name));
  names.push_back(qs(chart.treatNone));
  input.column = columnFor(names, widthMm);
  return input;
}

// Where a line is inside of the panel for the last time.
QPointF lastOf(const std::vector<QPolygonF>& parts, QPointF otherwise) {
  return parts.empty() ? otherwise : parts.back().last();
}

}  // namespace

Result<void> check(const DecisionCurveChart& chart) {
  if (auto fine = checkCount(chart.models.size()); !fine) return fine;
  for (const NetBenefitCurve& model : chart.models)
    if (auto fine = checkCurve("the net benefit of “" + model.name + "”", model.threshold, model.netBenefit); !fine)
      return fine;
  return checkCurve("the net benefit of treating all", chart.treatAll.threshold, chart.treatAll.netBenefit);
}

QString nothingIn(const DecisionCurveChart& chart) {
  const bool nothing = std::all_of(chart.models.begin(), chart.models.end(), empty);
  return nothing ? QStringLiteral("There is no model whose net benefit could be shown.") : QString();
}

Heights heightsOf(const DecisionCurveChart& chart, double widthMm) {
  return heightsOf(inputFor(chart, widthMm), widthMm);
}

void draw(Canvas& canvas, const DecisionCurveChart& chart) {
  const PlotInput input = inputFor(chart, canvas.width());
  const Plot plot = layOut(input, canvas.width(), canvas.height());
  const Panel& panel = plot.panel;
  drawAround(canvas, plot, input);
  std::vector<EndLabel> labels;
  Obstacles obstacles;
  const auto drawCurve = [&](const NetBenefitCurve& curve, const Stroke& stroke) {
    const auto parts = lineThrough(panel, curve.threshold, curve.netBenefit);
    for (const QPolygonF& part : parts) {
      canvas.curve(part, stroke);
      obstacles.curves.push_back(part);
    }
    const QPointF last = lastOf(parts, panel.at(panel.x.to, 0));
    labels.push_back({last, stroke.colour, {}});
    if (!parts.empty() && last.y() > panel.area.bottom() - 0.1) labels.back().otherwise = placesAlong(parts.back());
  };
  canvas.line(panel.at(0, 0), panel.at(panel.x.to, 0), kNone);
  obstacles.curves.push_back(QPolygonF({panel.at(0, 0), panel.at(panel.x.to, 0)}));
  if (!empty(chart.treatAll)) drawCurve(chart.treatAll, kAll);
  for (std::size_t i = 0; i < chart.models.size(); ++i)
    if (!empty(chart.models[i])) drawCurve(chart.models[i], strokeFor(i));
  labels.push_back({panel.at(panel.x.to, 0), kFaint});
  drawEndLabels(canvas, panel.area, labels, plot.column, obstacles);
}

}  // namespace snitt::charts
