#include "ui/layers/grid_layer.h"

#include <QLocale>

#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "support/painted.h"

namespace snitt {
namespace {

using test::painted;

ValueGrid gridOf(int width, int height, double step, float fill = 0.0F) {
  return {{width, height, fill}, 0, 0, step, step};
}

// Cell (column, row) fills the view's middle.
QRgb colourOfCell(const GridLayer& layer, int column, int row) {
  const ValueGrid& grid = layer.grid();
  const Viewport view{QSize(9, 9),
                      {grid.originXPx + (column + 0.5) * grid.stepXPx, grid.originYPx + (row + 0.5) * grid.stepYPx},
                      grid.stepXPx / 50,
                      0,
                      false};
  return painted(layer, view).pixel(4, 4);
}

void expectColour(QRgb shown, ColourMap map, double share) {
  const auto rgb = colourAt(map, share);
  EXPECT_EQ(qAlpha(shown), 255);
  EXPECT_NEAR(qRed(shown), rgb[0], 2);
  EXPECT_NEAR(qGreen(shown), rgb[1], 2);
  EXPECT_NEAR(qBlue(shown), rgb[2], 2);
}

TEST(GridLayer, ColoursAreThoseOfTheMap) {
  ValueGrid grid = gridOf(11, 1, 100);
  for (int x = 0; x < 11; ++x) grid.values.at(x, 0) = static_cast<float>(x) / 10;
  GridLayer layer(LayerKind::heatmap, "10x", grid);
  for (const ColourMap map :
       {ColourMap::viridis, ColourMap::magma, ColourMap::inferno, ColourMap::plasma, ColourMap::coolwarm}) {
    layer.setColourMap(map);
    for (int x = 0; x < 11; ++x) expectColour(colourOfCell(layer, x, 0), map, x / 10.0);
  }
}

TEST(GridLayer, ARangeBeyondProbabilitiesIsThatOfTheValues) {
  ValueGrid grid = gridOf(3, 1, 100);
  grid.values.values = {-5, 10, 20};
  const GridLayer layer(LayerKind::tiles, "cells", grid);
  EXPECT_EQ(layer.low(), -5);
  EXPECT_EQ(layer.high(), 20);
  EXPECT_EQ(layer.scale()->low, -5);
  expectColour(colourOfCell(layer, 0, 0), ColourMap::viridis, 0);
  expectColour(colourOfCell(layer, 1, 0), ColourMap::viridis, 0.6);
  expectColour(colourOfCell(layer, 2, 0), ColourMap::viridis, 1);
}

TEST(GridLayer, InfiniteAndMissingValuesAreNotPaintedAndSpanNoRange) {
  ValueGrid grid = gridOf(4, 1, 100);
  grid.values.values = {std::nanf(""), INFINITY, -INFINITY, 0.5F};
  const GridLayer layer(LayerKind::heatmap, "10x", grid);
  EXPECT_EQ(layer.low(), 0);
  EXPECT_EQ(layer.high(), 1);
  for (int x = 0; x < 3; ++x) EXPECT_EQ(qAlpha(colourOfCell(layer, x, 0)), 0) << x;
  EXPECT_EQ(qAlpha(colourOfCell(layer, 3, 0)), 255);
  const GridLayer none(LayerKind::heatmap, "10x", gridOf(5, 5, 10, std::nanf("")));
  EXPECT_EQ(none.low(), 0);
  EXPECT_EQ(qAlpha(colourOfCell(none, 2, 2)), 0);
}

TEST(GridLayer, OneValueEverywhereHasARange) {
  const GridLayer layer(LayerKind::tiles, "count", gridOf(3, 3, 100, 42));
  EXPECT_EQ(qAlpha(colourOfCell(layer, 1, 1)), 255);
  EXPECT_LE(layer.low(), layer.high());
}

TEST(GridLayer, BelowTheThresholdNothingIsShownAndTheScaleSaysSo) {
  ValueGrid grid = gridOf(3, 1, 100);
  grid.values.values = {0.2F, 0.5F, 0.8F};
  GridLayer layer(LayerKind::heatmap, "10x", grid);
  int told = 0;
  QObject::connect(&layer, &Layer::changed, [&] { ++told; });
  layer.setShownFrom(0.5);
  EXPECT_EQ(told, 1);
  EXPECT_EQ(qAlpha(colourOfCell(layer, 0, 0)), 0);
  expectColour(colourOfCell(layer, 1, 0), ColourMap::viridis, 0.5);
  expectColour(colourOfCell(layer, 2, 0), ColourMap::viridis, 0.8);
  EXPECT_EQ(layer.scale()->shownFrom, 0.5);
  // Still what the network said of it.
  EXPECT_TRUE(layer.describe({50, 50}).contains(QLocale().toString(0.2, 'f', 3)));
  layer.setShownFrom(std::nan(""));
  layer.setShownFrom(7);
  EXPECT_EQ(layer.shownFrom(), 1);
}

TEST(GridLayer, FromAfarEmptyCellsTakeNoPartInTheMeans) {
  // One value a block of 8 cells along each axis, the rest empty.
  ValueGrid grid = gridOf(256, 256, 100, std::nanf(""));
  for (int y = 0; y < 256; y += 8)
    for (int x = 0; x < 256; x += 8) grid.values.at(x, y) = 0.75F;
  const GridLayer layer(LayerKind::heatmap, "10x", grid);
  const QImage picture = painted(layer, {QSize(32, 32), {12800, 12800}, 800, 0, false});
  for (int y = 1; y < 31; ++y)
    for (int x = 1; x < 31; ++x) expectColour(picture.pixel(x, y), ColourMap::viridis, 0.75);
}

TEST(GridLayer, FromAfarEveryHotTileIsSeenAboveAThreshold) {
  std::mt19937 random(7);
  ValueGrid grid = gridOf(1000, 700, 100, 0.05F);
  std::vector<QPoint> hot;
  for (int i = 0; i < 40; ++i) {
    hot.emplace_back(static_cast<int>(random() % 1000), static_cast<int>(random() % 700));
    grid.values.at(hot.back().x(), hot.back().y()) = 0.97F;
  }
  GridLayer layer(LayerKind::heatmap, "40x", grid);
  layer.setShownFrom(0.9);
  for (const double downsample : {80.0, 130.0, 333.0, 1111.0})
    for (const Viewport& view : test::allWays({QSize(1400, 1400), {50000, 35000}, downsample, 0, false})) {
      const QImage picture = painted(layer, view);
      for (const QPoint& cell : hot) {
        const QPointF at = test::toScreenByHand({cell.x() * 100 + 50.0, cell.y() * 100 + 50.0}, view);
        if (!QRectF(picture.rect()).adjusted(3, 3, -3, -3).contains(at)) continue;
        bool seen = false;
        for (int y = -1; y <= 1; ++y)
          for (int x = -1; x <= 1; ++x)
            seen = seen || qAlpha(picture.pixel(static_cast<int>(at.x()) + x, static_cast<int>(at.y()) + y)) > 0;
        EXPECT_TRUE(seen) << downsample << " " << view.rotationDeg << " " << cell.x() << " " << cell.y();
      }
    }
}

// Scales that differ along the axes, an origin off the slide's, every way to turn the slide.
TEST(GridLayer, CellsLieWhereTheyAreWithinAScreenPixel) {
  ValueGrid grid{{37, 23}, 411.5, -130.25, 353.28, 176.6};
  for (int y = 0; y < 23; ++y)
    for (int x = 0; x < 37; ++x)
      grid.values.at(x, y) =
          (x * 7 + y * 3) % 5 == 0 ? std::nanf("") : static_cast<float>((x * 31 + y * 17) % 100) / 99.0F;
  const GridLayer layer(LayerKind::heatmap, "10x", grid);
  for (const double downsample : {0.25, 2.0, 13.7, 60.0})
    for (const Viewport& view : test::allWays({QSize(240, 200), {6511.3, 1893.9}, downsample, 0, false})) {
      const QImage picture = painted(layer, view);
      int compared = 0;
      for (int y = 0; y < 200; y += 3)
        for (int x = 0; x < 240; x += 3) {
          const QPointF at = test::toSlideByHand({x + 0.5, y + 0.5}, view);
          const double column = (at.x() - grid.originXPx) / grid.stepXPx;
          const double row = (at.y() - grid.originYPx) / grid.stepYPx;
          const auto edge = [&](double place, double step) {
            return std::abs(place - std::round(place)) * step < downsample;
          };
          if (edge(column, grid.stepXPx) || edge(row, grid.stepYPx)) continue;
          ++compared;
          const bool inside = column >= 0 && row >= 0 && column < 37 && row < 23;
          const float value = inside ? grid.values.at(static_cast<int>(column), static_cast<int>(row)) : std::nanf("");
          if (std::isnan(value)) {
            ASSERT_EQ(qAlpha(picture.pixel(x, y)), 0) << downsample << " " << view.rotationDeg;
          } else {
            expectColour(picture.pixel(x, y), ColourMap::viridis, static_cast<double>(value));
          }
        }
      EXPECT_GT(compared, 500) << downsample;
    }
}

TEST(GridLayer, OneCellAndOneColumnArePaintedNoFurtherThanTheyReach) {
  for (const auto& [width, height] : {std::pair(1, 1), std::pair(1, 300), std::pair(300, 1), std::pair(5, 9)}) {
    const GridLayer layer(LayerKind::tiles, "one", gridOf(width, height, 200, 0.5F));
    for (const double downsample : {10.0, 300.0, 900.0, 5000.0}) {
      const Viewport view{QSize(200, 200), {0, 0}, downsample, 0, false};
      const QImage picture = painted(layer, view);
      int shown = 0;
      for (int y = 0; y < 200; ++y)
        for (int x = 0; x < 200; ++x)
          if (qAlpha(picture.pixel(x, y)) > 0) {
            ++shown;
            EXPECT_GE(x, 99);
            EXPECT_GE(y, 99);
            EXPECT_LE(x - 100, width * 200 / downsample + 1);
            EXPECT_LE(y - 100, height * 200 / downsample + 1);
          }
      if (downsample < 1000) {
        EXPECT_GT(shown, 0) << width << "x" << height << " " << downsample;
      }
    }
  }
  const GridLayer none(LayerKind::tiles, "none", {});
  EXPECT_EQ(qAlpha(painted(none, {QSize(10, 10), {0, 0}, 1, 0, false}).pixel(5, 5)), 0);
  EXPECT_TRUE(none.describe({0, 0}).isEmpty());
}

// Coloured where it is seen, not as a whole: longer than what a picture may be.
TEST(GridLayer, AVeryLongRasterIsPaintedAtItsEnd) {
  ValueGrid grid = gridOf(6000000, 2, 4, 0.25F);
  grid.values.at(5999999, 1) = 0.75F;
  const GridLayer layer(LayerKind::tiles, "long", grid);
  const Viewport view{QSize(41, 41), {5999999.5 * 4, 6}, 0.5, 0, false};
  const QImage picture = painted(layer, view);
  expectColour(picture.pixel(20, 20), ColourMap::viridis, 0.75);
  expectColour(picture.pixel(10, 20), ColourMap::viridis, 0.25);
  EXPECT_EQ(qAlpha(picture.pixel(30, 20)), 0);
}

TEST(GridLayer, SmoothInterpolatesBetweenTiles) {
  ValueGrid grid = gridOf(2, 1, 100);
  grid.values.values = {0, 1};
  GridLayer layer(LayerKind::heatmap, "10x", grid);
  const Viewport view{QSize(101, 11), {100, 50}, 1, 0, false};
  const QImage hard = painted(layer, view);
  EXPECT_EQ(hard.pixel(40, 5), hard.pixel(10, 5));
  layer.setSmooth(true);
  const QImage soft = painted(layer, view);
  EXPECT_NE(soft.pixel(40, 5), soft.pixel(10, 5));
}

}  // namespace
}  // namespace snitt
