#include "tiling/probability_map.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "tiling/mask_ops.h"

namespace snitt {
namespace {

using ProbabilityMap = Grid<std::uint8_t>;

void fillBox(Grid<std::uint8_t>& grid, int x, int y, int width, int height, int value) {
  for (int row = y; row < y + height; ++row)
    for (int column = x; column < x + width; ++column) grid.at(column, row) = static_cast<std::uint8_t>(value);
}

// All steps out of the way, so that each test switches on the one that it is about.
SegmentationPost plain() {
  SegmentationPost post;
  post.medianPx = post.gaussianPx = 0;
  post.smoothScale = 1;
  post.lowThreshold = post.highThreshold = 100;
  post.percentile = 100;
  post.percentileAbove = 0;
  post.closePx = post.openPx = 0;
  post.fillHolesPx = post.dropPx = 0;
  return post;
}

TEST(ProbabilityMap, constantTilesGiveAConstantMap) {
  for (const float probability : {0.0F, 0.1F, 0.3F, 0.5F, 0.999F, 1.0F}) {
    ProbabilityMerger merger(37, 29, 5.0 / 1.1);
    for (const int y : {0, 70})
      for (const int x : {0, 60, 110}) merger.add(Grid<float>(96, 96, probability), x, y);
    const ProbabilityMap map = merger.finish();
    const auto expected = static_cast<std::uint8_t>(probability * 255.0F + 0.5F + 1e-3F);
    EXPECT_TRUE(std::all_of(map.values.begin(), map.values.end(), [&](int value) { return value == expected; }));
  }
}

TEST(ProbabilityMap, overlapIsWeightedByDistanceFromTheEdge) {
  // Two tiles of 4 pixels that share columns 2 and 3; the middle row's weights along x are 0.5, 1.5, 1.5, 0.5.
  ProbabilityMerger merger(6, 4, 1);
  merger.add(Grid<float>(4, 4, 0.2F), 0, 0);
  merger.add(Grid<float>(4, 4, 0.8F), 2, 0);
  const ProbabilityMap map = merger.finish();
  EXPECT_EQ(map.at(1, 1), 51);
  EXPECT_EQ(map.at(2, 1), 89);   // (1.5 · 0.2 + 0.5 · 0.8) / 2 = 0.35
  EXPECT_EQ(map.at(3, 1), 166);  // (0.5 · 0.2 + 1.5 · 0.8) / 2 = 0.65
  EXPECT_EQ(map.at(4, 1), 204);
  EXPECT_EQ(map.at(2, 0), 128);  // the first row is half a pixel from both tiles' edges
}

TEST(ProbabilityMap, mapPixelIsTheMeanOfItsArea) {
  // 1.5 input pixels a map pixel: the middle input pixel belongs to both, half each. All weights along x of a tile
  // 3 × 1 are 0.5.
  ProbabilityMerger merger(2, 1, 1.5);
  Grid<float> tile(3, 1);
  tile.values = {0.0F, 0.6F, 1.0F};
  merger.add(tile, 0, 0);
  const ProbabilityMap map = merger.finish();
  EXPECT_EQ(map.at(0, 0), 51);   // (0 + 0.3) / 1.5
  EXPECT_EQ(map.at(1, 0), 221);  // (0.3 + 1) / 1.5
}

TEST(ProbabilityMap, whereNoTileReachedItIsZero) {
  ProbabilityMerger merger(4, 4, 2);
  merger.add(Grid<float>(4, 4, 1.0F), 4, 4);
  merger.add(Grid<float>(4, 4, 1.0F), -100, 0);
  merger.add(Grid<float>(4, 4, 1.0F), 0, 900);
  const ProbabilityMap map = merger.finish();
  EXPECT_EQ(map.at(0, 0), 0);
  EXPECT_EQ(map.at(3, 1), 0);
  EXPECT_EQ(map.at(2, 2), 255);
}

TEST(ProbabilityMap, tilesMayReachOverTheEdges) {
  ProbabilityMerger merger(3, 3, 2);
  merger.add(Grid<float>(20, 20, 0.6F), -7, -5);
  const ProbabilityMap map = merger.finish();
  EXPECT_TRUE(std::all_of(map.values.begin(), map.values.end(), [](int value) { return value == 153; }));
}

TEST(ProbabilityMap, hysteresisNeedsOneHighPixel) {
  ProbabilityMap map(30, 10);
  fillBox(map, 2, 2, 8, 4, 90);
  fillBox(map, 16, 2, 8, 4, 90);
  map.at(20, 3) = 240;
  SegmentationPost post = plain();
  post.lowThreshold = 85;
  post.highThreshold = 229;
  const Mask mask = tumourMask(map, Mask(30, 10, 255), post);
  EXPECT_EQ(mask.at(4, 3), 0);
  EXPECT_EQ(mask.at(17, 3), 255);
  EXPECT_EQ(countInside(mask), 32);
}

TEST(ProbabilityMap, percentileRuleUsesRawProbabilities) {
  // 100 pixels with five at 250: the 95th percentile lies at rank 94.05, between 150 and 250.
  ProbabilityMap map(20, 20);
  fillBox(map, 5, 5, 10, 10, 150);
  fillBox(map, 5, 5, 5, 1, 250);
  SegmentationPost post = plain();
  post.percentile = 95;
  post.percentileAbove = 154;
  EXPECT_EQ(countInside(tumourMask(map, Mask(20, 20, 255), post)), 100);
  post.percentileAbove = 155;  // 150 + 0.05 · 100, not exceeded
  EXPECT_EQ(countInside(tumourMask(map, Mask(20, 20, 255), post)), 0);
}

TEST(ProbabilityMap, smoothingTakesSpecksAwayAndKeepsTheRest) {
  ProbabilityMap map(200, 200);
  fillBox(map, 50, 50, 100, 100, 255);
  fillBox(map, 10, 10, 6, 6, 255);
  SegmentationPost post = plain();
  post.medianPx = 9;
  post.gaussianPx = 5;
  post.smoothScale = 0.2;
  const Mask mask = tumourMask(map, Mask(200, 200, 255), post);
  EXPECT_EQ(mask.at(12, 12), 0);
  EXPECT_EQ(mask.at(100, 100), 255);
  EXPECT_EQ(mask.width, 200);
  EXPECT_NEAR(static_cast<double>(countInside(mask)), 10000, 1000);
}

TEST(ProbabilityMap, tumourLiesInTissue) {
  ProbabilityMap map(20, 10, 255);
  Mask tissue(20, 10);
  fillBox(tissue, 0, 0, 10, 10, 255);
  EXPECT_EQ(tumourMask(map, tissue, plain()), tissue);
}

TEST(ProbabilityMap, closingBridgesAndOpeningTrims) {
  ProbabilityMap map(60, 40);
  fillBox(map, 5, 10, 20, 20, 255);
  fillBox(map, 28, 10, 20, 20, 255);  // 3 pixels apart
  SegmentationPost post = plain();
  EXPECT_EQ(countComponents(tumourMask(map, Mask(60, 40, 255), post)), 2);
  post.closePx = 9;
  EXPECT_EQ(countComponents(tumourMask(map, Mask(60, 40, 255), post)), 1);

  fillBox(map, 52, 0, 3, 40, 255);  // a line narrower than the opening
  post.closePx = 0;
  EXPECT_EQ(tumourMask(map, Mask(60, 40, 255), post).at(53, 20), 255);
  post.openPx = 9;
  EXPECT_EQ(tumourMask(map, Mask(60, 40, 255), post).at(53, 20), 0);
  EXPECT_EQ(tumourMask(map, Mask(60, 40, 255), post).at(10, 20), 255);
}

TEST(ProbabilityMap, holesBelowTheLimitAreFilled) {
  ProbabilityMap map(40, 40);
  fillBox(map, 5, 5, 30, 30, 255);
  fillBox(map, 10, 10, 5, 4, 0);  // 20 pixels
  fillBox(map, 20, 20, 7, 3, 0);  // 21
  fillBox(map, 5, 30, 1, 2, 0);   // a notch, no hole
  SegmentationPost post = plain();
  EXPECT_EQ(countInside(tumourMask(map, Mask(40, 40, 255), post)), 900 - 43);
  post.fillHolesPx = 21;
  const Mask mask = tumourMask(map, Mask(40, 40, 255), post);
  EXPECT_EQ(mask.at(11, 11), 255);
  EXPECT_EQ(mask.at(21, 21), 0);
  EXPECT_EQ(countInside(mask), 900 - 23);
}

TEST(ProbabilityMap, objectsBelowTheLimitAreDropped) {
  ProbabilityMap map(40, 20);
  fillBox(map, 2, 2, 4, 4, 255);    // 16 pixels
  fillBox(map, 20, 2, 17, 1, 255);  // 17
  SegmentationPost post = plain();
  EXPECT_EQ(countComponents(tumourMask(map, Mask(40, 20, 255), post)), 2);
  post.dropPx = 17;
  EXPECT_EQ(countInside(tumourMask(map, Mask(40, 20, 255), post)), 17);
}

TEST(ProbabilityMap, defaultsFindALargeTumourAndNothingElse) {
  ProbabilityMap map(400, 300, 20);
  fillBox(map, 50, 50, 150, 120, 250);
  fillBox(map, 100, 90, 20, 20, 30);     // a necrotic hole
  fillBox(map, 300, 200, 20, 20, 250);   // under 0.04 mm²
  fillBox(map, 250, 30, 100, 100, 200);  // large, but never sure
  const Mask mask = tumourMask(map, Mask(400, 300, 255), SegmentationPost{});
  EXPECT_EQ(countComponents(mask), 1);
  EXPECT_EQ(mask.at(110, 100), 255);
  EXPECT_NEAR(static_cast<double>(countInside(mask)), 150 * 120, 1500);
}

TEST(ProbabilityMap, emptyMapsStayEmpty) {
  EXPECT_TRUE(tumourMask(ProbabilityMap(), Mask(), SegmentationPost{}).empty());
  EXPECT_EQ(countInside(tumourMask(ProbabilityMap(3, 2), Mask(3, 2, 255), SegmentationPost{})), 0);
  EXPECT_EQ(ProbabilityMerger(0, 0, 5).finish().width, 0);
}

}  // namespace
}  // namespace snitt
