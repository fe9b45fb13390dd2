#include "ui/report/charts/labels_p.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>

#include "ui/report/charts/style_p.h"

namespace snitt::charts {

namespace {

constexpr double kColumnGap = 4.5;
constexpr double kCloseGap = 1.5;  // where no name had to move
constexpr double kBetween = 0.9;   // from one name's descenders to the next one's capitals
constexpr double kMoved = 0.5;
constexpr double kEarly = 6;
const TextStyle kStyle = nameStyle(kInk);

double heightOf(const std::vector<QString>& lines) { return blockHeight(lines.size(), kStyle) + kBetween; }

void drawBlock(Canvas& canvas, QPointF leftMiddle, const std::vector<QString>& lines, const QColor& colour) {
  double baseline = leftMiddle.y() - blockHeight(lines.size(), kStyle) / 2 + capHeight(kStyle);
  // One line stands on the middle of its capitals, as the eye wants it.
  if (lines.size() == 1) baseline += descent(kStyle) / 2;
  for (const QString& line : lines) {
    canvas.text({leftMiddle.x(), baseline}, line, nameStyle(colour));
    baseline += lineStep(kStyle);
  }
}

// A free box of this size at an end of a curve.
std::optional<QRectF> freeBox(QPointF end, QSizeF size, const QRectF& panel, const Obstacles& obstacles) {
  const double w = size.width();
  const double h = size.height();
  const std::array<QPointF, 5> corners{QPointF(end.x() + 1.2, end.y() - h / 2),
                                       {end.x() + 0.8, end.y() - h - 0.8},
                                       {end.x() + 0.8, end.y() + 0.8},
                                       {end.x() - w, end.y() - h - 1.4},
                                       {end.x() - w, end.y() + 1.4}};
  for (const QPointF& corner : corners) {
    const QRectF box(corner, size);
    if (panel.adjusted(0.5, 0.5, 0, -0.5).contains(box) && obstacles.clear(box.adjusted(-0.5, -0.5, 0.5, 0.5)))
      return box;
  }
  return std::nullopt;
}

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

double LabelColumn::room() const { return lines.empty() ? 2 * kMargin : kColumnGap + widest + kMargin; }

LabelColumn columnFor(const std::vector<QString>& words, double canvasWidthMm) {
  const double most = std::clamp(canvasWidthMm * 0.24, 18.0, 45.0);
  std::vector<std::vector<QString>> lines;
  for (const QString& one : words) lines.push_back(wrapText(one, kStyle, most, 2));
  return columnOf(std::move(lines));
}

LabelColumn columnOf(std::vector<std::vector<QString>> lines) {
  LabelColumn column{std::move(lines)};
  for (const auto& one : column.lines) {
    column.widest = std::max(column.widest, widestOf(one, kStyle));
    column.heights += heightOf(one);
  }
  return column;
}

bool Obstacles::clear(const QRectF& box) const {
  for (const QRectF& other : boxes)
    if (other.intersects(box)) return false;
  for (const QPolygonF& curve : curves)
    for (qsizetype i = 1; i < curve.size(); ++i)
      if (crosses(curve[i - 1], curve[i], box)) return false;
  return true;
}

void drawEndLabels(Canvas& canvas, const QRectF& panel, const std::vector<EndLabel>& labels, const LabelColumn& column,
                   Obstacles obstacles) {
  std::vector<std::size_t> beside;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto& lines = column.lines[i];
    std::optional<QRectF> box;
    if (labels[i].anchor.x() < panel.right() - kEarly)
      box = freeBox(labels[i].anchor, {widestOf(lines, kStyle), blockHeight(lines.size(), kStyle)}, panel, obstacles);
    if (box) {
      drawBlock(canvas, {box->left(), box->center().y()}, lines, labels[i].colour);
      obstacles.boxes.push_back(*box);
    } else {
      beside.push_back(i);
    }
  }
  std::vector<double> wanted;
  std::vector<double> heights;
  for (const std::size_t i : beside) {
    wanted.push_back(labels[i].anchor.y());
    heights.push_back(heightOf(column.lines[i]));
  }
  const auto centres = pushedApart(wanted, heights, panel.top() - 1.5, panel.bottom() + 1.5);
  bool moved = false;
  for (std::size_t k = 0; k < beside.size(); ++k)
    moved = moved || std::abs(centres[k] - wanted[k]) > kMoved || labels[beside[k]].anchor.x() < panel.right() - 0.5;
  const double x = panel.right() + (moved ? kColumnGap : kCloseGap);
  for (std::size_t k = 0; k < beside.size(); ++k) {
    const EndLabel& label = labels[beside[k]];
    drawBlock(canvas, {x, centres[k]}, column.lines[beside[k]], label.colour);
    if (!moved) continue;
    const Stroke leader{tint(label.colour, 0.7), 0.18};
    const double bend = panel.right() + 0.6;
    if (label.anchor.x() < panel.right() - 0.5)
      canvas.line({label.anchor.x() + 0.6, label.anchor.y()}, {bend, label.anchor.y()}, leader);
    canvas.line({bend, label.anchor.y()}, {x - 0.7, centres[k]}, leader);
  }
}

bool drawNearby(Canvas& canvas, const QRectF& panel, const QString& words, const TextStyle& style,
                const std::vector<QPointF>& points, Obstacles& obstacles) {
  const QSizeF size(textWidth(words, style), blockHeight(1, style));
  for (const QPointF& point : points) {
    const auto box = freeBox(point, size, panel, obstacles);
    if (!box) continue;
    canvas.text({box->left(), box->top() + capHeight(style)}, words, style);
    obstacles.boxes.push_back(*box);
    return true;
  }
  return false;
}

}  // namespace snitt::charts
