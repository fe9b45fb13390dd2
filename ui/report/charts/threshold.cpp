#include <algorithm>

#include "ui/report/charts/threshold_p.h"
#include "ui/report/palette_p.h"

namespace snitt::charts {

namespace {

constexpr double kGap = 1;

}  // namespace

double thresholdRoom(const std::optional<ThresholdLine>& threshold) {
  return threshold ? blockHeight(1, kTick) + kGap : 0;
}

void makeRoomForThreshold(Plot& plot, const std::optional<ThresholdLine>& threshold) {
  const double room = thresholdRoom(threshold);
  QRectF area = plot.panel.area;
  area.setTop(area.top() + room);
  plot.panel = panelOn(area, {plot.panel.x.from, plot.panel.x.to}, {plot.panel.y.from, plot.panel.y.to});
}

void drawThreshold(Canvas& canvas, const Panel& panel, const std::optional<ThresholdLine>& threshold) {
  if (!threshold || threshold->at < panel.x.from || threshold->at > panel.x.to) return;
  const double x = panel.x.at(threshold->at);
  canvas.line({x, panel.area.top() - kGap / 2}, {x, panel.area.bottom()}, {colourFor(1), 0.4, {2, 0.8}});
  const auto words = wrapText(report::qs(threshold->name), kTick, panel.area.width(), 1);
  if (words.empty()) return;
  const double width = textWidth(words.front(), kTick);
  const double left = std::clamp(x - width / 2, panel.area.left(), panel.area.right() - width);
  canvas.text({left, panel.area.top() - kGap - descent(kTick)}, words.front(),
              {kTick.sizePt, Weight::medium, colourFor(1).darker(135)});
}

}  // namespace snitt::charts
