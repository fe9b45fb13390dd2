#include "ui/layers/line_raster.h"

#include <algorithm>
#include <cmath>

namespace snitt {

namespace {

// `colour` (not premultiplied) with a share (0–255) of its alpha, over a premultiplied one.
QRgb over(QRgb colour, unsigned share, QRgb below) {
  const unsigned alpha = static_cast<unsigned>(qAlpha(colour)) * share / 255;
  const unsigned rest = 255 - alpha;
  const auto mixed = [&](int above, int under) {
    return (static_cast<unsigned>(above) * alpha + static_cast<unsigned>(under) * rest + 127) / 255;
  };
  return qRgba(static_cast<int>(mixed(qRed(colour), qRed(below))),
               static_cast<int>(mixed(qGreen(colour), qGreen(below))),
               static_cast<int>(mixed(qBlue(colour), qBlue(below))), static_cast<int>(mixed(255, qAlpha(below))));
}

std::uint8_t coverage(float halfWidth, float distance) {
  return static_cast<std::uint8_t>(std::clamp(halfWidth + 0.5F - distance, 0.0F, 1.0F) * 255.0F + 0.5F);
}

}  // namespace

void LineRaster::add(const QPolygonF& path, const Pen& pen) {
  if (path.isEmpty() || m_place.isEmpty()) return;
  if (m_picture.isNull()) {
    m_picture = QImage(m_place.size(), QImage::Format_ARGB32_Premultiplied);
    if (m_picture.isNull()) return;
    m_picture.fill(Qt::transparent);
    const auto pixels = static_cast<std::size_t>(m_place.width()) * static_cast<std::size_t>(m_place.height());
    m_line.assign(pixels, 0);
    m_halo.assign(pixels, 0);
    m_rows.assign(static_cast<std::size_t>(m_place.height()), {});
    m_top = m_place.height();
  }
  if (path.size() == 1) segment(path[0], path[0], pen);
  for (qsizetype i = 1; i < path.size(); ++i) segment(path[i - 1], path[i], pen);
}

void LineRaster::segment(QPointF from, QPointF to, const Pen& pen) {
  const int width = m_place.width();
  const int height = m_place.height();
  const double half = pen.width / 2;
  const double reach = half + pen.haloPx + 0.5;
  const QPointF corner(m_place.topLeft());
  const QPointF a = from - corner;
  const QPointF d = to - from;
  const double low = std::min(a.y(), a.y() + d.y());
  const double high = std::max(a.y(), a.y() + d.y());
  if (!(high + reach > 0 && low - reach < height)) return;
  const int top = std::max(0, static_cast<int>(std::floor(low - reach)));
  const int bottom = std::min(height - 1, static_cast<int>(std::floor(high + reach)));
  const double square = d.x() * d.x() + d.y() * d.y();
  const auto dx = static_cast<float>(d.x());
  const auto dy = static_cast<float>(d.y());
  const auto inverse = static_cast<float>(square > 0 ? 1 / square : 0);
  const auto lineHalf = static_cast<float>(half);
  const auto haloHalf = static_cast<float>(half + pen.haloPx);
  for (int y = top; y <= bottom; ++y) {
    const double middle = y + 0.5;
    // The share of the segment that comes near enough to this row.
    double enter = 0;
    double leave = 1;
    if (std::abs(d.y()) > 1e-9) {
      const double one = (middle - reach - a.y()) / d.y();
      const double other = (middle + reach - a.y()) / d.y();
      enter = std::clamp(std::min(one, other), 0.0, 1.0);
      leave = std::clamp(std::max(one, other), 0.0, 1.0);
    }
    const double x0 = a.x() + enter * d.x();
    const double x1 = a.x() + leave * d.x();
    const double left = std::floor(std::min(x0, x1) - reach);
    const double right = std::floor(std::max(x0, x1) + reach);
    if (!(right >= 0 && left < width)) continue;
    const int begin = std::max(0, static_cast<int>(left));
    const int end = std::min(width, static_cast<int>(right) + 1);
    Row& row = m_rows[static_cast<std::size_t>(y)];
    if (row.end <= row.begin) {
      row = {begin, end};
    } else {
      row.begin = std::min(row.begin, begin);
      row.end = std::max(row.end, end);
    }
    m_top = std::min(m_top, y);
    m_bottom = std::max(m_bottom, y + 1);
    const std::size_t start = static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
    const auto py = static_cast<float>(middle - a.y());
    for (int x = begin; x < end; ++x) {
      const auto px = static_cast<float>(x + 0.5 - a.x());
      const float t = std::clamp((px * dx + py * dy) * inverse, 0.0F, 1.0F);
      const float awayX = px - t * dx;
      const float awayY = py - t * dy;
      const float distance = std::sqrt(awayX * awayX + awayY * awayY);
      const std::size_t at = start + static_cast<std::size_t>(x);
      m_line[at] = std::max(m_line[at], coverage(lineHalf, distance));
      m_halo[at] = std::max(m_halo[at], coverage(haloHalf, distance));
    }
  }
}

void LineRaster::finish(const Pen& pen) {
  if (m_bottom <= m_top) return;
  uchar* const bits = m_picture.bits();
  for (int y = m_top; y < m_bottom; ++y) {
    Row& row = m_rows[static_cast<std::size_t>(y)];
    auto* const out = reinterpret_cast<QRgb*>(bits + y * m_picture.bytesPerLine());
    const std::size_t start = static_cast<std::size_t>(y) * static_cast<std::size_t>(m_place.width());
    for (int x = row.begin; x < row.end; ++x) {
      const std::size_t at = start + static_cast<std::size_t>(x);
      if (m_halo[at] == 0) continue;
      if (pen.haloPx > 0) out[x] = over(pen.haloColour, m_halo[at], out[x]);
      if (m_line[at] > 0) out[x] = over(pen.colour, m_line[at], out[x]);
      m_halo[at] = 0;
      m_line[at] = 0;
    }
    row = {};
  }
  m_top = m_place.height();
  m_bottom = 0;
}

void LineRaster::drawInto(QPainter& painter) const {
  if (!m_picture.isNull()) painter.drawImage(m_place.topLeft(), m_picture);
}

}  // namespace snitt
