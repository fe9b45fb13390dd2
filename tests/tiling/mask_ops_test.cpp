#include "tiling/mask_ops.h"

#include <limits>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace snitt {
namespace {

// '#' is inside.
Mask draw(const std::vector<std::string>& rows) {
  Mask mask(static_cast<int>(rows.front().size()), static_cast<int>(rows.size()));
  for (int y = 0; y < mask.height; ++y)
    for (int x = 0; x < mask.width; ++x)
      mask.at(x, y) = rows[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] == '#' ? 255 : 0;
  return mask;
}

Polygon square(double x, double y, double edge) {
  return {{{x, y}, {x + edge, y}, {x + edge, y + edge}, {x, y + edge}}, {}};
}

double totalArea(const std::vector<Polygon>& polygons) {
  double area = 0;
  for (const Polygon& polygon : polygons) area += polygonArea(polygon);
  return area;
}

// Blobs of every shape that neighbouring pixels can take, corners that touch included.
Mask randomMask(std::mt19937& random, int width, int height, int percent) {
  std::uniform_int_distribution<int> chance(0, 99);
  Mask mask(width, height);
  for (std::uint8_t& value : mask.values) value = chance(random) < percent ? 255 : 0;
  return mask;
}

TEST(MaskOps, outlineOfOneBlockInLevelZeroPixels) {
  const std::vector<Polygon> polygons = maskToPolygons(draw({"....", ".##.", ".##.", "...."}), 10);
  ASSERT_EQ(polygons.size(), 1U);
  EXPECT_TRUE(polygons[0].holes.empty());
  // A 20 × 20 block from (10, 10), each corner cut by half a mask pixel.
  const Ring expected{{15, 10}, {25, 10}, {30, 15}, {30, 25}, {25, 30}, {15, 30}, {10, 25}, {10, 15}};
  EXPECT_EQ(polygons[0].outer, expected);
}

TEST(MaskOps, ringHasItsHoleAndItsIsland) {
  const Mask mask = draw({"#######", "#.....#", "#.###.#", "#.#.#.#", "#.###.#", "#.....#", "#######"});
  const std::vector<Polygon> polygons = maskToPolygons(mask, 4);
  ASSERT_EQ(polygons.size(), 2U);
  EXPECT_EQ(polygons[0].holes.size(), 1U);
  EXPECT_EQ(polygons[1].holes.size(), 1U);
  EXPECT_EQ(polygonsToMask(polygons, 7, 7, 4), mask);
}

TEST(MaskOps, piecesComeInReadingOrder) {
  const std::vector<Polygon> polygons = maskToPolygons(draw({"...##", "#....", "#..##"}), 1);
  ASSERT_EQ(polygons.size(), 3U);
  EXPECT_GT(polygons[0].outer[0].x, 2.9);
  EXPECT_LT(polygons[1].outer[0].x, 1);
  EXPECT_GT(polygons[2].outer[0].y, 1.9);
}

TEST(MaskOps, cornersThatTouchJoinPieces) {
  const Mask mask = draw({"#.#", ".#.", "#.#"});
  EXPECT_EQ(countComponents(mask), 1);
  EXPECT_EQ(maskToPolygons(mask, 1).size(), 1U);
  // What touches at corners alone inside is one ring, so a hole never leaks out there.
  EXPECT_EQ(maskToPolygons(draw({".#.", "#.#", ".#."}), 1).at(0).holes.size(), 1U);
}

TEST(MaskOps, smallPiecesAreLeftOut) {
  const Mask mask = draw({"##..#", "##...", "....."});
  EXPECT_EQ(maskToPolygons(mask, 3, 1).size(), 2U);
  EXPECT_EQ(maskToPolygons(mask, 3, 2).size(), 1U);
  EXPECT_EQ(maskToPolygons(mask, 3, 4).size(), 1U);
  EXPECT_EQ(maskToPolygons(mask, 3, 5).size(), 0U);
}

TEST(MaskOps, roundTripIsExactAtAnyDownsample) {
  std::mt19937 random(7);
  for (const double downsample : {1.0, 4.0, 32.064128256513026, 0.37, 13.333333333}) {
    for (const int percent : {20, 50, 70, 95}) {
      const Mask mask = randomMask(random, 61, 43, percent);
      const std::vector<Polygon> polygons = maskToPolygons(mask, downsample);
      ASSERT_EQ(polygonsToMask(polygons, 61, 43, downsample), mask) << downsample << " " << percent;
      ASSERT_EQ(polygons.size(), static_cast<std::size_t>(countComponents(mask)));
    }
  }
}

TEST(MaskOps, outlinesAreValidPolygons) {
  std::mt19937 random(11);
  for (const int percent : {30, 50, 80}) {
    const Mask mask = randomMask(random, 40, 40, percent);
    for (const Polygon& polygon : maskToPolygons(mask, 8)) {
      // A valid polygon comes back from `normalised` untouched.
      const std::vector<Polygon> again = normalised({polygon});
      ASSERT_EQ(again.size(), 1U);
      ASSERT_EQ(again[0], polygon);
    }
  }
}

TEST(MaskOps, emptyAndTinyMasks) {
  EXPECT_TRUE(maskToPolygons(Mask(), 2).empty());
  EXPECT_TRUE(maskToPolygons(Mask(5, 4), 2).empty());
  const Mask one(1, 1, 255);
  EXPECT_EQ(polygonsToMask(maskToPolygons(one, 2), 1, 1, 2), one);
  EXPECT_EQ(polygonsToMask({}, 3, 2, 1), Mask(3, 2));
}

TEST(MaskOps, centresDecide) {
  // Reaches 0.6 of the way into column 2 and 0.4 into row 1.
  const Mask mask = polygonsToMask({{{{0, 0}, {2.6, 0}, {2.6, 1.4}, {0, 1.4}}, {}}}, 4, 3, 1);
  EXPECT_EQ(mask, draw({"###.", "....", "...."}));
}

TEST(MaskOps, holesCutOnlyTheirOwnPolygon) {
  Polygon ring = square(0, 0, 5);
  ring.holes.push_back(square(1, 1, 3).outer);
  EXPECT_EQ(polygonsToMask({ring, square(2, 2, 1)}, 5, 5, 1), draw({"#####", "#...#", "#.#.#", "#...#", "#####"}));
}

TEST(MaskOps, outlinesBeyondTheMaskAreCutOff) {
  EXPECT_EQ(countInside(polygonsToMask({square(-1e12, -1e12, 4e12)}, 6, 5, 1)), 30);
  EXPECT_EQ(countInside(polygonsToMask({square(100, 100, 4)}, 6, 5, 1)), 0);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(countInside(polygonsToMask({{{{0, 0}, {nan, 0}, {4, 4}}, {}}}, 6, 5, 1)), 0);
}

TEST(MaskOps, diceAndIntersection) {
  const Mask a = draw({"##..", "##.."});
  const Mask b = draw({".##.", ".##."});
  EXPECT_EQ(intersect(a, b), draw({".#..", ".#.."}));
  EXPECT_DOUBLE_EQ(dice(a, b), 0.5);
  EXPECT_DOUBLE_EQ(dice(a, a), 1);
  EXPECT_DOUBLE_EQ(dice(Mask(4, 2), Mask(4, 2)), 1);
  EXPECT_DOUBLE_EQ(dice(a, Mask(4, 2)), 0);
}

TEST(MaskOps, rescaleKeepsPlacesOnTheSlide) {
  const Mask mask = draw({"#.", ".#"});
  EXPECT_EQ(rescale(mask, 8, 4, 4, 4), draw({"##..", "##..", "..##", "..##"}));
  EXPECT_EQ(rescale(rescale(mask, 8, 4, 4, 4), 4, 2, 2, 8), mask);
  // Beyond the old grid there is nothing.
  EXPECT_EQ(rescale(mask, 8, 3, 3, 8), draw({"#..", ".#.", "..."}));
}

TEST(MaskOps, normalisedSplitsABowTie) {
  // Two triangles of 10 × 5 / 2 each; the shoelace formula calls the whole nought.
  const std::vector<Polygon> polygons = normalised({{{{0, 0}, {10, 10}, {10, 0}, {0, 10}}, {}}});
  ASSERT_EQ(polygons.size(), 2U);
  EXPECT_NEAR(ringArea(polygons[0].outer), 25, 1e-9);
  EXPECT_NEAR(ringArea(polygons[1].outer), 25, 1e-9);
}

TEST(MaskOps, normalisedJoinsWhatOverlaps) {
  const std::vector<Polygon> polygons = normalised({square(0, 0, 10), square(5, 5, 10), square(50, 50, 3)});
  ASSERT_EQ(polygons.size(), 2U);
  EXPECT_NEAR(polygonArea(polygons[0]), 175, 1e-9);
  EXPECT_EQ(polygons[1], square(50, 50, 3));
}

TEST(MaskOps, normalisedSwallowsNestedAndRepeatedPolygons) {
  const std::vector<Polygon> polygons = normalised({square(0, 0, 10), square(2, 2, 3), square(0, 0, 10)});
  ASSERT_EQ(polygons.size(), 1U);
  EXPECT_NEAR(polygonArea(polygons[0]), 100, 1e-9);
  EXPECT_TRUE(polygons[0].holes.empty());
}

TEST(MaskOps, normalisedKeepsHolesAndIslandsInThem) {
  Polygon ring = square(0, 0, 20);
  ring.holes.push_back(square(5, 5, 10).outer);
  const std::vector<Polygon> polygons = normalised({ring, square(8, 8, 2)});
  ASSERT_EQ(polygons.size(), 2U);
  EXPECT_NEAR(totalArea(polygons), 304, 1e-9);
}

TEST(MaskOps, normalisedDropsRepeatedPointsAndSlivers) {
  const Polygon repeated{{{0, 0}, {0, 0}, {10, 0}, {10, 10}, {10, 10}, {0, 10}, {0, 0}}, {}};
  const Polygon sliver{{{20, 0}, {1020, 0}, {1020, 0.1}}, {}};
  const Polygon speck = square(30, 30, 0.5);
  const Polygon line{{{40, 40}, {50, 50}}, {}};
  const std::vector<Polygon> polygons = normalised({repeated, sliver, speck, line});
  ASSERT_EQ(polygons.size(), 1U);
  EXPECT_EQ(polygons[0].outer, (Ring{{0, 0}, {10, 0}, {10, 10}, {0, 10}}));
}

TEST(MaskOps, normalisedCutsOffASpike) {
  const std::vector<Polygon> polygons = normalised({{{{0, 0}, {10, 0}, {30, 0}, {10, 0}, {10, 10}, {0, 10}}, {}}});
  ASSERT_EQ(polygons.size(), 1U);
  EXPECT_NEAR(polygonArea(polygons[0]), 100, 1e-9);
}

// Scribbles that cross themselves many times: filled before and after by the same even-odd rule.
TEST(MaskOps, normalisedKeepsWhatAScribbleEncloses) {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> place(0, 300);
  for (int trial = 0; trial < 40; ++trial) {
    Polygon scribble;
    for (int i = 0; i < 14; ++i) scribble.outer.push_back({place(random), place(random)});
    const Mask before = polygonsToMask({scribble}, 300, 300, 1);
    const std::vector<Polygon> polygons = normalised({scribble});
    const Mask after = polygonsToMask(polygons, 300, 300, 1);
    // Dropped slivers are all that may differ.
    EXPECT_GT(dice(before, after), 0.995) << trial;
    EXPECT_EQ(normalised(polygons).size(), polygons.size()) << trial;
  }
}

}  // namespace
}  // namespace snitt
