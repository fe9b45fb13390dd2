#include "core/annotation/annotation_measure.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace snitt {

namespace {

template <class Visit>
void eachPath(const Geometry& geometry, const Visit& visit) {
  for (const Polygon& polygon : geometry.areas) {
    visit(polygon.outer, true);
    for (const Ring& hole : polygon.holes) visit(hole, true);
  }
  for (const auto& line : geometry.lines) visit(line, false);
  if (!geometry.points.empty()) visit(geometry.points, false);
}

double pathLength(const std::vector<Point>& path, bool closed, PixelSize um) {
  double sum = 0;
  for (std::size_t i = 1; i < path.size(); ++i)
    sum += std::hypot((path[i].x - path[i - 1].x) * um.x, (path[i].y - path[i - 1].y) * um.y);
  if (closed && path.size() > 1)
    sum += std::hypot((path.front().x - path.back().x) * um.x, (path.front().y - path.back().y) * um.y);
  return sum;
}

double distanceToSegment(Point p, Point a, Point b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double square = dx * dx + dy * dy;
  const double t = square > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0) : 0;
  return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

bool isInside(const Ring& ring, Point at) {
  bool inside = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
    if ((ring[i].y > at.y) != (ring[j].y > at.y) &&
        at.x < (ring[j].x - ring[i].x) * (at.y - ring[i].y) / (ring[j].y - ring[i].y) + ring[i].x)
      inside = !inside;
  return inside;
}

bool isInside(const Polygon& polygon, Point at) {
  return !polygon.outer.empty() && isInside(polygon.outer, at) &&
         std::ranges::none_of(polygon.holes, [&](const Ring& hole) { return !hole.empty() && isInside(hole, at); });
}

// The widest stretch inside along a level line through the middle of the box: its middle lies inside whatever the form.
Point insideOf(const Polygon& polygon) {
  const Box box = boxOf({{polygon}, {}, {}});
  const double y = (box.minY + box.maxY) / 2 + (box.maxY - box.minY) * 1e-3;
  std::vector<double> crossings;
  const auto collect = [&](const Ring& ring) {
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
      if ((ring[i].y > y) != (ring[j].y > y))
        crossings.push_back((ring[j].x - ring[i].x) * (y - ring[i].y) / (ring[j].y - ring[i].y) + ring[i].x);
  };
  if (!polygon.outer.empty()) collect(polygon.outer);
  for (const Ring& hole : polygon.holes)
    if (!hole.empty()) collect(hole);
  std::ranges::sort(crossings);
  Point best{(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2};
  double widest = 0;
  for (std::size_t i = 0; i + 1 < crossings.size(); i += 2)
    if (crossings[i + 1] - crossings[i] > widest) {
      widest = crossings[i + 1] - crossings[i];
      best = {(crossings[i] + crossings[i + 1]) / 2, y};
    }
  return best;
}

}  // namespace

Box boxOf(const Geometry& geometry) {
  constexpr double far = std::numeric_limits<double>::infinity();
  Box box{far, far, -far, -far};
  eachPath(geometry, [&](const std::vector<Point>& path, bool) {
    for (const Point& p : path)
      box = {std::min(box.minX, p.x), std::min(box.minY, p.y), std::max(box.maxX, p.x), std::max(box.maxY, p.y)};
  });
  return box.minX > box.maxX ? Box{} : box;
}

std::size_t pointCount(const Geometry& geometry) {
  std::size_t count = 0;
  eachPath(geometry, [&](const std::vector<Point>& path, bool) { count += path.size(); });
  return count;
}

bool isEmpty(const Geometry& geometry) { return pointCount(geometry) == 0; }

double areaMm2(const Geometry& geometry, PixelSize um) {
  constexpr double um2PerMm2 = 1e6;
  double px2 = 0;
  for (const Polygon& polygon : geometry.areas)
    if (!polygon.outer.empty()) px2 += polygonArea(polygon);
  return px2 * um.x * um.y / um2PerMm2;
}

double lengthUm(const Geometry& geometry, PixelSize um) {
  double sum = 0;
  if (geometry.points.empty())
    eachPath(geometry, [&](const std::vector<Point>& path, bool closed) { sum += pathLength(path, closed, um); });
  return sum;
}

bool covers(const Geometry& geometry, Point at) {
  return std::ranges::any_of(geometry.areas, [&](const Polygon& polygon) { return isInside(polygon, at); });
}

double distanceTo(const Geometry& geometry, Point at) {
  double nearest = std::numeric_limits<double>::infinity();
  for (const Point& p : geometry.points) nearest = std::min(nearest, std::hypot(p.x - at.x, p.y - at.y));
  if (!geometry.points.empty()) return nearest;
  eachPath(geometry, [&](const std::vector<Point>& path, bool closed) {
    if (path.size() == 1) nearest = std::min(nearest, std::hypot(path[0].x - at.x, path[0].y - at.y));
    for (std::size_t i = 1; i < path.size(); ++i)
      nearest = std::min(nearest, distanceToSegment(at, path[i - 1], path[i]));
    if (closed && path.size() > 1) nearest = std::min(nearest, distanceToSegment(at, path.back(), path.front()));
  });
  return nearest;
}

Point placeOf(const Geometry& geometry) {
  if (!geometry.areas.empty()) {
    const auto largest = std::ranges::max_element(
        geometry.areas, {}, [](const Polygon& one) { return one.outer.empty() ? 0 : ringArea(one.outer); });
    return insideOf(*largest);
  }
  if (!geometry.lines.empty()) {
    const auto& line = geometry.lines.front();
    if (line.size() == 2) return {(line[0].x + line[1].x) / 2, (line[0].y + line[1].y) / 2};
    return line.empty() ? Point{} : line[line.size() / 2];
  }
  return geometry.points.empty() ? Point{} : geometry.points.front();
}

Geometry movedBy(const Geometry& geometry, double dx, double dy) {
  Geometry moved = geometry;
  const auto shift = [&](std::vector<Point>& path) {
    for (Point& p : path) p = {p.x + dx, p.y + dy};
  };
  for (Polygon& polygon : moved.areas) {
    shift(polygon.outer);
    for (Ring& hole : polygon.holes) shift(hole);
  }
  for (auto& line : moved.lines) shift(line);
  shift(moved.points);
  return moved;
}

Geometry rectangleOf(Point a, Point b) {
  const Point low{std::min(a.x, b.x), std::min(a.y, b.y)};
  const Point high{std::max(a.x, b.x), std::max(a.y, b.y)};
  Geometry geometry;
  geometry.areas = {Polygon{{low, {high.x, low.y}, high, {low.x, high.y}}, {}}};
  return geometry;
}

Geometry ellipseOf(Point a, Point b) {
  constexpr int corners = 96;  // the sagitta of 1/96 of a circle is 0.0005 of its radius
  const Point centre{(a.x + b.x) / 2, (a.y + b.y) / 2};
  const double rx = std::abs(b.x - a.x) / 2;
  const double ry = std::abs(b.y - a.y) / 2;
  Polygon polygon;
  for (int i = 0; i < corners; ++i) {
    const double angle = 2 * std::numbers::pi * i / corners;
    polygon.outer.push_back({centre.x + rx * std::cos(angle), centre.y + ry * std::sin(angle)});
  }
  Geometry geometry;
  geometry.areas = {std::move(polygon)};
  return geometry;
}

}  // namespace snitt
