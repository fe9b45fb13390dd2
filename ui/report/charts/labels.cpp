#include "ui/report/charts/labels_p.h"

#include <algorithm>
#include <array>
#include <cmath>
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
  const std::array<QPointF, 5> corners{QPointF(end.x() + 1.6, end.y() - h / 2),
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

}  // namespace

namespace {

// Draws the labels that have a place inside of the panel; the others' numbers.
std::vector<std::size_t> drawInside(Canvas& canvas, const QRectF& panel, const std::vector<EndLabel>& labels,
                                    const LabelColumn& column, Obstacles& obstacles) {
  const auto early = [&](const EndLabel& label) { return label.anchor.x() < panel.right() - kEarly; };
  std::vector<std::size_t> beside;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto& lines = column.lines[i];
    const QSizeF size(widestOf(lines, kStyle), blockHeight(lines.size(), kStyle));
    // The others may yet get lines from their ends to the panel's edge.
    Obstacles all = obstacles;
    for (std::size_t k = 0; k < labels.size(); ++k)
      if (k != i && labels[k].anchor.x() < panel.right() - 0.5)
        all.curves.push_back(QPolygonF({labels[k].anchor, {panel.right(), labels[k].anchor.y()}}));
    std::optional<QRectF> box;
    if (early(labels[i])) box = freeBox(labels[i].anchor, size, panel, all);
    for (const QPointF& other : labels[i].otherwise)
      if (!box) box = freeBox(other, size, panel, all);
    if (!box) {
      beside.push_back(i);
      continue;
    }
    drawBlock(canvas, {box->left(), box->center().y()}, lines, labels[i].colour);
    obstacles.boxes.push_back(*box);
  }
  return beside;
}

}  // namespace

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

void drawEndLabels(Canvas& canvas, const QRectF& panel, const std::vector<EndLabel>& labels, const LabelColumn& column,
                   Obstacles obstacles) {
  const std::vector<std::size_t> beside = drawInside(canvas, panel, labels, column, obstacles);
  std::vector<double> wanted;
  std::vector<double> heights;
  for (const std::size_t i : beside) {
    wanted.push_back(labels[i].anchor.y());
    heights.push_back(heightOf(column.lines[i]));
  }
  const auto centres = pushedApart(wanted, heights, panel.top() - 2, panel.bottom() + 2);
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
    // Dotted inside of the panel, where it could be taken for data.
    if (label.anchor.x() < panel.right() - 0.5)
      canvas.line({label.anchor.x() + 0.8, label.anchor.y()}, {bend, label.anchor.y()},
                  {leader.colour, 0.18, {0.3, 0.7}});
    canvas.line({bend, label.anchor.y()}, {x - 0.7, centres[k]}, leader);
  }
}

}  // namespace snitt::charts
