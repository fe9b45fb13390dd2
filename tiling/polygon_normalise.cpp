// normalised: valid polygons from whatever was drawn.

// GCC 12 takes Boost.Geometry's boxes and scale factors for uninitialised once they are inlined here.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include <boost/geometry.hpp>
#include <boost/geometry/geometries/multi_polygon.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>
#include <boost/geometry/geometries/ring.hpp>

#include "tiling/mask_ops.h"

namespace snitt {
namespace {

namespace bg = boost::geometry;
using BoostPoint = bg::model::d2::point_xy<double>;
using BoostRing = bg::model::ring<BoostPoint>;
using BoostPolygon = bg::model::polygon<BoostPoint>;
using BoostArea = bg::model::multi_polygon<BoostPolygon>;
using BoostBox = bg::model::box<BoostPoint>;

constexpr double gridPerPx = 256;
constexpr double leastAreaPx = 1;
constexpr double leastWidthPx = 0.5;
constexpr int mostSplits = 4;  // rounding a crossing to the grid can make a new one; it does so once or twice

Point onGrid(const Point& point) {
  return {std::round(point.x * gridPerPx) / gridPerPx, std::round(point.y * gridPerPx) / gridPerPx};
}

double lengthOf(const Ring& ring) {
  double length = 0;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
    length += std::hypot(ring[i].x - ring[j].x, ring[i].y - ring[j].y);
  return length;
}

bool isSliver(const Ring& ring) {
  if (ring.size() < 3) return true;
  const double area = ringArea(ring);
  return area < leastAreaPx || 2 * area < leastWidthPx * lengthOf(ring);
}

bool isFinite(const Ring& ring) {
  return std::all_of(ring.begin(), ring.end(),
                     [](const Point& point) { return std::isfinite(point.x) && std::isfinite(point.y); });
}

Ring withoutRepeats(const Ring& ring) {
  Ring out;
  for (const Point& point : ring)
    if (out.empty() || !(out.back() == point)) out.push_back(point);
  while (out.size() > 1 && out.back() == out.front()) out.pop_back();
  return out;
}

BoostRing toBoost(const Ring& ring) {
  BoostRing out;
  for (const Point& point : ring) out.emplace_back(point.x, point.y);
  bg::correct(out);
  return out;
}

Ring fromBoost(const BoostRing& ring) {
  Ring out;
  for (const BoostPoint& point : ring) out.push_back({point.x(), point.y()});
  return withoutRepeats(out);
}

struct Segment {
  Point a;
  Point b;
  std::size_t index = 0;
  [[nodiscard]] double minX() const { return std::min(a.x, b.x); }
  [[nodiscard]] double maxX() const { return std::max(a.x, b.x); }
};

double cross(const Point& origin, const Point& a, const Point& b) {
  return (a.x - origin.x) * (b.y - origin.y) - (a.y - origin.y) * (b.x - origin.x);
}

// For a point that lies on the segment's line.
bool within(const Segment& segment, const Point& point) {
  return point.x >= segment.minX() && point.x <= segment.maxX() &&
         point.y >= std::min(segment.a.y, segment.b.y) && point.y <= std::max(segment.a.y, segment.b.y);
}

// Adds to both segments' lists the points where they have to be cut.
void cut(const Segment& one, const Segment& two, std::vector<std::vector<Point>>& cuts) {
  const double sideA = cross(one.a, one.b, two.a);
  const double sideB = cross(one.a, one.b, two.b);
  const double sideC = cross(two.a, two.b, one.a);
  const double sideD = cross(two.a, two.b, one.b);
  if (sideA == 0 && within(one, two.a)) cuts[one.index].push_back(two.a);
  if (sideB == 0 && within(one, two.b)) cuts[one.index].push_back(two.b);
  if (sideC == 0 && within(two, one.a)) cuts[two.index].push_back(one.a);
  if (sideD == 0 && within(two, one.b)) cuts[two.index].push_back(one.b);
  if (!((sideA < 0 && sideB > 0) || (sideA > 0 && sideB < 0))) return;
  if (!((sideC < 0 && sideD > 0) || (sideC > 0 && sideD < 0))) return;
  const double along = sideC / (sideC - sideD);
  const Point at = onGrid({one.a.x + along * (one.b.x - one.a.x), one.a.y + along * (one.b.y - one.a.y)});
  cuts[one.index].push_back(at);
  cuts[two.index].push_back(at);
}

// The ring with a point wherever it meets itself: a sweep along x, which looks only at segments that overlap there.
Ring withCrossings(const Ring& ring) {
  std::vector<Segment> segments;
  for (std::size_t i = 0; i < ring.size(); ++i) segments.push_back({ring[i], ring[(i + 1) % ring.size()], i});
  std::sort(segments.begin(), segments.end(), [](const Segment& left, const Segment& right) {
    return std::pair(left.minX(), left.index) < std::pair(right.minX(), right.index);
  });
  std::vector<std::vector<Point>> cuts(ring.size());
  std::vector<Segment> active;
  for (const Segment& segment : segments) {
    std::erase_if(active, [&](const Segment& other) { return other.maxX() < segment.minX(); });
    for (const Segment& other : active) cut(segment, other, cuts);
    active.push_back(segment);
  }
  Ring out;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    out.push_back(ring[i]);
    std::sort(cuts[i].begin(), cuts[i].end(), [&](const Point& left, const Point& right) {
      return std::hypot(left.x - ring[i].x, left.y - ring[i].y) < std::hypot(right.x - ring[i].x, right.y - ring[i].y);
    });
    out.insert(out.end(), cuts[i].begin(), cuts[i].end());
  }
  return withoutRepeats(out);
}

// Loops that touch themselves nowhere. Their symmetric difference is the ring's area by the even-odd rule.
std::vector<Ring> loopsOf(const Ring& ring) {
  std::vector<Ring> loops;
  Ring path;
  std::map<std::pair<double, double>, std::size_t> placeOf;
  for (const Point& point : withCrossings(ring)) {
    const auto [place, isNew] = placeOf.try_emplace({point.x, point.y}, path.size());
    if (!isNew) {
      const auto begin = path.begin() + static_cast<std::ptrdiff_t>(place->second);
      loops.emplace_back(begin, path.end());
      for (auto dropped = begin + 1; dropped != path.end(); ++dropped) placeOf.erase({dropped->x, dropped->y});
      path.erase(begin + 1, path.end());
    } else {
      path.push_back(point);
    }
  }
  loops.push_back(std::move(path));
  std::erase_if(loops, [](const Ring& loop) { return loop.size() < 3 || ringArea(loop) == 0; });
  return loops;
}

void addLoops(const Ring& ring, int depth, std::vector<BoostRing>& loops) {
  for (const Ring& loop : loopsOf(ring)) {
    BoostRing candidate = toBoost(loop);
    if (bg::is_valid(candidate) || depth >= mostSplits)
      loops.push_back(std::move(candidate));
    else
      addLoops(loop, depth + 1, loops);
  }
}

BoostArea evenOddArea(const Ring& drawn) {
  BoostArea area;
  if (!isFinite(drawn)) return area;
  Ring ring;
  for (const Point& point : drawn) ring.push_back(onGrid(point));
  std::vector<BoostRing> loops;
  addLoops(withoutRepeats(ring), 0, loops);
  for (const BoostRing& loop : loops) {
    BoostArea sum;
    bg::sym_difference(area, loop, sum);
    area = std::move(sum);
  }
  return area;
}

BoostArea areaOf(const Polygon& polygon) {
  BoostArea area = evenOddArea(polygon.outer);
  for (const Ring& hole : polygon.holes) {
    BoostArea rest;
    bg::difference(area, evenOddArea(hole), rest);
    area = std::move(rest);
  }
  return area;
}

void append(const BoostArea& area, std::vector<Polygon>& polygons) {
  for (const BoostPolygon& piece : area) {
    Polygon polygon{fromBoost(piece.outer()), {}};
    if (isSliver(polygon.outer)) continue;
    for (const BoostRing& inner : piece.inners()) {
      Ring hole = fromBoost(inner);
      if (!isSliver(hole)) polygon.holes.push_back(std::move(hole));
    }
    polygons.push_back(std::move(polygon));
  }
}

Polygon cleaned(const Polygon& polygon) {
  Polygon out{withoutRepeats(polygon.outer), {}};
  for (const Ring& hole : polygon.holes)
    if (isFinite(hole) && !isSliver(hole)) out.holes.push_back(withoutRepeats(hole));
  return out;
}

bool isValid(const Polygon& polygon) {
  BoostPolygon candidate;
  candidate.outer() = toBoost(polygon.outer);
  for (const Ring& hole : polygon.holes) candidate.inners().push_back(toBoost(hole));
  bg::correct(candidate);
  return bg::is_valid(candidate);
}

// (y, x) of the point that is met first from top to bottom.
std::pair<double, double> firstPoint(const Polygon& polygon) {
  std::pair first(polygon.outer.front().y, polygon.outer.front().x);
  for (const Point& point : polygon.outer) first = std::min(first, std::pair(point.y, point.x));
  return first;
}

struct Candidate {
  Polygon polygon;
  BoostBox box;
};

// Groups of polygons whose boxes meet, directly or through others.
std::vector<std::vector<std::size_t>> groups(const std::vector<Candidate>& candidates) {
  std::vector<std::vector<std::size_t>> out;
  std::vector<bool> taken(candidates.size(), false);
  for (std::size_t first = 0; first < candidates.size(); ++first) {
    if (taken[first]) continue;
    taken[first] = true;
    std::vector<std::size_t> group{first};
    for (std::size_t next = 0; next < group.size(); ++next) {
      for (std::size_t other = first + 1; other < candidates.size(); ++other) {
        if (taken[other] || !bg::intersects(candidates[group[next]].box, candidates[other].box)) continue;
        taken[other] = true;
        group.push_back(other);
      }
    }
    out.push_back(std::move(group));
  }
  return out;
}

void appendGroup(const std::vector<Candidate>& candidates, const std::vector<std::size_t>& group,
                 std::vector<Polygon>& polygons) {
  const Polygon& first = candidates[group.front()].polygon;
  if (group.size() == 1 && isValid(first)) {
    polygons.push_back(first);
    return;
  }
  BoostArea joined;
  for (const std::size_t member : group) {
    BoostArea sum;
    bg::union_(joined, areaOf(candidates[member].polygon), sum);
    joined = std::move(sum);
  }
  append(joined, polygons);
}

}  // namespace

std::vector<Polygon> normalised(const std::vector<Polygon>& polygons) {
  std::vector<Candidate> candidates;
  for (const Polygon& polygon : polygons) {
    Polygon clean = cleaned(polygon);
    // A bow-tie's signed area may be nought, so its outer ring is judged by what the even-odd rule leaves of it.
    if (clean.outer.size() < 3 || !isFinite(clean.outer)) continue;
    if (isSliver(clean.outer) && isValid(clean)) continue;
    const BoostBox box = bg::return_envelope<BoostBox>(toBoost(clean.outer));
    candidates.push_back({std::move(clean), box});
  }
  std::vector<Polygon> out;
  for (const std::vector<std::size_t>& group : groups(candidates)) {
    try {
      appendGroup(candidates, group, out);
    } catch (const bg::exception&) {
      // What Boost gives up on is kept as drawn: polygonsToMask fills it by the same rules.
      for (const std::size_t member : group) out.push_back(candidates[member].polygon);
    }
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Polygon& left, const Polygon& right) { return firstPoint(left) < firstPoint(right); });
  return out;
}

}  // namespace snitt
