#include <algorithm>
#include <cmath>

#include "ui/report/charts/check_p.h"
#include "ui/report/charts/square_plot_p.h"
#include "ui/report/palette_p.h"

namespace snitt::charts {

namespace {

using report::qs;

constexpr double kSample = 9;   // length of the piece of line before a name
constexpr double kNameGap = 2;  // after it
constexpr double kRowGap = 2.6;
const QString kHeading = QStringLiteral("AUC (95 % CI)");

std::vector<const RocCurve*> shown(const RocChart& chart) {
  std::vector<const RocCurve*> some;
  for (const RocCurve& curve : chart.curves)
    if (curve.falsePositive.size() > 1) some.push_back(&curve);
  return some;
}

// All curves meet in two corners, so that none has an end of its own to be named at: the names stand beside the panel,
// each with a piece of its line.
struct Key {
  std::vector<std::vector<QString>> lines;
  double width = 0, height = 0;

  Key(const std::vector<const RocCurve*>& curves, double canvasWidth) {
    const TextStyle style = nameStyle(kInk);
    for (const RocCurve* curve : curves) {
      auto name = wrapText(qs(curve->name), style, canvasWidth * 0.24, 2);
      name.push_back(QStringLiteral("AUC ") + intervalText(curve->auc, curve->lower, curve->upper, 2, false));
      width = std::max(width, kSample + kNameGap + widestOf(name, style));
      height += blockHeight(name.size(), style) + kRowGap;
      lines.push_back(std::move(name));
    }
  }
};

constexpr double kKeyGap = 6;

PlotInput inputFor(const RocChart& chart, const Key& key) {
  PlotInput input{chart.words, {0, 1}, {0, 1}, {}, true};
  input.leastColumn = kKeyGap + key.width + kMargin;
  input.panelHeight = std::max(84.0, key.height);
  return input;
}

void drawKey(Canvas& canvas, const Panel& panel, const Key& key) {
  const double x = panel.area.right() + kKeyGap;
  double y = panel.area.top();
  for (std::size_t i = 0; i < key.lines.size(); ++i) {
    const TextStyle name = nameStyle(colourFor(i));
    double baseline = y + capHeight(name);
    canvas.line({x, baseline - capHeight(name) / 2}, {x + kSample, baseline - capHeight(name) / 2}, strokeFor(i));
    for (std::size_t k = 0; k < key.lines[i].size(); ++k) {
      const bool figures = k + 1 == key.lines[i].size();
      canvas.text({x + kSample + kNameGap, baseline}, key.lines[i][k],
                  figures ? TextStyle{name.sizePt, Weight::regular, kInk} : name);
      baseline += lineStep(name);
    }
    y += blockHeight(key.lines[i].size(), name) + kRowGap;
  }
}

}  // namespace

Result<void> check(const RocChart& chart) {
  if (auto fine = checkCount(chart.curves.size()); !fine) return fine;
  for (const RocCurve& curve : chart.curves)
    if (auto fine = checkCurve("the ROC curve “" + curve.name + "”", curve.falsePositive, curve.truePositive); !fine)
      return fine;
  return {};
}

QString nothingIn(const RocChart& chart) {
  const bool nothing = shown(chart).empty();
  return nothing ? QStringLiteral("There is no horizon with patients before and after it: no ROC curve is defined.")
                 : QString();
}

Heights heightsOf(const RocChart& chart, double widthMm) {
  const Key key(shown(chart), widthMm);
  Heights heights = heightsOf(inputFor(chart, key), widthMm);
  heights.least = std::max(heights.least, heights.natural - inputFor(chart, key).panelHeight + key.height);
  return heights;
}

void draw(Canvas& canvas, const RocChart& chart) {
  const auto curves = shown(chart);
  const Key key(curves, canvas.width());
  const PlotInput input = inputFor(chart, key);
  const Plot plot = layOut(input, canvas.width(), canvas.height());
  drawAround(canvas, plot, input);
  canvas.line(plot.panel.at(0, 0), plot.panel.at(1, 1), {kGuide, 0.2});
  for (std::size_t i = 0; i < curves.size(); ++i)
    for (const QPolygonF& part : lineThrough(plot.panel, curves[i]->falsePositive, curves[i]->truePositive))
      canvas.curve(part, strokeFor(i));
  drawKey(canvas, plot.panel, key);
}

}  // namespace snitt::charts
