#include "ui/layers/dot_raster.h"

#include <algorithm>
#include <cmath>

namespace snitt {

namespace {

QRgb over(QRgb above, QRgb below) {
  const auto rest = static_cast<unsigned>(255 - qAlpha(above));
  const auto mixed = [&](unsigned shift) {
    return std::min(255U, ((above >> shift) & 255U) + (((below >> shift) & 255U) * rest + 127) / 255) << shift;
  };
  return mixed(0) | mixed(8) | mixed(16) | mixed(24);
}

}  // namespace

void DotRaster::add(QPointF at, int edgePx, QRgb colour) {
  const double half = edgePx / 2.0;
  const double x = at.x() - m_place.left() - half;
  const double y = at.y() - m_place.top() - half;
  if (!(x > -1 - edgePx && y > -1 - edgePx && x < m_place.width() && y < m_place.height())) return;
  if (m_picture.isNull()) {
    m_picture = QImage(m_place.size(), QImage::Format_ARGB32_Premultiplied);
    if (m_picture.isNull()) return;
    m_picture.fill(Qt::transparent);
  }
  const int left = static_cast<int>(std::floor(x + 0.5));
  const int top = static_cast<int>(std::floor(y + 0.5));
  uchar* const bits = m_picture.bits();
  const qsizetype stride = m_picture.bytesPerLine();
  for (int row = std::max(0, top); row < std::min(m_picture.height(), top + edgePx); ++row) {
    auto* const line = reinterpret_cast<QRgb*>(bits + row * stride);
    for (int column = std::max(0, left); column < std::min(m_picture.width(), left + edgePx); ++column)
      line[column] = over(colour, line[column]);
  }
}

void DotRaster::drawInto(QPainter& painter) const {
  if (!m_picture.isNull()) painter.drawImage(m_place.topLeft(), m_picture);
}

}  // namespace snitt
