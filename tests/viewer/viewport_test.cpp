#include "ui/view/viewport.h"

#include <cmath>

#include <gtest/gtest.h>

namespace snitt {
namespace {

Viewport sample(double rotation, bool flipped) {
  return {QSize(800, 600), QPointF(10000, 7000), 3.5, rotation, flipped};
}

void expectNear(QPointF a, QPointF b, double within = 1e-6) {
  EXPECT_NEAR(a.x(), b.x(), within);
  EXPECT_NEAR(a.y(), b.y(), within);
}

TEST(Viewport, GoesToTheScreenAndBack) {
  for (const double rotation : {0.0, 33.3, 90.0, 270.0})
    for (const bool flipped : {false, true}) {
      const Viewport view = sample(rotation, flipped);
      expectNear(view.toSlide(view.toScreen({1234, 5678})), {1234, 5678});
      expectNear(view.toScreen(view.centre), {400, 300});
    }
}

TEST(Viewport, TurnsClockwise) {
  // What lies to the right of the centre is below it after a quarter turn clockwise.
  const Viewport view = sample(90, false);
  expectNear(view.toScreen(view.centre + QPointF(35, 0)), {400, 310});
}

TEST(Viewport, KeepsThePlaceUnderTheCursorWhenZooming) {
  for (const double rotation : {0.0, 45.0, 180.0}) {
    const Viewport view = sample(rotation, true);
    const QPointF cursor(123, 456);
    const Viewport zoomed = view.zoomedAround(cursor, 0.25);
    EXPECT_EQ(zoomed.downsample, 0.25);
    expectNear(zoomed.toSlide(cursor), view.toSlide(cursor));
  }
}

TEST(Viewport, MirrorsWhatIsOnTheScreenWhateverTheRotation) {
  for (const double rotation : {0.0, 30.0, 90.0}) {
    const Viewport view = sample(rotation, false);
    const QPointF place(10100, 7040);
    const QPointF before = view.toScreen(place);
    expectNear(view.mirrored().toScreen(place), {800 - before.x(), before.y()});
  }
}

TEST(Viewport, ThePictureFollowsTheHand) {
  const Viewport view = sample(30, true);
  const QPointF place(9000, 7100);
  expectNear(view.movedBy({12, -34}).toScreen(place), view.toScreen(place) + QPointF(12, -34));
}

TEST(Viewport, FitsARectangleAlsoWhenTurned) {
  for (const double rotation : {0.0, 45.0, 90.0}) {
    const QRectF slide(0, 0, 40000, 10000);
    const Viewport view = sample(rotation, false).fitting(slide, 0.02);
    const QRectF shown = view.slideToScreen().mapRect(slide);
    EXPECT_TRUE(QRectF(0, 0, 800, 600).contains(shown)) << rotation;
    EXPECT_GT(std::max(shown.width() / 800, shown.height() / 600), 0.95) << rotation;
  }
}

}  // namespace
}  // namespace snitt
