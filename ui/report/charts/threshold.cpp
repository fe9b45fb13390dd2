#include "ui/report/charts/threshold_p.h"

#include <algorithm>

#include "ui/report/palette_p.h"

namespace snitt::charts {

namespace {

constexpr double kGap = 1;
constexpr double kSample = 6;  // length of the piece of line before a name
constexpr double kSampleGap = 1.2;
constexpr double kNamesGap = 5;
constexpr double kShare = 0.62;  // of the canvas's width, which every panel is at least as wide as

struct Name {
  QString words;
  double xMm;  // from the panel's left
  std::size_t row;
};

std::vector<Name> namesOf(const std::vector<ThresholdLine>& thresholds, double canvasWidthMm) {
  const double room = canvasWidthMm * kShare;
  std::vector<Name> names;
  double x = 0;
  std::size_t row = 0;
  for (const ThresholdLine& one : thresholds) {
    const auto words = wrapText(report::qs(one.name), kTick, room - kSample - kSampleGap, 1);
    const QString name = words.empty() ? QString() : words.front();
    const double width = kSample + kSampleGap + textWidth(name, kTick);
    if (x > 0 && x + width > room) {
      x = 0;
      ++row;
    }
    names.push_back({name, x, row});
    x += width + kNamesGap;
  }
  return names;
}

std::size_t rowsOf(const std::vector<ThresholdLine>& thresholds, double canvasWidthMm) {
  return thresholds.size() < 2 ? thresholds.size() : namesOf(thresholds, canvasWidthMm).back().row + 1;
}

void drawOneName(Canvas& canvas, const Panel& panel, const ThresholdLine& threshold) {
  const auto words = wrapText(report::qs(threshold.name), kTick, panel.area.width(), 1);
  if (words.empty()) return;
  const double width = textWidth(words.front(), kTick);
  const double left = std::clamp(panel.x.at(threshold.at) - width / 2, panel.area.left(), panel.area.right() - width);
  canvas.text({left, panel.area.top() - kGap - descent(kTick)}, words.front(), thresholdNameStyle());
}

void drawNames(Canvas& canvas, const Panel& panel, const std::vector<ThresholdLine>& thresholds) {
  const auto names = namesOf(thresholds, canvas.width());
  for (std::size_t i = 0; i < names.size(); ++i) {
    const double above = static_cast<double>(names.back().row - names[i].row) * lineStep(kTick);
    const double baseline = panel.area.top() - kGap - descent(kTick) - above;
    const double middle = baseline - capHeight(kTick) / 2;
    const double left = panel.area.left() + names[i].xMm;
    canvas.line({left, middle}, {left + kSample, middle}, thresholdStroke(i));
    canvas.text({left + kSample + kSampleGap, baseline}, names[i].words, thresholdNameStyle());
  }
}

}  // namespace

Stroke thresholdStroke(std::size_t index) {
  return {colourFor(1), 0.4, index == 0 ? std::vector<double>{2, 0.8} : dashFor(index + 1)};
}

TextStyle thresholdNameStyle() { return {kTick.sizePt, Weight::medium, colourFor(1).darker(135)}; }

double thresholdRoom(const std::vector<ThresholdLine>& thresholds, double canvasWidthMm) {
  const std::size_t rows = rowsOf(thresholds, canvasWidthMm);
  return rows == 0 ? 0 : blockHeight(rows, kTick) + kGap;
}

void makeRoomForThresholds(Plot& plot, const std::vector<ThresholdLine>& thresholds, double canvasWidthMm) {
  const double room = thresholdRoom(thresholds, canvasWidthMm);
  QRectF area = plot.panel.area;
  area.setTop(area.top() + room);
  plot.panel = panelOn(area, {plot.panel.x.from, plot.panel.x.to}, {plot.panel.y.from, plot.panel.y.to});
}

void drawThresholds(Canvas& canvas, const Panel& panel, const std::vector<ThresholdLine>& thresholds) {
  const auto inside = [&](const ThresholdLine& one) { return one.at >= panel.x.from && one.at <= panel.x.to; };
  for (std::size_t i = 0; i < thresholds.size(); ++i) {
    if (!inside(thresholds[i])) continue;
    const double x = panel.x.at(thresholds[i].at);
    canvas.line({x, panel.area.top() - (thresholds.size() == 1 ? kGap / 2 : 0)}, {x, panel.area.bottom()},
                thresholdStroke(i));
  }
  if (thresholds.size() > 1) return drawNames(canvas, panel, thresholds);
  if (thresholds.size() == 1 && inside(thresholds[0])) drawOneName(canvas, panel, thresholds[0]);
}

}  // namespace snitt::charts
