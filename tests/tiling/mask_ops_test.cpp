// GCC 12 sees an uninitialised scale in Boost.Geometry that the constructor sets; the report comes from templates, so
// it stays off for the file.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#define BOOST_ALLOW_DEPRECATED_HEADERS  // Boost 1.74 includes one that it calls deprecated itself
#include "tiling/mask_ops.h"

#include <boost/geometry.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>

#include <chrono>
#include <cmath>
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

// Validity in the sense of OGC Simple Features, by a library that has no part in making the polygons.
bool isValid(const Polygon& polygon) {
  using GeometryPoint = boost::geometry::model::d2::point_xy<double>;
  boost::geometry::model::polygon<GeometryPoint> shape;
  const auto append = [](auto& ring, const Ring& points) {
    for (const Point& point : points) ring.emplace_back(point.x, point.y);
  };
  append(shape.outer(), polygon.outer);
  shape.inners().resize(polygon.holes.size());
  for (std::size_t i = 0; i < polygon.holes.size(); ++i) append(shape.inners()[i], polygon.holes[i]);
  boost::geometry::correct(shape);
  return boost::geometry::is_valid(shape);
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
    for (const Polygon& polygon : maskToPolygons(mask, 8)) ASSERT_TRUE(isValid(polygon));
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

TEST(MaskOps, aBowTieIsFilledByTheEvenOddRule) {
  const Mask mask = polygonsToMask({{{{0, 0}, {100, 100}, {100, 0}, {0, 100}}, {}}}, 100, 100, 1);
  EXPECT_NEAR(static_cast<double>(countInside(mask)), 5000, 110);
  EXPECT_EQ(mask.at(5, 50), 255);
  EXPECT_EQ(mask.at(95, 50), 255);
  EXPECT_EQ(mask.at(50, 5), 0);
  EXPECT_EQ(mask.at(50, 95), 0);
}

// A hostile outline: each of its sides crosses nearly every other. It must not take longer than its pixels.
TEST(MaskOps, aStarWhoseSidesAllCrossIsQuick) {
  Polygon star;
  constexpr int points = 20'001;
  for (int i = 0; i < points; ++i) {
    const double angle = 2 * M_PI * i * (points / 2) / points;
    star.outer.push_back({500 + 499 * std::cos(angle), 500 + 499 * std::sin(angle)});
  }
  const auto start = std::chrono::steady_clock::now();
  EXPECT_GT(countInside(polygonsToMask({star}, 1000, 1000, 1)), 0);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
}

}  // namespace
}  // namespace snitt
