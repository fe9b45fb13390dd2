// Sizes of annotations, and what lies where. Pure functions; level-0 pixels unless a name says otherwise.
#pragma once

#include "core/annotation/annotation.h"

namespace snitt {

struct Box {
  double minX = 0, minY = 0, maxX = 0, maxY = 0;
  bool operator==(const Box&) const = default;
  [[nodiscard]] bool touches(const Box& other) const {
    return minX <= other.maxX && other.minX <= maxX && minY <= other.maxY && other.minY <= maxY;
  }
  [[nodiscard]] Box grownBy(double px) const { return {minX - px, minY - px, maxX + px, maxY + px}; }
};

// Around all points; 0, 0, 0, 0 of an empty geometry.
[[nodiscard]] Box boxOf(const Geometry& geometry);
[[nodiscard]] std::size_t pointCount(const Geometry& geometry);
[[nodiscard]] bool isEmpty(const Geometry& geometry);

// µm per level-0 pixel along x and y.
struct PixelSize {
  double x = 0;
  double y = 0;
};
[[nodiscard]] double areaMm2(const Geometry& geometry, PixelSize um);
// Of lines; of areas all rings together (perimeter).
[[nodiscard]] double lengthUm(const Geometry& geometry, PixelSize um);

// Inside by the even-odd rule, holes cut out.
[[nodiscard]] bool covers(const Geometry& geometry, Point at);
// From `at` to the nearest line, ring or point of the geometry, as a length.
[[nodiscard]] double distanceTo(const Geometry& geometry, Point at);
// A place of it to stand for the whole: a point inside of an area, the middle of a line.
[[nodiscard]] Point placeOf(const Geometry& geometry);

[[nodiscard]] Geometry movedBy(const Geometry& geometry, double dx, double dy);

[[nodiscard]] Geometry rectangleOf(Point a, Point b);
// The ellipse inside that rectangle as a polygon that deviates by at most 1/1000 of its size.
[[nodiscard]] Geometry ellipseOf(Point a, Point b);

}  // namespace snitt
