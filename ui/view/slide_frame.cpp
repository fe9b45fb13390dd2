#include "ui/view/slide_frame.h"

#include <cmath>
#include <cstring>

namespace snitt {

namespace {

// Beyond this a shift is no whole number of pixels, and moving would blur what stays.
constexpr double kWholePixel = 1e-3;

void moveRows(QImage& picture, int dx, int dy) {
  const int width = picture.width();
  const int height = picture.height();
  const int columns = width - std::abs(dx);
  const int rows = height - std::abs(dy);
  if (columns <= 0 || rows <= 0) return;
  const int fromX = dx < 0 ? -dx : 0;
  const int toX = dx > 0 ? dx : 0;
  const auto length = static_cast<std::size_t>(columns) * 4;
  uchar* const bits = picture.bits();
  const qsizetype stride = picture.bytesPerLine();
  for (int i = 0; i < rows; ++i) {
    // Against the direction of the move, so that no row is overwritten before it was moved.
    const int y = dy > 0 ? rows - 1 - i : i + std::abs(dy);
    std::memmove(bits + (y + dy) * stride + qsizetype{toX} * 4, bits + y * stride + qsizetype{fromX} * 4, length);
  }
}

}  // namespace

bool SlideFrame::scrollTo(const Viewport& view) {
  if (!m_valid || view.sizePx != m_picture.size() || view.downsample != m_view.downsample ||
      view.rotationDeg != m_view.rotationDeg || view.flipped != m_view.flipped)
    return false;
  const QPointF shift = view.toScreen(m_view.centre) - m_view.toScreen(m_view.centre);
  const int dx = static_cast<int>(std::lround(shift.x()));
  const int dy = static_cast<int>(std::lround(shift.y()));
  if (std::abs(shift.x() - dx) > kWholePixel || std::abs(shift.y() - dy) > kWholePixel) return false;
  const QRect all = m_picture.rect();
  const QRect stays = all.translated(dx, dy) & all;
  if (stays.isEmpty()) return false;
  m_view = view;
  if (dx == 0 && dy == 0) return true;
  moveRows(m_picture, dx, dy);
  m_stale.translate(dx, dy);
  m_stale += QRegion(all) - stays;
  return true;
}

void SlideFrame::update(const Viewport& view, const Draw& draw) {
  if (!scrollTo(view)) {
    if (m_picture.size() != view.sizePx) m_picture = QImage(view.sizePx, QImage::Format_RGB32);
    m_view = view;
    m_stale = m_picture.rect();
    m_valid = true;
  }
  const QRegion stale = m_stale & m_picture.rect();
  m_stale = {};
  for (const QRect& part : stale) {
    QPainter painter(&m_picture);
    painter.setClipRect(part);
    draw(painter, part);
  }
}

}  // namespace snitt
