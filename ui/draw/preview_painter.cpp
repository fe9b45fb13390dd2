#include "ui/draw/preview_painter.h"

#include <QFontMetricsF>
#include <QGuiApplication>

#include <algorithm>
#include <cmath>

namespace snitt {

namespace {

// Over the slide and not over the window: the same in the light and the dark theme.
const QColor kHalo(0, 0, 0, 185);
const QColor kPlate(20, 20, 24, 215);
const QColor kText(245, 245, 245);

void addRing(QPainterPath& path, const std::vector<Point>& points, const QTransform& toScreen, bool close) {
  if (points.empty()) return;
  path.moveTo(toScreen.map(QPointF(points[0].x, points[0].y)));
  for (std::size_t i = 1; i < points.size(); ++i) path.lineTo(toScreen.map(QPointF(points[i].x, points[i].y)));
  if (close) path.closeSubpath();
}

}  // namespace

QPainterPath pathOf(const Geometry& geometry, const Viewport& view) {
  const QTransform toScreen = view.slideToScreen();
  QPainterPath path;
  path.setFillRule(Qt::OddEvenFill);
  for (const Polygon& polygon : geometry.areas) {
    addRing(path, polygon.outer, toScreen, true);
    for (const Ring& hole : polygon.holes) addRing(path, hole, toScreen, true);
  }
  for (const auto& line : geometry.lines) addRing(path, line, toScreen, false);
  return path;
}

QPainterPath pathOf(const std::vector<Point>& line, const Viewport& view) {
  QPainterPath path;
  addRing(path, line, view.slideToScreen(), false);
  return path;
}

void strokePreview(QPainter& painter, const QPainterPath& path, const QColor& colour, qreal dpr, bool dashed) {
  const qreal width = 2 * dpr;
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(kHalo, width + 2 * dpr, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
  painter.drawPath(path);
  QPen pen(colour, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
  if (dashed) pen.setDashPattern({5, 4});
  painter.setPen(pen);
  painter.drawPath(path);
}

void fillPreview(QPainter& painter, const QPainterPath& path, const QColor& colour) {
  QColor tint = colour;
  tint.setAlphaF(0.25F);
  painter.fillPath(path, tint);
}

void paintHandle(QPainter& painter, QPointF at, const QColor& colour, qreal dpr, bool stands) {
  const qreal half = (stands ? 5 : 3.5) * dpr;
  const QRectF box(at.x() - half, at.y() - half, 2 * half, 2 * half);
  painter.setPen(QPen(kHalo, 3 * dpr));
  painter.setBrush(stands ? QColor(Qt::white) : colour);
  painter.drawRect(box);
  painter.setPen(QPen(Qt::black, dpr));
  painter.drawRect(box);
}

void paintDot(QPainter& painter, QPointF at, const QColor& colour, qreal dpr) {
  painter.setPen(QPen(kHalo, 2 * dpr));
  painter.setBrush(colour);
  painter.drawEllipse(at, 4.5 * dpr, 4.5 * dpr);
}

void paintPlate(QPainter& painter, QPointF beside, const QString& text, const Viewport& view, qreal dpr) {
  if (text.isEmpty()) return;
  QFont font = QGuiApplication::font();
  font.setPixelSize(std::max(1, static_cast<int>(std::lround(12 * dpr))));
  painter.setFont(font);
  const QFontMetricsF metrics(font, painter.device());
  QRectF plate(beside + QPointF(14 * dpr, 14 * dpr),
               QSizeF(metrics.horizontalAdvance(text) + 10 * dpr, metrics.height() + 3 * dpr));
  const QRectF room = QRectF(QPointF(0, 0), QSizeF(view.sizePx)).adjusted(4 * dpr, 4 * dpr, -4 * dpr, -4 * dpr);
  plate.moveLeft(std::clamp(plate.left(), room.left(), std::max(room.left(), room.right() - plate.width())));
  plate.moveTop(std::clamp(plate.top(), room.top(), std::max(room.top(), room.bottom() - plate.height())));
  painter.setPen(Qt::NoPen);
  painter.setBrush(kPlate);
  painter.drawRoundedRect(plate, 3 * dpr, 3 * dpr);
  painter.setPen(kText);
  painter.drawText(plate, Qt::AlignCenter, text);
}

}  // namespace snitt
