#include <algorithm>

#include "core/overlay/feature_stream_p.h"

namespace snitt {
namespace {

// A ring without the closing repetition of its first point.
Result<Ring> ringOf(const StreamedFeature& feature, std::size_t begin, std::size_t end) {
  const Point* points = feature.points.data();
  if (end - begin > 1 && points[begin] == points[end - 1]) --end;
  Ring ring(points + begin, points + end);
  const auto second = std::ranges::find_if(ring, [&](const Point& point) { return point != ring.front(); });
  const bool hasArea =
      std::any_of(second, ring.end(), [&](const Point& p) { return p != ring.front() && p != *second; });
  if (!hasArea) return fail(ErrorKind::corrupt, "a ring has fewer than three points");
  return ring;
}

}  // namespace

Result<std::vector<Polygon>> polygonsOf(const StreamedFeature& feature) {
  const std::size_t depth = feature.geometry == "Polygon" ? 3 : 4;
  if (feature.points.empty()) return fail(ErrorKind::corrupt, "its geometry has no coordinates");
  if (feature.pointDepth != depth)
    return fail(ErrorKind::corrupt, "its coordinates are not those of a " + feature.geometry);
  std::vector<Polygon> polygons;
  std::size_t begin = 0;
  bool startsPolygon = true;
  for (const ClosedList& list : feature.closed) {
    if (list.depth >= depth) return fail(ErrorKind::corrupt, "a point is no pair of numbers");
    if (list.depth == depth - 1) {
      auto ring = ringOf(feature, begin, list.points);
      if (!ring) return fail(ring.error());
      begin = list.points;
      if (startsPolygon)
        polygons.push_back({std::move(*ring), {}});
      else
        polygons.back().holes.push_back(std::move(*ring));
      startsPolygon = false;
    } else if (list.depth == depth - 2) {
      if (startsPolygon) return fail(ErrorKind::corrupt, "a polygon has no ring");
      startsPolygon = true;
    }
  }
  return polygons;
}

}  // namespace snitt
