#include "ui/layers/draw_cells.h"

#include <algorithm>
#include <cmath>

namespace snitt {

namespace {

// Qt goes over a picture in steps of a 65,536th of its pixels. Across a wide screen these add up to a share of a pixel
// of the picture, which is several of the screen where it is enlarged by hundreds.
constexpr double kMostEnlarged = 12;

}  // namespace

void drawCells(QPainter& painter, const QRectF& target, const QImage& picture, const QRect& cells,
               double screenPxACell) {
  painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
  const int factor = static_cast<int>(std::ceil(std::min(screenPxACell, 4096.0) / kMostEnlarged));
  if (factor <= 1) {
    painter.drawImage(target, picture, QRectF(cells));
    return;
  }
  // Cells of this size are few on a screen. One picture, not a rectangle a cell: those would leave gaps or overlap.
  const QImage part = picture.copy(cells);
  const QImage larger = part.scaled(part.size() * factor, Qt::IgnoreAspectRatio, Qt::FastTransformation);
  painter.drawImage(target, larger, QRectF(larger.rect()));
}

}  // namespace snitt
