// Polygons with holes as plain values. Coordinates are level-0 pixels (x right, y down) unless a function says
// otherwise. A ring is not closed: its last point is not its first again. Outer rings and holes may run either way.
#pragma once

#include <vector>

namespace snitt {

struct Point {
  double x = 0;
  double y = 0;
  bool operator==(const Point&) const = default;
};

using Ring = std::vector<Point>;

struct Polygon {
  Ring outer;
  std::vector<Ring> holes;
  bool operator==(const Polygon&) const = default;
};

// Area enclosed by a ring by the shoelace formula, always >= 0, in squared units of its coordinates.
[[nodiscard]] double ringArea(const Ring& ring);

// Outer area minus the holes'.
[[nodiscard]] double polygonArea(const Polygon& polygon);

}  // namespace snitt
