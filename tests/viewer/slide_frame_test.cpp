// A frame that was moved must be the picture that drawing it anew gives.
#include "ui/view/slide_frame.h"

#include <cmath>

#include <gtest/gtest.h>

namespace snitt {
namespace {

// A pattern of the slide, drawn pixel by pixel from its position there; its edges fall on no pixel's middle.
void drawPattern(QPainter& painter, const QRect& exposed, const Viewport& view) {
  QImage part(exposed.size(), QImage::Format_RGB32);
  for (int y = 0; y < exposed.height(); ++y)
    for (int x = 0; x < exposed.width(); ++x) {
      const QPointF at = view.toSlide(QPointF(exposed.x() + x + 0.5, exposed.y() + y + 0.5));
      const int column = static_cast<int>(std::floor(at.x() / 7.0131));
      const int row = static_cast<int>(std::floor(at.y() / 5.0277));
      part.setPixel(x, y, qRgb(column * 37 & 255, row * 59 & 255, (column ^ row) & 255));
    }
  painter.drawImage(exposed.topLeft(), part);
}

QImage drawnAnew(const Viewport& view) {
  SlideFrame frame;
  frame.update(view, [&](QPainter& painter, const QRect& exposed) { drawPattern(painter, exposed, view); });
  return frame.picture();
}

int differences(const QImage& a, const QImage& b) {
  int count = 0;
  for (int y = 0; y < a.height(); ++y)
    for (int x = 0; x < a.width(); ++x) count += a.pixel(x, y) != b.pixel(x, y);
  return count;
}

TEST(SlideFrame, APanGivesWhatDrawingAnewGives) {
  for (const double rotation : {0.0, 90.0, 180.0, 270.0, 33.0})
    for (const bool flipped : {false, true}) {
      Viewport view{QSize(200, 150), QPointF(5000.26, 3000.53), 1.7, rotation, flipped};
      SlideFrame frame;
      std::int64_t drawnPx = 0;
      const auto show = [&] {
        frame.update(view, [&](QPainter& painter, const QRect& exposed) {
          drawnPx += std::int64_t{exposed.width()} * exposed.height();
          drawPattern(painter, exposed, view);
        });
      };
      show();
      drawnPx = 0;
      for (const QPoint step : {QPoint(3, 0), QPoint(-11, 4), QPoint(0, -25), QPoint(17, 9)}) {
        view = view.movedBy(step);
        show();
      }
      // Rounding may put a pixel on the other side of an edge of the pattern.
      EXPECT_LT(differences(frame.picture(), drawnAnew(view)), 20) << rotation << " " << flipped;
      EXPECT_LT(drawnPx, 200 * 150) << "the picture was drawn again instead of moved";
    }
}

TEST(SlideFrame, DrawsOnlyWhatIsStale) {
  const Viewport view{QSize(200, 150), QPointF(100, 100), 1, 0, false};
  SlideFrame frame;
  QRegion drawn;
  const auto note = [&](QPainter&, const QRect& exposed) { drawn += exposed; };
  frame.update(view, note);
  EXPECT_EQ(drawn, QRegion(0, 0, 200, 150));
  drawn = {};
  frame.update(view, note);
  EXPECT_TRUE(drawn.isEmpty());
  frame.invalidate(QRect(10, 20, 30, 40));
  // What is stale moves along.
  frame.update(view.movedBy({5, 0}), note);
  EXPECT_EQ(drawn, QRegion(15, 20, 30, 40) + QRegion(0, 0, 5, 150));
}

TEST(SlideFrame, ADifferentZoomOrSizeIsDrawnWhole) {
  const Viewport view{QSize(200, 150), QPointF(100, 100), 1, 0, false};
  SlideFrame frame;
  std::int64_t drawnPx = 0;
  const auto note = [&](QPainter&, const QRect& exposed) {
    drawnPx += std::int64_t{exposed.width()} * exposed.height();
  };
  frame.update(view, note);
  for (const Viewport& other :
       {view.zoomedAround({10, 10}, 1.1), view.turnedTo(1), view.mirrored(), view.resizedTo({201, 150})}) {
    drawnPx = 0;
    frame.update(other, note);
    EXPECT_EQ(drawnPx, std::int64_t{other.sizePx.width()} * other.sizePx.height());
  }
}

}  // namespace
}  // namespace snitt
