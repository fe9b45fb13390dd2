#include "core/annotation/annotation_measure.h"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

namespace snitt {
namespace {

Geometry areaOf(Ring outer, std::vector<Ring> holes = {}) {
  Geometry geometry;
  geometry.areas = {Polygon{std::move(outer), std::move(holes)}};
  return geometry;
}

TEST(AnnotationMeasure, AreasAndLengthsOfKnownFigures) {
  // 2000 by 1000 px of half a micrometre: 1 mm by 0.5 mm.
  const Geometry rectangle = rectangleOf({2000, 0}, {0, 1000});
  EXPECT_NEAR(areaMm2(rectangle, {0.5, 0.5}), 0.5, 1e-12);
  EXPECT_NEAR(lengthUm(rectangle, {0.5, 0.5}), 3000, 1e-9);
  EXPECT_EQ(boxOf(rectangle), (Box{0, 0, 2000, 1000}));
  // A hole is cut out, and its rim belongs to the perimeter.
  const Geometry holed =
      areaOf({{0, 0}, {1000, 0}, {1000, 1000}, {0, 1000}}, {{{100, 100}, {300, 100}, {300, 300}, {100, 300}}});
  EXPECT_NEAR(areaMm2(holed, {1, 1}), 0.96, 1e-12);
  EXPECT_NEAR(lengthUm(holed, {1, 1}), 4800, 1e-9);
  // 3, 4, 5.
  Geometry line;
  line.lines = {{{0, 0}, {300, 400}, {300, 1000}}};
  EXPECT_NEAR(lengthUm(line, {0.25, 0.25}), 275, 1e-9);
  EXPECT_EQ(areaMm2(line, {0.25, 0.25}), 0);
}

TEST(AnnotationMeasure, PixelsMayBeWiderThanHigh) {
  const Geometry square = rectangleOf({0, 0}, {1000, 1000});
  EXPECT_NEAR(areaMm2(square, {0.5, 0.25}), 0.125, 1e-12);
  EXPECT_NEAR(lengthUm(square, {0.5, 0.25}), 1500, 1e-9);
  Geometry line;
  line.lines = {{{0, 0}, {30, 40}}};
  // 30 px of 2 µm across and 40 px of 1.125 µm down: 60 and 45.
  EXPECT_NEAR(lengthUm(line, {2, 1.125}), 75, 1e-9);
}

TEST(AnnotationMeasure, TheSideOnWhichARingRunsDoesNotMatter) {
  const Geometry one = areaOf({{0, 0}, {10, 0}, {10, 10}, {0, 10}}, {{{2, 2}, {2, 4}, {4, 4}, {4, 2}}});
  const Geometry other = areaOf({{0, 10}, {10, 10}, {10, 0}, {0, 0}}, {{{4, 2}, {4, 4}, {2, 4}, {2, 2}}});
  EXPECT_EQ(areaMm2(one, {1, 1}), areaMm2(other, {1, 1}));
  for (const Point at : {Point{1, 1}, Point{3, 3}, Point{11, 5}}) EXPECT_EQ(covers(one, at), covers(other, at));
}

TEST(AnnotationMeasure, InsideIsInsideAndHolesAreNot) {
  const Geometry holed = areaOf({{0, 0}, {100, 0}, {100, 100}, {0, 100}}, {{{40, 40}, {60, 40}, {60, 60}, {40, 60}}});
  EXPECT_TRUE(covers(holed, {10, 10}));
  EXPECT_FALSE(covers(holed, {50, 50}));
  EXPECT_FALSE(covers(holed, {110, 50}));
  EXPECT_NEAR(distanceTo(holed, {50, 45}), 5, 1e-12);
  EXPECT_NEAR(distanceTo(holed, {103, 104}), 5, 1e-12);
  EXPECT_NEAR(distanceTo(holed, {-7, 50}), 7, 1e-12) << "the ring closes";
}

// A name and an icon are put there: it must be in the area, whatever its form.
TEST(AnnotationMeasure, ThePlaceOfAnAreaLiesInIt) {
  std::vector<Geometry> forms;
  forms.push_back(areaOf({{0, 0}, {100, 0}, {100, 100}, {0, 100}}, {{{20, 20}, {80, 20}, {80, 80}, {20, 80}}}));
  // A C, an L, a bow, a comb whose teeth end at the middle.
  forms.push_back(areaOf({{0, 0}, {100, 0}, {100, 10}, {10, 10}, {10, 90}, {100, 90}, {100, 100}, {0, 100}}));
  forms.push_back(areaOf({{0, 0}, {5, 0}, {5, 95}, {100, 95}, {100, 100}, {0, 100}}));
  forms.push_back(areaOf({{0, 0}, {50, 80}, {100, 0}, {50, 100}}));
  forms.push_back(areaOf({{0, 0}, {20, 50}, {40, 0}, {60, 50}, {80, 0}, {100, 100}, {0, 100}}));
  Ring ring;
  Ring hole;
  for (int i = 0; i < 100; ++i) {
    const double angle = 2 * std::numbers::pi * i / 100;
    ring.push_back({500 + 100 * std::cos(angle), 500 + 100 * std::sin(angle)});
    hole.push_back({500 + 97 * std::cos(angle), 500 + 97 * std::sin(angle)});
  }
  forms.push_back(areaOf(ring, {hole}));
  for (const Geometry& form : forms) EXPECT_TRUE(covers(form, placeOf(form))) << placeOf(form).x << placeOf(form).y;
  // Of several the largest.
  Geometry several = rectangleOf({0, 0}, {10, 10});
  several.areas.push_back(rectangleOf({1000, 1000}, {1100, 1100}).areas.front());
  EXPECT_GT(placeOf(several).x, 900);
}

TEST(AnnotationMeasure, ThePlaceOfALineIsItsMiddle) {
  Geometry line;
  line.lines = {{{0, 0}, {100, 50}}};
  EXPECT_EQ(placeOf(line), (Point{50, 25}));
}

TEST(AnnotationMeasure, AnEllipseDeviatesByLessThanAThousandth) {
  const double rx = 400;
  const double ry = 150;
  const Geometry ellipse = ellipseOf({1000, 2000}, {1800, 2300});
  EXPECT_NEAR(areaMm2(ellipse, {1, 1}) * 1e6, std::numbers::pi * rx * ry, 0.001 * std::numbers::pi * rx * ry);
  for (int i = 0; i < 3600; ++i) {
    const double angle = 2 * std::numbers::pi * i / 3600;
    const Point at{1400 + rx * std::cos(angle), 2150 + ry * std::sin(angle)};
    EXPECT_LT(distanceTo(ellipse, at), 0.001 * 800) << i;
  }
  EXPECT_EQ(boxOf(ellipse), (Box{1000, 2000, 1800, 2300}));
}

TEST(AnnotationMeasure, NothingIsNoTrouble) {
  const Geometry nothing;
  EXPECT_TRUE(isEmpty(nothing));
  EXPECT_EQ(boxOf(nothing), Box{});
  EXPECT_FALSE(covers(nothing, {0, 0}));
  EXPECT_EQ(areaMm2(nothing, {1, 1}), 0);
  const Geometry hollow = areaOf({}, {{}});
  EXPECT_FALSE(covers(hollow, {0, 0}));
  (void)placeOf(hollow);
  EXPECT_TRUE(std::isinf(distanceTo(hollow, {0, 0})));
}

}  // namespace
}  // namespace snitt
