#include <algorithm>
#include <cmath>

#include "ui/report/charts/check_p.h"
#include "ui/report/charts/time_plot_p.h"
#include "ui/report/palette_p.h"

namespace snitt::charts {

namespace {

using report::qs;

const QString kChance = QStringLiteral("Chance");
constexpr std::size_t kMostDots = 15;

struct Shown {
  std::size_t index;
  const AucCurve* curve;
};

std::vector<Shown> shown(const AucOverTimeChart& chart) {
  std::vector<Shown> some;
  for (std::size_t i = 0; i < chart.curves.size(); ++i) {
    const AucCurve& curve = chart.curves[i];
    if (std::any_of(curve.auc.begin(), curve.auc.end(), [](double value) { return std::isfinite(value); }))
      some.push_back({i, &curve});
  }
  return some;
}

TimePlotInput inputFor(const AucOverTimeChart& chart) {
  TimePlotInput input{chart.words, chart.axis, 0, {0.4, 1}, {}, {}, {}};
  double least = 0.5;
  for (const auto& [index, curve] : shown(chart)) {
    input.longest = std::max(input.longest, curve->time.back());
    input.names.push_back(qs(curve->name));
    for (const auto* values : {&curve->auc, &curve->lower})
      for (const double value : *values)
        if (std::isfinite(value)) least = std::min(least, value);
  }
  input.names.push_back(kChance);
  input.y = {std::max(0.0, std::floor((least - 0.02) * 10) / 10), 1};
  input.yTicks = roundTicks(input.y.from, input.y.to, 8);
  return input;
}

}  // namespace

Result<void> check(const AucOverTimeChart& chart) {
  if (auto fine = checkCount(chart.curves.size()); !fine) return fine;
  if (auto fine = checkAxis(chart.axis); !fine) return fine;
  for (const AucCurve& curve : chart.curves) {
    const std::string what = "the AUC of “" + curve.name + "”";
    if (auto fine = checkCurve(what, curve.time, curve.auc); !fine) return fine;
    if (auto fine = checkBand(what, curve.time.size(), curve.lower, curve.upper); !fine) return fine;
  }
  return {};
}

QString nothingIn(const AucOverTimeChart& chart) {
  const bool nothing = shown(chart).empty();
  return nothing ? QStringLiteral("There is no time at which an AUC could be estimated.") : QString();
}

Heights heightsOf(const AucOverTimeChart& chart, double widthMm) { return heightsOf(inputFor(chart), widthMm); }

void draw(Canvas& canvas, const AucOverTimeChart& chart) {
  const auto curves = shown(chart);
  const TimePlot plot = layOut(inputFor(chart), canvas.width(), canvas.height());
  drawAround(canvas, plot, chart.words);
  const Panel& panel = plot.panel;
  canvas.line(panel.at(0, 0.5), panel.at(panel.x.to, 0.5), {kGuide, 0.2});
  for (const auto& [index, curve] : curves)
    for (const QPolygonF& band : bandBetween(panel, curve->time, curve->lower, curve->upper))
      canvas.area(band, tint(colourFor(index), bandOpacity(curves.size())));
  std::vector<EndLabel> labels;
  Obstacles obstacles;
  for (const auto& [index, curve] : curves) {
    QPointF end;
    for (const QPolygonF& part : lineThrough(panel, curve->time, curve->auc)) {
      canvas.curve(part, strokeFor(index));
      obstacles.curves.push_back(part);
      end = part.last();
    }
    for (std::size_t i = 0; i < curve->time.size(); ++i) {
      const bool seen = std::isfinite(curve->auc[i]) && curve->time[i] <= panel.x.to;
      if (!seen) continue;
      const QPointF at = panel.at(curve->time[i], curve->auc[i]);
      if (curve->time.size() <= kMostDots) canvas.disc(at, 0.7, colourFor(index));
      if (end.isNull() || at.x() > end.x()) end = at;
    }
    labels.push_back({end, colourFor(index)});
  }
  labels.push_back({panel.at(panel.x.to, 0.5), kFaint});
  drawEndLabels(canvas, panel.area, labels, plot.column, obstacles);
}

}  // namespace snitt::charts
