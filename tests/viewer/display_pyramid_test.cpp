#include "ui/view/display_pyramid.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <gtest/gtest.h>

namespace snitt {
namespace {

SlideInfo slide(std::int64_t width, std::int64_t height, const std::vector<double>& downsamples, int tilePx = 240) {
  SlideInfo info;
  for (const double one : downsamples)
    info.levels.push_back({static_cast<std::int64_t>(static_cast<double>(width) / one),
                           static_cast<std::int64_t>(static_cast<double>(height) / one), one, tilePx, tilePx});
  return info;
}

// An odd number like 4.0001 is a level's own: at exactly 4 sixteen times the pixels would be read.
TEST(DisplayPyramid, KeepsTheSlidesOwnDownsamples) {
  const DisplayPyramid pyramid(slide(40000, 30000, {1, 4.0001, 16.002}));
  std::vector<double> all;
  for (int i = 0; i < pyramid.levelCount(); ++i) all.push_back(pyramid.downsample(i));
  for (const double own : {1.0, 4.0001, 16.002}) EXPECT_NE(std::find(all.begin(), all.end(), own), all.end()) << own;
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end()));
  for (std::size_t i = 1; i < all.size(); ++i) {
    EXPECT_GT(all[i] / all[i - 1], 1.25) << i;
    EXPECT_LE(all[i] / all[i - 1], 2.6) << i;
  }
}

TEST(DisplayPyramid, EndsWhereOneTileHoldsTheSlide) {
  for (const auto& downsamples : {std::vector<double>{1}, std::vector<double>{1, 2, 4}, std::vector<double>{1, 3, 9}}) {
    const DisplayPyramid pyramid(slide(100000, 20000, downsamples));
    const int last = pyramid.levelCount() - 1;
    EXPECT_EQ(pyramid.tilesIn(QRectF(0, 0, 100000, 20000), last).size(), 1U);
  }
}

TEST(DisplayPyramid, NeverShowsMoreThanAFifthTooCoarse) {
  const DisplayPyramid pyramid(slide(40000, 30000, {1, 4, 16}));
  for (double view = 1; view < 200; view *= 1.07) {
    const double shown = pyramid.downsample(pyramid.levelFor(view));
    EXPECT_LE(shown, view * 1.2 + 1e-9);
    EXPECT_GT(shown, view / 2.7);
  }
  EXPECT_EQ(pyramid.levelFor(0.25), 0);
}

TEST(DisplayPyramid, TilesCoverTheSlideWithoutOverlap) {
  const DisplayPyramid pyramid(slide(5003, 3001, {1, 4}));
  for (int level = 0; level < pyramid.levelCount(); ++level) {
    double area = 0;
    QRectF all;
    for (const DisplayTile& tile : pyramid.tilesIn(QRectF(0, 0, 5003, 3001), level)) {
      const QRectF rect = pyramid.slideRect(tile);
      area += rect.width() * rect.height();
      all |= rect;
      EXPECT_TRUE(pyramid.contains(tile));
    }
    EXPECT_NEAR(area, all.width() * all.height(), 1e-3) << level;
    EXPECT_GE(all.width(), 5003 - 1e-6);
    EXPECT_LT(all.width(), 5003 + pyramid.downsample(level));
  }
}

TEST(DisplayPyramid, TilesAreMultiplesOfTheStoredOnes) {
  EXPECT_EQ(DisplayPyramid(slide(9000, 9000, {1}, 240)).tilePx(), 240);
  EXPECT_EQ(DisplayPyramid(slide(9000, 9000, {1}, 128)).tilePx(), 256);
  EXPECT_EQ(DisplayPyramid(slide(9000, 9000, {1}, 256)).tilePx(), 256);
  EXPECT_EQ(DisplayPyramid(slide(9000, 9000, {1}, 1024)).tilePx(), 1024);
}

TEST(DisplayPyramid, VisibleTilesComeCentreFirstAndLeaveNoneOut) {
  const DisplayPyramid pyramid(slide(40000, 30000, {1, 4, 16}));
  for (const double rotation : {0.0, 30.0, 90.0}) {
    const Viewport view{QSize(1500, 900), QPointF(21000, 14000), 2, rotation, false};
    const int level = pyramid.levelFor(view.downsample);
    const auto tiles = pyramid.visible(view, level);
    double before = 0;
    for (const DisplayTile& tile : tiles) {
      const QPointF away = pyramid.slideRect(tile).center() - view.centre;
      EXPECT_GE(std::hypot(away.x(), away.y()) + 1e-6, before);
      before = std::hypot(away.x(), away.y());
    }
    for (int x = 0; x < 1500; x += 50)
      for (int y = 0; y < 900; y += 50) {
        const QPointF place = view.toSlide(QPointF(x, y));
        EXPECT_TRUE(std::any_of(tiles.begin(), tiles.end(),
                                [&](const DisplayTile& tile) { return pyramid.slideRect(tile).contains(place); }))
            << rotation << " at " << x << ", " << y;
      }
  }
}

TEST(DisplayPyramid, AParentCoversTheMiddleOfItsTile) {
  const DisplayPyramid pyramid(slide(30000, 20000, {1, 3, 9}));
  for (const DisplayTile& tile : pyramid.tilesIn(QRectF(4000, 4000, 9000, 5000), 0))
    EXPECT_TRUE(pyramid.slideRect(pyramid.parentOf(tile)).contains(pyramid.slideRect(tile).center()));
}

}  // namespace
}  // namespace snitt
