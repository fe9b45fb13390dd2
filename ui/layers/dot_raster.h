// Dots of a few pixels, by the hundred thousand: written straight into a picture, which is laid over the rest at once.
#pragma once

#include <QImage>
#include <QPainter>
#include <QRect>

namespace snitt {

class DotRaster {
 public:
  // `exposed`: what may be painted, device pixels.
  explicit DotRaster(const QRect& exposed) : m_place(exposed) {}

  // A square of `edgePx` pixels around a place; `colour` is premultiplied. Dots that lie on each other add up.
  void add(QPointF at, int edgePx, QRgb colour);
  void drawInto(QPainter& painter) const;

 private:
  QRect m_place;
  QImage m_picture;  // made with the first dot
};

}  // namespace snitt
