#include "ui/layers/outline_layer.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace snitt {

namespace {

constexpr std::size_t kPiecePoints = 64;
constexpr double kLinePx = 2;
constexpr double kHaloPx = 4;
// Points that lie nearer together on the screen are drawn as one.
constexpr double kNearPx = 0.7;

QPolygonF thinned(const QPolygonF& points) {
  QPolygonF kept;
  for (const QPointF& point : points)
    if (kept.isEmpty() || std::abs(point.x() - kept.last().x()) + std::abs(point.y() - kept.last().y()) > kNearPx ||
        &point == &points.last())
      kept << point;
  return kept;
}

}  // namespace

OutlineLayer::OutlineLayer(LayerKind kind, QString name, const std::vector<Polygon>& polygons, QColor colour)
    : Layer(kind, std::move(name)), m_colour(colour) {
  for (const Polygon& polygon : polygons) {
    addRing(polygon.outer);
    for (const Ring& hole : polygon.holes) addRing(hole);
  }
}

void OutlineLayer::addRing(const Ring& ring) {
  if (ring.size() < 2) return;
  for (std::size_t first = 0; first < ring.size(); first += kPiecePoints) {
    Piece piece;
    // One point more than the piece: where the next one begins, the ring's own beginning at last.
    for (std::size_t i = first; i <= std::min(first + kPiecePoints, ring.size()); ++i) {
      const Point& point = ring[i % ring.size()];
      piece.points << QPointF(point.x, point.y);
    }
    piece.box = piece.points.boundingRect();
    m_pieces.push_back(std::move(piece));
  }
}

void OutlineLayer::paint(QPainter& painter, const QRect& exposed, const Viewport& view) const {
  const QTransform toScreen = view.slideToScreen();
  const double rim = kHaloPx * view.pixelRatio;
  // A line's half width beyond what is exposed, and a pixel: a flat box would meet nothing.
  const QRectF seen = view.slideBounds(QRectF(exposed).adjusted(-rim, -rim, rim, rim));
  std::vector<QPolygonF> lines;
  for (const Piece& piece : m_pieces)
    if (piece.box.adjusted(-1, -1, 1, 1).intersects(seen)) lines.push_back(thinned(toScreen.map(piece.points)));
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(Qt::NoBrush);
  const auto draw = [&](const QColor& colour, double width) {
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    for (const QPolygonF& line : lines) painter.drawPolyline(line);
  };
  draw(QColor(255, 255, 255, 190), kHaloPx * view.pixelRatio);
  draw(m_colour, kLinePx * view.pixelRatio);
}

QList<LegendKey> OutlineLayer::keys() const { return {{name(), m_colour, Qt::SolidPattern}}; }

}  // namespace snitt
