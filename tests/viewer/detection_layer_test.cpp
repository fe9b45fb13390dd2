#include "ui/layers/detection_layer.h"

#include <QElapsedTimer>

#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "support/painted.h"

namespace snitt {
namespace {

using test::painted;

std::shared_ptr<DetectionSet> twoClasses() {
  auto set = std::make_shared<DetectionSet>();
  set->name = "cells";
  set->classes = {{"Tumour", {200, 0, 0}}, {"", {0, 0, 200}}};
  return set;
}

Ring square(double left, double top, double edge) {
  return {{left, top}, {left + edge, top}, {left + edge, top + edge}, {left, top + edge}};
}

bool isColour(const QImage& picture, QPointF at, int red, int blue) {
  for (int y = -1; y <= 1; ++y)
    for (int x = -1; x <= 1; ++x) {
      const QRgb shown =
          picture.pixel(static_cast<int>(std::floor(at.x())) + x, static_cast<int>(std::floor(at.y())) + y);
      if (qAlpha(shown) > 120 && std::abs(qRed(shown) - red * qAlpha(shown) / 255) < 40 &&
          std::abs(qBlue(shown) - blue * qAlpha(shown) / 255) < 40)
        return true;
    }
  return false;
}

TEST(DetectionLayer, ShapesWithHolesAndPointsInTheColoursOfTheirClasses) {
  auto set = twoClasses();
  set->detections.push_back({0, {{square(0, 0, 100), {square(30, 30, 40)}}}, {}});
  set->detections.push_back({1, {}, {{150, 50}}});
  const DetectionLayer layer(set);
  for (const Viewport& view : test::allWays({QSize(400, 400), {80, 50}, 0.5, 0, false})) {
    const QImage picture = painted(layer, view);
    const auto at = [&](double x, double y) { return test::toScreenByHand({x, y}, view); };
    EXPECT_TRUE(isColour(picture, at(0, 50), 200, 0)) << view.rotationDeg;
    EXPECT_TRUE(isColour(picture, at(30, 50), 200, 0)) << view.rotationDeg;
    EXPECT_TRUE(isColour(picture, at(150, 50) + QPointF(3.5, 0), 0, 200)) << view.rotationDeg;
    for (const auto& [x, y] : {std::pair(15, 50), std::pair(50, 50), std::pair(120, 50)})
      EXPECT_FALSE(isColour(picture, at(x, y), 200, 0)) << x << " " << view.rotationDeg;
  }
}

// Points of a line have no polygons; each is shown once.
TEST(DetectionLayer, ManyPartsOfOneDetectionAreDrawnOnceEach) {
  auto set = twoClasses();
  Detection many{0, {}, {}};
  for (int i = 0; i < 2500; ++i) many.polygons.push_back({square(i % 50 * 20, i / 50 * 20, 10), {}});
  set->detections.push_back(std::move(many));
  const DetectionLayer layer(set);
  const Viewport view{QSize(1000, 1000), {500, 500}, 1, 0, false};
  QElapsedTimer clock;
  clock.start();
  const QImage picture = painted(layer, view);
  EXPECT_LT(clock.elapsed(), 1500);
  EXPECT_TRUE(isColour(picture, {500, 505}, 200, 0));
}

TEST(DetectionLayer, TellsTheClassOfTheNearestAlsoAcrossItsBins) {
  auto set = twoClasses();
  // Its middle lies beyond the place that is asked about, in the next bin of 4096.
  set->detections.push_back({0, {{square(4000, 100, 800), {}}}, {}});
  set->detections.push_back({1, {}, {{20, 20}}});
  const DetectionLayer layer(set);
  EXPECT_EQ(layer.describe({4050, 500}), "cells: Tumour");
  EXPECT_EQ(layer.describe({23, 18}), "cells: unclassified");
  EXPECT_EQ(layer.describe({200, 200}), "");
  EXPECT_EQ(layer.keys().size(), 2);
}

TEST(DetectionLayer, AMillionArePaintedBounded) {
  auto set = twoClasses();
  std::mt19937 random(1);
  for (int i = 0; i < 1000000; ++i)
    set->detections.push_back(
        {random() % 2, {}, {{static_cast<double>(random() % 80000), static_cast<double>(random() % 60000)}}});
  const DetectionLayer layer(set);
  for (const double downsample : {0.5, 4.0, 12.0, 60.0}) {
    const Viewport view{QSize(1920, 1080), {40000, 30000}, downsample, 0, false};
    painted(layer, view);
    QElapsedTimer clock;
    clock.start();
    const QImage picture = painted(layer, view);
    EXPECT_LT(clock.elapsed(), 250) << downsample;
    // All of the view shows some of them.
    for (int y = 0; y < 1080; y += 540)
      for (int x = 0; x < 1920; x += 960) {
        int shown = 0;
        for (int dy = 0; dy < 540; dy += 1)
          for (int dx = 0; dx < 960; dx += 1) shown += qAlpha(picture.pixel(x + dx, y + dy)) > 0;
        EXPECT_GT(shown, 10) << downsample << " " << x << " " << y;
      }
  }
}

TEST(DetectionLayer, NothingIsNoTrouble) {
  const DetectionLayer layer(twoClasses());
  EXPECT_EQ(painted(layer, {QSize(9, 9), {0, 0}, 1, 0, false}).pixel(4, 4), 0U);
  EXPECT_EQ(layer.describe({0, 0}), "");
}

}  // namespace
}  // namespace snitt
