#include "ui/score/strip_layout.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace snitt {

namespace {

constexpr double kDotStepPx = 2 * stripDotRadiusPx + 1;

double along(double score, double leftPx, double widthPx) {
  return leftPx + widthPx * (std::isfinite(score) ? std::clamp(score, 0.0, 1.0) : 0.0);
}

// The lowest level of each member at which no earlier dot is in the way; -1 for a score that is no number.
std::vector<int> levelsOf(const std::vector<MemberScore>& members, double widthPx) {
  std::vector<std::size_t> order(members.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::erase_if(order, [&](std::size_t i) { return !std::isfinite(members[i].score); });
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return members[i].score; });
  std::vector<int> levels(members.size(), -1);
  std::vector<double> lastX;  // by level
  for (const std::size_t member : order) {
    const double x = along(members[member].score, 0, widthPx);
    const auto free = std::ranges::find_if(lastX, [&](double other) { return x - other >= kDotStepPx; });
    levels[member] = static_cast<int>(free - lastX.begin());
    if (free == lastX.end())
      lastX.push_back(x);
    else
      *free = x;
  }
  return levels;
}

}  // namespace

int stackedDots(const ScoredResolution& resolution, double axisWidthPx) {
  const std::vector<int> levels = levelsOf(resolution.members, axisWidthPx);
  return levels.empty() ? 0 : *std::ranges::max_element(levels) + 1;
}

StripLayout layOutStrip(const ScoredResolution& resolution, const QRectF& area) {
  StripLayout layout;
  layout.axis = area;
  layout.radiusPx = stripDotRadiusPx;
  layout.thresholdXPx = along(resolution.threshold, area.left(), area.width());
  const std::vector<int> levels = levelsOf(resolution.members, area.width());
  const int stacked = levels.empty() ? 0 : *std::ranges::max_element(levels) + 1;
  const double room = area.height() - stripLanePx - 2 * stripDotRadiusPx;
  const double step = stacked > 1 ? std::clamp(room / (stacked - 1), 1.0, kDotStepPx) : kDotStepPx;
  const double lowest = area.bottom() - stripLanePx - stripDotRadiusPx;
  double least = 1;
  double most = 0;
  for (std::size_t i = 0; i < resolution.members.size(); ++i) {
    if (levels[i] < 0) continue;
    const double score = std::clamp(resolution.members[i].score, 0.0, 1.0);
    layout.dots.push_back({i, {along(score, area.left(), area.width()), lowest - levels[i] * step}});
    least = std::min(least, score);
    most = std::max(most, score);
  }
  const double middle = area.bottom() - stripLanePx / 2;
  if (layout.dots.size() > 1)
    layout.range = QRectF(QPointF(along(least, area.left(), area.width()), middle - 2.5),
                          QPointF(along(most, area.left(), area.width()), middle + 2.5));
  if (resolution.score && std::isfinite(*resolution.score))
    layout.ensemble = {along(*resolution.score, area.left(), area.width()), middle};
  return layout;
}

}  // namespace snitt
