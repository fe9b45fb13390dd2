#include <algorithm>
#include <cmath>

#include "core/annotation/annotation_measure.h"
#include "core/exchange/darwin_p.h"

namespace snitt::exchange {

namespace {

struct Placed {
  Ring ring;
  Box box;
  double area = 0;
  std::size_t order = 0;  // in the file
  std::size_t depth = 0;
  std::size_t parent = 0;
};

bool liesIn(const Placed& inner, const Placed& outer) {
  if (inner.box.minX < outer.box.minX || inner.box.minY < outer.box.minY || inner.box.maxX > outer.box.maxX ||
      inner.box.maxY > outer.box.maxY)
    return false;
  Geometry outline;
  outline.areas = {{outer.ring, {}}};
  // Rings of one object may touch in single points: the first vertex that lies on no rim decides.
  for (const Point& point : inner.ring)
    if (distanceTo(outline, point) > 1e-6 || covers(outline, point)) return covers(outline, point);
  return false;
}

}  // namespace

std::vector<Polygon> nested(std::vector<Ring> rings) {
  std::vector<Polygon> polygons;
  if (rings.size() == 1) {
    polygons.push_back({std::move(rings[0]), {}});
    return polygons;
  }
  std::vector<Placed> placed;
  for (Ring& ring : rings) {
    Geometry all;
    all.points = ring;
    const double area = ring.size() < 3 ? 0 : ringArea(ring);
    placed.push_back({std::move(ring), boxOf(all), area, placed.size(), 0, 0});
  }
  // The largest first: a ring lies in larger ones only. The last of these that it lies in is the one around it.
  std::ranges::stable_sort(placed, std::greater{}, &Placed::area);
  for (std::size_t i = 1; i < placed.size(); ++i)
    for (std::size_t j = i; j-- > 0;)
      if (liesIn(placed[i], placed[j])) {
        placed[i].depth = placed[j].depth + 1;
        placed[i].parent = placed[j].order;
        break;
      }
  std::ranges::sort(placed, {}, &Placed::order);
  std::vector<std::size_t> places(placed.size());
  for (const Placed& one : placed)
    if (one.depth % 2 == 0) {
      places[one.order] = polygons.size();
      polygons.push_back({one.ring, {}});
    }
  for (const Placed& one : placed)
    if (one.depth % 2 == 1) polygons[places[one.parent]].holes.push_back(one.ring);
  return polygons;
}

Geometry turnedEllipse(Point centre, Point radius, double angle) {
  Geometry geometry = ellipseOf({-radius.x, -radius.y}, {radius.x, radius.y});
  const double c = std::cos(angle);
  const double s = std::sin(angle);
  for (Point& point : geometry.areas[0].outer)
    point = {centre.x + c * point.x - s * point.y, centre.y + s * point.x + c * point.y};
  return geometry;
}

}  // namespace snitt::exchange
