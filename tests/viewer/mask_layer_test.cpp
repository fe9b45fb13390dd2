#include "ui/layers/mask_layer.h"

#include <cmath>

#include <gtest/gtest.h>

#include "support/painted.h"

namespace snitt {
namespace {

using test::painted;

constexpr double kDownsample = 31.7;

MaskLayer twoAreas() {
  Mask tissue(60, 40);
  Mask pen(60, 40);
  for (int y = 5; y < 30; ++y)
    for (int x = 10; x < 50; ++x) tissue.at(x, y) = 255;
  for (int y = 20; y < 35; ++y)
    for (int x = 40; x < 55; ++x) pen.at(x, y) = 255;
  // A hole, which is not tissue.
  for (int y = 10; y < 15; ++y)
    for (int x = 20; x < 28; ++x) tissue.at(x, y) = 0;
  return {LayerKind::quality,
          "Quality",
          {{tissue, "Tissue", QColor(0, 150, 0)}, {pen, "Pen", QColor(0, 0, 220)}},
          kDownsample};
}

TEST(MaskLayer, AreasAndHolesLieWhereTheMaskSaysAndLaterOnesOnTop) {
  const MaskLayer layer = twoAreas();
  for (const double downsample : {1.0, 7.3, 20.0})
    for (const Viewport& view :
         test::allWays({QSize(200, 150), {31 * kDownsample, 17 * kDownsample}, downsample, 0, false})) {
      const QImage picture = painted(layer, view);
      for (int y = 0; y < 150; y += 2)
        for (int x = 0; x < 200; x += 2) {
          const QPointF at = test::toSlideByHand({x + 0.5, y + 0.5}, view) / kDownsample;
          const auto edge = [&](double place) {
            return std::abs(place - std::round(place)) * kDownsample < downsample;
          };
          if (edge(at.x()) || edge(at.y())) continue;
          const bool hole = at.x() > 20 && at.x() < 28 && at.y() > 10 && at.y() < 15;
          const bool tissue = at.x() > 10 && at.x() < 50 && at.y() > 5 && at.y() < 30 && !hole;
          const bool pen = at.x() > 40 && at.x() < 55 && at.y() > 20 && at.y() < 35;
          const QRgb expected = pen ? qRgb(0, 0, 220) : (tissue ? qRgb(0, 150, 0) : 0);
          ASSERT_EQ(picture.pixel(x, y), expected) << downsample << " " << view.rotationDeg << " " << view.flipped;
        }
    }
}

TEST(MaskLayer, NamesAllThatLiesAtAPlace) {
  const MaskLayer layer = twoAreas();
  EXPECT_EQ(layer.describe({45.5 * kDownsample, 25.5 * kDownsample}), "Tissue, Pen");
  EXPECT_EQ(layer.describe({24 * kDownsample, 12 * kDownsample}), "");
  EXPECT_EQ(layer.describe({-5, 12}), "");
  EXPECT_EQ(layer.describe({1e7, 12}), "");
  ASSERT_EQ(layer.keys().size(), 2);
  EXPECT_EQ(layer.keys()[1].text, "Pen");
}

TEST(MaskLayer, NoAreaAndAnEmptyOneAreNoTrouble) {
  EXPECT_EQ(painted(MaskLayer(LayerKind::tissue, "Tissue", {}, 32), {QSize(9, 9), {0, 0}, 1, 0, false}).pixel(4, 4),
            0U);
  const MaskLayer empty(LayerKind::tissue, "Tissue", {{Mask(), "Tissue", Qt::green}}, 32);
  EXPECT_EQ(painted(empty, {QSize(9, 9), {0, 0}, 1, 0, false}).pixel(4, 4), 0U);
  EXPECT_EQ(empty.describe({3, 3}), "");
}

}  // namespace
}  // namespace snitt
