#include "ui/layers/hatch_layer.h"

#include <QElapsedTimer>

#include <gtest/gtest.h>

#include "support/painted.h"

namespace snitt {
namespace {

using test::painted;

HatchLayer layerOf(std::vector<QRectF> rects) { return {LayerKind::unreadable, "Unreadable tiles", std::move(rects)}; }

TEST(HatchLayer, LinesAndVeilLieOnTheTileAlone) {
  const HatchLayer layer = layerOf({QRectF(1000, 2000, 512, 512)});
  for (const Viewport& view : test::allWays({QSize(300, 300), {1256, 2256}, 3, 0, false})) {
    const QImage picture = painted(layer, view);
    int lines = 0;
    for (int y = 0; y < 300; ++y)
      for (int x = 0; x < 300; ++x) {
        const QPointF at = test::toSlideByHand({x + 0.5, y + 0.5}, view);
        const bool inside = QRectF(1000, 2000, 512, 512).adjusted(6, 6, -6, -6).contains(at);
        const bool outside = !QRectF(1000, 2000, 512, 512).adjusted(-6, -6, 6, 6).contains(at);
        if (inside) {
          ASSERT_GT(qAlpha(picture.pixel(x, y)), 60) << view.rotationDeg;
        }
        if (outside) {
          ASSERT_EQ(qAlpha(picture.pixel(x, y)), 0) << view.rotationDeg;
        }
        lines += inside && qAlpha(picture.pixel(x, y)) > 200;
      }
    // Lines, not an area: the tissue stays visible between them.
    EXPECT_GT(lines, 160 * 160 / 20);
    EXPECT_LT(lines, 160 * 160 / 2);
  }
}

TEST(HatchLayer, TheLinesMoveWithTheSlide) {
  const HatchLayer layer = layerOf({QRectF(0, 0, 4000, 4000)});
  const Viewport view{QSize(200, 200), {2000, 2000}, 2, 0, false};
  const QImage before = painted(layer, view);
  for (const QPoint step : {QPoint(3, 0), QPoint(0, 5), QPoint(-7, 2)}) {
    const QImage after = painted(layer, view.movedBy(step));
    int different = 0;
    for (int y = 10; y < 190; ++y)
      for (int x = 10; x < 190; ++x) different += before.pixel(x, y) != after.pixel(x + step.x(), y + step.y());
    EXPECT_EQ(different, 0) << step.x() << ", " << step.y();
  }
}

TEST(HatchLayer, SaysWhyInWords) {
  const HatchLayer layer = layerOf({QRectF(0, 0, 10, 10)});
  EXPECT_TRUE(layer.describe({5, 5}).contains("could not be read"));
  EXPECT_TRUE(layer.describe({50, 5}).isEmpty());
  EXPECT_EQ(layer.keys().front().pattern, Qt::BDiagPattern);
}

TEST(HatchLayer, AHundredThousandUnreadableTilesAreSeenFromAfarAtOnce) {
  std::vector<QRectF> rects;
  for (int i = 0; i < 100000; ++i) rects.emplace_back(i % 400 * 200, i / 400 * 200, 100, 100);
  const HatchLayer layer = layerOf(std::move(rects));
  const Viewport view{QSize(1000, 700), {40000, 25000}, 80, 0, false};
  painted(layer, view);
  QElapsedTimer clock;
  clock.start();
  const QImage picture = painted(layer, view);
  EXPECT_LT(clock.elapsed(), 200);
  EXPECT_GT(qAlpha(picture.pixel(500, 350)) + qAlpha(picture.pixel(501, 351)) + qAlpha(picture.pixel(501, 350)), 0);
}

}  // namespace
}  // namespace snitt
