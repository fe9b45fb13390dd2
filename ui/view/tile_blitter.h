// Draws pictures of tiles straight into a frame's pixels, at any zoom, rotation and mirror. Qt's own smooth drawing
// takes several times as long, too long for a frame that is drawn whole. Plain; any one thread.
#pragma once

#include <QImage>
#include <QRect>
#include <QTransform>

namespace snitt {

class TileBlitter {
 public:
  // `frame` (Format_RGB32) must outlive this; nothing outside `exposed` (pixels of the frame) is touched.
  TileBlitter(QImage& frame, const QRect& exposed, const QTransform& slideToFrame);

  // The `part` of the slide out of a picture (Format_RGB32) that covers `whole`, both in slide pixels. A pixel of the
  // frame belongs to the part in which its middle falls: neighbours leave no seam and draw nothing twice. `smooth`
  // interpolates between four pixels of the picture, else the nearest is taken.
  void draw(const QImage& picture, const QRectF& whole, const QRectF& part, bool smooth);

 private:
  QImage& m_frame;
  QRect m_exposed;
  QTransform m_toFrame;
  QTransform m_toSlide;
};

}  // namespace snitt
