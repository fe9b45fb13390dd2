// Qt's own drawing is what the blitter is compared with.
#include "ui/view/tile_blitter.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>

#include <gtest/gtest.h>

#include "ui/view/viewport.h"

namespace snitt {
namespace {

constexpr int kTilePx = 64;
constexpr QRgb kUntouched = 0xFF00FF00;

// Soft waves: a shift of half a pixel changes them by a few levels.
QImage wavesAt(int column, int row) {
  QImage tile(kTilePx, kTilePx, QImage::Format_RGB32);
  for (int y = 0; y < kTilePx; ++y)
    for (int x = 0; x < kTilePx; ++x) {
      const double u = column * kTilePx + x;
      const double v = row * kTilePx + y;
      tile.setPixel(
          x, y, qRgb(static_cast<int>(120 + 100 * std::sin(u / 9)), 0, static_cast<int>(120 + 100 * std::cos(v / 7))));
    }
  return tile;
}

int farthest(QRgb a, QRgb b) {
  return std::max({std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)), std::abs(qBlue(a) - qBlue(b))});
}

void eachUpright(const std::function<void(const Viewport&)>& check) {
  for (const double rotation : {0.0, 90.0, 180.0, 270.0})
    for (const bool flipped : {false, true})
      for (const double downsample : {0.37, 0.8, 1.0, 1.3, 2.1})
        check(Viewport{QSize(90, 70), QPointF(131.3, 127.9), downsample, rotation, flipped});
}

TEST(TileBlitter, DrawsWhatQtDrawsAtAnyZoomQuarterTurnAndMirror) {
  // One picture of level-0 pixels, as large as all tiles together.
  QImage whole(4 * kTilePx, 4 * kTilePx, QImage::Format_RGB32);
  {
    QPainter painter(&whole);
    for (int i = 0; i < 16; ++i) painter.drawImage(i % 4 * kTilePx, i / 4 * kTilePx, wavesAt(i % 4, i / 4));
  }
  eachUpright([&](const Viewport& view) {
    QImage expected(view.sizePx, QImage::Format_RGB32);
    expected.fill(Qt::white);
    QPainter painter(&expected);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setTransform(view.slideToScreen());
    painter.drawImage(QRectF(whole.rect()), whole, QRectF(whole.rect()));
    painter.end();
    QImage frame(view.sizePx, QImage::Format_RGB32);
    frame.fill(Qt::white);
    TileBlitter blitter(frame, frame.rect(), view.slideToScreen());
    for (int i = 0; i < 16; ++i) {
      const QRectF place(i % 4 * kTilePx, i / 4 * kTilePx, kTilePx, kTilePx);
      blitter.draw(wavesAt(i % 4, i / 4), place, place, true);
    }
    // A wave changes by up to 14 levels a pixel; half a pixel is lost at the most where two tiles meet.
    int most = 0;
    for (int y = 0; y < frame.height(); ++y)
      for (int x = 0; x < frame.width(); ++x) most = std::max(most, farthest(frame.pixel(x, y), expected.pixel(x, y)));
    EXPECT_LE(most, 9) << view.rotationDeg << " " << view.flipped << " " << view.downsample;
  });
}

TEST(TileBlitter, NeighboursLeaveNoSeamAndNothingBeyondWhatIsExposedIsTouched) {
  eachUpright([](const Viewport& view) {
    for (const bool smooth : {false, true}) {
      QImage frame(view.sizePx, QImage::Format_RGB32);
      frame.fill(kUntouched);
      const QRect exposed(5, 7, 71, 52);
      TileBlitter blitter(frame, exposed, view.slideToScreen());
      for (int i = 0; i < 64; ++i) {
        const QRectF place(i % 8 * kTilePx - 128, i / 8 * kTilePx - 128, kTilePx, kTilePx);
        blitter.draw(wavesAt(i % 8, i / 8), place, place, smooth);
      }
      int wrong = 0;
      for (int y = 0; y < frame.height(); ++y)
        for (int x = 0; x < frame.width(); ++x) wrong += (frame.pixel(x, y) == kUntouched) == exposed.contains(x, y);
      EXPECT_EQ(wrong, 0) << view.rotationDeg << " " << view.flipped << " " << view.downsample << " " << smooth;
    }
  });
}

TEST(TileBlitter, APartOfACoarserTileLiesWhereThePartDoes) {
  // Four level-0 pixels a pixel of the picture; only its lower right quarter is asked for.
  QImage coarse(16, 16, QImage::Format_RGB32);
  coarse.fill(Qt::blue);
  for (int y = 8; y < 16; ++y)
    for (int x = 8; x < 16; ++x) coarse.setPixel(x, y, qRgb(255, 0, 0));
  const Viewport view{QSize(64, 64), QPointF(32, 32), 1, 0, false};
  QImage frame(view.sizePx, QImage::Format_RGB32);
  frame.fill(kUntouched);
  TileBlitter(frame, frame.rect(), view.slideToScreen())
      .draw(coarse, QRectF(0, 0, 64, 64), QRectF(32, 32, 32, 32), false);
  for (int y = 0; y < 64; ++y)
    for (int x = 0; x < 64; ++x)
      ASSERT_EQ(frame.pixel(x, y), x >= 32 && y >= 32 ? qRgb(255, 0, 0) : kUntouched) << x << " " << y;
}

}  // namespace
}  // namespace snitt
