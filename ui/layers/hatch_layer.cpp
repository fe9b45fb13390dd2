#include "ui/layers/hatch_layer.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace snitt {

namespace {

const QColor kLines(170, 30, 30);
constexpr double kLeastHatchedPx = 5;

}  // namespace

HatchLayer::HatchLayer(LayerKind kind, QString name, std::vector<QRectF> rects)
    : Layer(kind, std::move(name)), m_rects(std::move(rects)) {}

void HatchLayer::paint(QPainter& painter, const QRect& exposed, const Viewport& view) const {
  const QTransform toScreen = view.slideToScreen();
  const QRectF seen = view.slideBounds(QRectF(exposed).adjusted(-2, -2, 2, 2));
  QBrush hatch(kLines, Qt::BDiagPattern);
  // The pattern is the slide's and moves with it.
  const QPointF origin = toScreen.map(QPointF(0, 0));
  const double period = 8 * view.pixelRatio;
  QTransform pattern =
      QTransform::fromTranslate(std::fmod(std::round(origin.x()), period), std::fmod(std::round(origin.y()), period));
  pattern.scale(view.pixelRatio, view.pixelRatio);
  hatch.setTransform(pattern);
  painter.setPen(QPen(kLines, view.pixelRatio));
  for (const QRectF& rect : m_rects) {
    if (!rect.intersects(seen)) continue;
    // No line of the pattern would be told from another: a spot, however many there are.
    if (std::max(rect.width(), rect.height()) < kLeastHatchedPx * view.downsample) {
      painter.fillRect(toScreen.mapRect(rect).toAlignedRect(), kLines);
      continue;
    }
    const QPolygonF shape = toScreen.map(QPolygonF(rect));
    painter.setBrush(QColor(255, 255, 255, 110));
    painter.drawPolygon(shape);
    painter.setBrush(hatch);
    painter.drawPolygon(shape);
  }
}

QString HatchLayer::describe(QPointF slide) const {
  const bool inside =
      std::any_of(m_rects.begin(), m_rects.end(), [&](const QRectF& one) { return one.contains(slide); });
  return inside ? tr("This tile could not be read; no score rests on it") : QString();
}

QList<LegendKey> HatchLayer::keys() const { return {{name(), kLines, Qt::BDiagPattern}}; }

}  // namespace snitt
