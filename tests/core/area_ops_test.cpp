#include "core/area_ops.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "core/annotation/annotation_measure.h"

namespace snitt {
namespace {

Area box(double x, double y, double width, double height) {
  return {Polygon{{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}}, {}}};
}

double sizeOf(const Area& area) {
  double sum = 0;
  for (const Polygon& polygon : area) sum += polygonArea(polygon);
  return sum;
}

Area disc(double x, double y, double radius, int corners) {
  Polygon polygon;
  for (int i = 0; i < corners; ++i) {
    const double angle = 2 * std::numbers::pi * i / corners;
    polygon.outer.push_back({x + radius * std::cos(angle), y + radius * std::sin(angle)});
  }
  return {polygon};
}

TEST(AreaOps, UnionDifferenceAndIntersectionHaveTheSizesOfTheirRectangles) {
  const Area a = box(0, 0, 10, 10);
  const Area b = box(5, 5, 10, 10);
  EXPECT_DOUBLE_EQ(sizeOf(united(a, b).value()), 175);
  EXPECT_DOUBLE_EQ(sizeOf(without(a, b).value()), 75);
  EXPECT_DOUBLE_EQ(sizeOf(intersected(a, b).value()), 25);
  EXPECT_DOUBLE_EQ(sizeOf(united(std::vector<Area>{a, b, box(100, 100, 1, 1)}).value()), 176);
}

TEST(AreaOps, AHoleIsMadeAndFilled) {
  const auto ring = without(box(0, 0, 30, 30), box(10, 10, 10, 10));
  ASSERT_TRUE(ring);
  ASSERT_EQ(ring->size(), 1U);
  ASSERT_EQ(ring->front().holes.size(), 1U);
  EXPECT_DOUBLE_EQ(sizeOf(*ring), 800);
  const auto filled = united(*ring, box(10, 10, 10, 10));
  ASSERT_TRUE(filled);
  EXPECT_TRUE(filled->front().holes.empty());
  EXPECT_DOUBLE_EQ(sizeOf(*filled), 900);
}

TEST(AreaOps, NothingIsLeftOfWhatIsTakenAway) {
  const auto none = without(box(2, 2, 3, 3), box(0, 0, 10, 10));
  ASSERT_TRUE(none);
  EXPECT_TRUE(none->empty());
  EXPECT_DOUBLE_EQ(sizeOf(united(Area{}, box(0, 0, 2, 2)).value()), 4);
}

TEST(AreaOps, ALineCutsThroughOrDoesNot) {
  const Area area = box(0, 0, 10, 10);
  const auto halves = cut(area, {{-5, 4}, {15, 4}});
  ASSERT_TRUE(halves);
  ASSERT_EQ(halves->size(), 2U);
  EXPECT_DOUBLE_EQ(sizeOf((*halves)[0]), 60);
  EXPECT_DOUBLE_EQ(sizeOf((*halves)[1]), 40);
  const auto whole = cut(area, {{-5, 4}, {5, 4}});
  ASSERT_TRUE(whole);
  ASSERT_EQ(whole->size(), 1U);
  EXPECT_DOUBLE_EQ(sizeOf(whole->front()), 100);
}

TEST(AreaOps, CuttingKeepsHolesAndIslands) {
  Area area = without(box(0, 0, 30, 30), box(10, 10, 10, 10)).value();
  area.push_back(box(100, 0, 5, 5).front());
  const auto pieces = cut(area, {{-5, 15}, {35, 15}});
  ASSERT_TRUE(pieces);
  ASSERT_EQ(pieces->size(), 2U);
  EXPECT_DOUBLE_EQ(sizeOf((*pieces)[0]) + sizeOf((*pieces)[1]), 825);
  EXPECT_TRUE((*pieces)[0].front().holes.empty());
}

TEST(AreaOps, ABrushCoversADiscOrACapsule) {
  const double dot = sizeOf(swept({{50, 50}}, 10).value());
  EXPECT_NEAR(dot, std::numbers::pi * 100, 2);
  EXPECT_NEAR(sizeOf(swept({{50, 50}, {150, 50}}, 10).value()), std::numbers::pi * 100 + 2000, 2);
  EXPECT_TRUE(swept({}, 10).value().empty());
}

TEST(AreaOps, WhatCrossesItselfIsNamedAndRepaired) {
  const Area bow = {Polygon{{{0, 0}, {10, 10}, {10, 0}, {0, 10}}, {}}};
  EXPECT_EQ(faultOf(bow), "its outline crosses itself at 5.0, 5.0");
  const auto mended = repaired(bow);
  ASSERT_TRUE(mended);
  EXPECT_EQ(faultOf(*mended), "");
  EXPECT_DOUBLE_EQ(sizeOf(*mended), 50);
  EXPECT_EQ(faultOf(box(0, 0, 1, 1)), "");
  EXPECT_EQ(faultOf({Polygon{{{0, 0}, {1, 1}}, {}}}), "a ring has fewer than three points");
  EXPECT_EQ(faultOf({Polygon{{{0, 0}, {1, NAN}, {3, 4}}, {}}}), "a coordinate is no finite number");
  EXPECT_TRUE(repaired({Polygon{{{0, 0}, {5, 5}, {9, 9}}, {}}}).value().empty());
}

// A file of a megabyte must not cost the memory of the machine.
TEST(AreaOps, AZigzagOfThousandsOfCrossingsIsRefused) {
  Polygon zigzag;
  for (int i = 0; i < 20000; ++i) zigzag.outer.push_back({static_cast<double>(i % 2 == 0 ? 0 : 100000), i * 1.0});
  for (int i = 0; i < 20000; ++i) zigzag.outer.push_back({20000.0 + i, i % 2 == 0 ? -10.0 : 30000.0});
  const auto mended = repaired({zigzag});
  ASSERT_FALSE(mended);
  EXPECT_EQ(mended.error().kind, ErrorKind::corrupt);
}

TEST(AreaOps, ALargeOutlineWithAFewCrossingsIsMended) {
  Area round = disc(50000, 50000, 40000, 100000);
  std::swap(round.front().outer[10], round.front().outer[11]);
  std::swap(round.front().outer[60010], round.front().outer[60011]);
  EXPECT_NE(faultOf(round), "");
  const auto mended = repaired(round);
  ASSERT_TRUE(mended) << mended.error().message;
  EXPECT_EQ(faultOf(*mended), "");
}

TEST(AreaOps, OverlappingPartsAreJoined) {
  Area two = box(0, 0, 10, 10);
  two.push_back(box(5, 0, 10, 10).front());
  EXPECT_NE(faultOf(two), "");
  EXPECT_DOUBLE_EQ(sizeOf(repaired(two).value()), 150);
}

TEST(AreaOps, ThousandStrokesEndInAnAreaThatIsStillValid) {
  Area area;
  double x = 500;
  double y = 500;
  std::uint32_t state = 7;
  const auto next = [&state] {
    return static_cast<double>((state = state * 1664525U + 1013904223U) >> 8U) / (1U << 24U);
  };
  for (int i = 0; i < 1000; ++i) {
    const Point from{x, y};
    x += 40 * next() - 20;
    y += 40 * next() - 20;
    const Area stroke = swept({from, {x, y}}, 3 + 10 * next()).value();
    const auto result = i % 4 == 3 ? without(area, stroke) : united(area, stroke);
    ASSERT_TRUE(result) << i << ": " << result.error().message;
    area = *result;
  }
  EXPECT_EQ(faultOf(area), "");
  EXPECT_GT(sizeOf(area), 1000);
}

TEST(AreaOps, SimplifyingKeepsWithinItsTolerance) {
  const Area round = disc(500, 500, 400, 5000);
  const auto fewer = simplified(round, 0.5);
  ASSERT_TRUE(fewer);
  EXPECT_LT(fewer->front().outer.size(), 200U);
  for (const Point& p : round.front().outer) EXPECT_LE(distanceTo({*fewer, {}, {}}, p), 0.5 + 1e-6);
  const std::vector<Point> line{{0, 0}, {1, 0.2}, {2, -0.2}, {3, 0}, {3, 5}};
  EXPECT_EQ(simplified(line, 0.5), (std::vector<Point>{{0, 0}, {3, 0}, {3, 5}}));
  EXPECT_EQ(simplified(line, 0.01), line);
}

}  // namespace
}  // namespace snitt
