#include "ui/layers/mask_layer.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/layers/draw_cells.h"

namespace snitt {

MaskLayer::MaskLayer(LayerKind kind, QString name, std::vector<Area> areas, double downsample)
    : Layer(kind, std::move(name)), m_areas(std::move(areas)), m_downsample(downsample) {
  setOpacity(0.5);
  if (m_areas.empty()) return;
  const Mask& first = m_areas.front().mask;
  m_picture = QImage(first.width, first.height, QImage::Format_ARGB32_Premultiplied);
  m_picture.fill(Qt::transparent);
  for (const Area& area : m_areas) {
    const QRgb colour = area.colour.rgb();
    for (int y = 0; y < area.mask.height; ++y) {
      auto* row = reinterpret_cast<QRgb*>(m_picture.scanLine(y));
      for (int x = 0; x < area.mask.width; ++x)
        if (area.mask.at(x, y) != 0) row[x] = colour;
    }
  }
}

void MaskLayer::paint(QPainter& painter, const QRect& exposed, const Viewport& view) const {
  if (m_picture.isNull()) return;
  const QRectF seen = view.slideBounds(QRectF(exposed).adjusted(-1, -1, 1, 1));
  const int left = std::max(0, static_cast<int>(std::floor(seen.left() / m_downsample)) - 1);
  const int top = std::max(0, static_cast<int>(std::floor(seen.top() / m_downsample)) - 1);
  const int right = std::min(m_picture.width(), static_cast<int>(std::ceil(seen.right() / m_downsample)) + 1);
  const int bottom = std::min(m_picture.height(), static_cast<int>(std::ceil(seen.bottom() / m_downsample)) + 1);
  if (left >= right || top >= bottom) return;
  const QRectF source(left, top, right - left, bottom - top);
  painter.setTransform(view.slideToScreen());
  drawCells(painter, QRectF(source.topLeft() * m_downsample, source.size() * m_downsample), m_picture, source.toRect(),
            m_downsample / view.downsample);
}

QString MaskLayer::describe(QPointF slide) const {
  const int x = static_cast<int>(std::floor(slide.x() / m_downsample));
  const int y = static_cast<int>(std::floor(slide.y() / m_downsample));
  QStringList texts;
  for (const Area& area : m_areas)
    if (x >= 0 && y >= 0 && x < area.mask.width && y < area.mask.height && area.mask.at(x, y) != 0) texts << area.text;
  return texts.join(QStringLiteral(", "));
}

QList<LegendKey> MaskLayer::keys() const {
  QList<LegendKey> keys;
  for (const Area& area : m_areas) keys << LegendKey{area.text, area.colour, Qt::SolidPattern};
  return keys;
}

}  // namespace snitt
