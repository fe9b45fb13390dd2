#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "ui/report/charts/labels_p.h"

namespace snitt::charts {

namespace {

bool crosses(QPointF from, QPointF to, const QRectF& box) {
  if (std::max(from.x(), to.x()) < box.left() || std::min(from.x(), to.x()) > box.right() ||
      std::max(from.y(), to.y()) < box.top() || std::min(from.y(), to.y()) > box.bottom())
    return false;
  const QPointF d = to - from;
  const auto side = [&](QPointF p) { return d.x() * (p.y() - from.y()) - d.y() * (p.x() - from.x()); };
  const std::array<double, 4> sides{side(box.topLeft()), side(box.topRight()), side(box.bottomLeft()),
                                    side(box.bottomRight())};
  const auto [low, high] = std::minmax_element(sides.begin(), sides.end());
  return *low <= 0 && *high >= 0;
}

}  // namespace

std::vector<double> pushedApart(const std::vector<double>& wanted, const std::vector<double>& heights, double from,
                                double to) {
  std::vector<std::size_t> order(wanted.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return wanted[a] < wanted[b]; });
  // Without the heights above them, the places have to ascend: isotonic regression by pooling neighbours that do not
  // (Barlow et al., Statistical inference under order restrictions, 1972), then the bounds.
  struct Pool {
    double mean;
    std::size_t count;
  };
  std::vector<Pool> pools;
  std::vector<double> above;
  double total = 0;
  for (const std::size_t i : order) {
    above.push_back(total + heights[i] / 2);
    total += heights[i];
    pools.push_back({wanted[i] - above.back(), 1});
    while (pools.size() > 1 && pools[pools.size() - 2].mean > pools.back().mean) {
      const Pool last = pools.back();
      pools.pop_back();
      Pool& pool = pools.back();
      const auto a = static_cast<double>(pool.count);
      const auto b = static_cast<double>(last.count);
      pool = {(pool.mean * a + last.mean * b) / (a + b), pool.count + last.count};
    }
  }
  std::vector<double> centres(wanted.size());
  std::size_t at = 0;
  for (const Pool& pool : pools)
    for (std::size_t k = 0; k < pool.count; ++k, ++at)
      centres[order[at]] = std::max(from, std::min(to - total, pool.mean)) + above[at];
  return centres;
}

bool Obstacles::clear(const QRectF& box) const {
  for (const QRectF& other : boxes)
    if (other.intersects(box)) return false;
  for (const QPolygonF& curve : curves)
    for (qsizetype i = 1; i < curve.size(); ++i)
      if (crosses(curve[i - 1], curve[i], box)) return false;
  return true;
}

std::vector<QPointF> placesAlong(const QPolygonF& curve) {
  constexpr double kStep = 3;
  constexpr std::size_t kMost = 16;
  std::vector<QPointF> places;
  if (curve.isEmpty()) return places;
  QPointF last = curve.last();
  for (auto point = curve.rbegin(); point != curve.rend() && places.size() < kMost; ++point) {
    const QPointF d = *point - last;
    if (std::hypot(d.x(), d.y()) < kStep) continue;
    places.push_back(*point);
    last = *point;
  }
  return places;
}

}  // namespace snitt::charts
