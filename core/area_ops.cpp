#include "core/area_ops.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include <fmt/format.h>
#include <geos_c.h>

namespace snitt {

namespace {

constexpr double kGridPx = 1.0 / 1024;
constexpr int kArcSteps = 12;  // segments a quarter of a brush's rim

// GEOS keeps its state in a context, one a call here: making one takes microseconds.
class Geos {
 public:
  Geos() : m_context(GEOS_init_r()) {
    GEOSContext_setErrorMessageHandler_r(m_context, &Geos::keep, this);
    GEOSContext_setNoticeMessageHandler_r(m_context, nullptr, nullptr);
  }
  ~Geos() { GEOS_finish_r(m_context); }
  Geos(const Geos&) = delete;
  Geos& operator=(const Geos&) = delete;

  [[nodiscard]] GEOSContextHandle_t context() const { return m_context; }
  [[nodiscard]] tl::unexpected<Error> fault() const {
    return fail(ErrorKind::corrupt, "the areas cannot be joined or cut: " + (m_message.empty() ? "?" : m_message));
  }

 private:
  static void keep(const char* message, void* self) { static_cast<Geos*>(self)->m_message = message; }
  GEOSContextHandle_t m_context;
  std::string m_message;
};

struct Destroy {
  GEOSContextHandle_t context;
  void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context, geometry); }
};
using Owned = std::unique_ptr<GEOSGeometry, Destroy>;

Owned owned(const Geos& geos, GEOSGeometry* geometry) { return {geometry, Destroy{geos.context()}}; }

GEOSCoordSequence* sequenceOf(const Geos& geos, const std::vector<Point>& points, bool close) {
  std::vector<double> flat;
  flat.reserve(2 * points.size() + 2);
  for (const Point& p : points) flat.insert(flat.end(), {p.x, p.y});
  if (close && !points.empty()) flat.insert(flat.end(), {points.front().x, points.front().y});
  return GEOSCoordSeq_copyFromBuffer_r(geos.context(), flat.data(), static_cast<unsigned>(flat.size() / 2), 0, 0);
}

// Null where the ring is too short, or holds what is no number.
GEOSGeometry* ringOf(const Geos& geos, const Ring& ring) {
  const bool finite =
      std::ranges::all_of(ring, [](const Point& p) { return std::isfinite(p.x) && std::isfinite(p.y); });
  if (ring.size() < 3 || !finite) return nullptr;
  return GEOSGeom_createLinearRing_r(geos.context(), sequenceOf(geos, ring, true));
}

// Rings that enclose nothing are left out.
Owned toGeos(const Geos& geos, const Area& area) {
  std::vector<GEOSGeometry*> polygons;
  for (const Polygon& polygon : area) {
    GEOSGeometry* outer = ringOf(geos, polygon.outer);
    if (outer == nullptr) continue;
    std::vector<GEOSGeometry*> holes;
    for (const Ring& hole : polygon.holes)
      if (GEOSGeometry* ring = ringOf(geos, hole)) holes.push_back(ring);
    polygons.push_back(
        GEOSGeom_createPolygon_r(geos.context(), outer, holes.data(), static_cast<unsigned>(holes.size())));
  }
  return owned(geos, GEOSGeom_createCollection_r(geos.context(), GEOS_MULTIPOLYGON, polygons.data(),
                                                 static_cast<unsigned>(polygons.size())));
}

std::vector<Point> pointsOf(const Geos& geos, const GEOSGeometry* line) {
  const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(geos.context(), line);
  unsigned size = 0;
  GEOSCoordSeq_getSize_r(geos.context(), sequence, &size);
  std::vector<Point> points(size);
  for (unsigned i = 0; i < size; ++i) GEOSCoordSeq_getXY_r(geos.context(), sequence, i, &points[i].x, &points[i].y);
  return points;
}

Ring openRing(const Geos& geos, const GEOSGeometry* ring) {
  Ring points = pointsOf(geos, ring);
  if (points.size() > 1) points.pop_back();
  return points;
}

// Of polygons, however nested; lines and points that an overlay left behind are nothing.
void collect(const Geos& geos, const GEOSGeometry* geometry, Area& into) {
  const int type = GEOSGeomTypeId_r(geos.context(), geometry);
  if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
    const int parts = GEOSGetNumGeometries_r(geos.context(), geometry);
    for (int i = 0; i < parts; ++i) collect(geos, GEOSGetGeometryN_r(geos.context(), geometry, i), into);
  }
  if (type != GEOS_POLYGON || GEOSisEmpty_r(geos.context(), geometry) != 0) return;
  Polygon polygon;
  polygon.outer = openRing(geos, GEOSGetExteriorRing_r(geos.context(), geometry));
  const int holes = GEOSGetNumInteriorRings_r(geos.context(), geometry);
  for (int i = 0; i < holes; ++i)
    polygon.holes.push_back(openRing(geos, GEOSGetInteriorRingN_r(geos.context(), geometry, i)));
  into.push_back(std::move(polygon));
}

Result<Area> toArea(const Geos& geos, const Owned& geometry) {
  if (!geometry) return geos.fault();
  Area area;
  collect(geos, geometry.get(), area);
  return area;
}

using Overlay = GEOSGeometry* (*)(GEOSContextHandle_t, const GEOSGeometry*, const GEOSGeometry*, double);

Result<Area> overlaid(const Area& a, const Area& b, Overlay overlay) {
  const Geos geos;
  const Owned first = toGeos(geos, a);
  const Owned second = toGeos(geos, b);
  if (!first || !second) return geos.fault();
  return toArea(geos, owned(geos, overlay(geos.context(), first.get(), second.get(), kGridPx)));
}

// The pieces of one polygon; empty where the line does not cut through.
Result<std::vector<Area>> piecesOf(const Geos& geos, const Polygon& polygon, const GEOSGeometry* line) {
  const Owned whole = toGeos(geos, {polygon});
  const Owned rim = owned(geos, GEOSBoundary_r(geos.context(), whole.get()));
  if (!rim) return geos.fault();
  const Owned lines = owned(geos, GEOSUnionPrec_r(geos.context(), rim.get(), line, kGridPx));
  if (!lines) return geos.fault();
  const GEOSGeometry* input = lines.get();
  const Owned faces = owned(geos, GEOSPolygonize_r(geos.context(), &input, 1));
  if (!faces) return geos.fault();
  std::vector<Area> pieces;
  const int count = GEOSGetNumGeometries_r(geos.context(), faces.get());
  for (int i = 0; i < count; ++i) {
    const GEOSGeometry* face = GEOSGetGeometryN_r(geos.context(), faces.get(), i);
    const Owned inside = owned(geos, GEOSPointOnSurface_r(geos.context(), face));
    if (!inside || GEOSContains_r(geos.context(), whole.get(), inside.get()) != 1) continue;  // a hole
    Area piece;
    collect(geos, face, piece);
    if (!piece.empty()) pieces.push_back(std::move(piece));
  }
  if (pieces.size() < 2) pieces.clear();
  return pieces;
}

struct Segment {
  Point a;
  Point b;
  double minX;
  double maxX;
};

double side(Point a, Point b, Point p) { return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x); }

bool cross(const Segment& one, const Segment& other) {
  return side(one.a, one.b, other.a) * side(one.a, one.b, other.b) < 0 &&
         side(other.a, other.b, one.a) * side(other.a, other.b, one.b) < 0;
}

// Whether its edges cross one another more often than GEOS can mend in reasonable time and memory: a zigzag of some ten
// thousand points has hundreds of millions of crossings, all of which become points. A sweep along x.
bool isHopeless(const Area& area) {
  constexpr std::size_t mostCrossings = 200'000;
  constexpr std::size_t mostPairs = 300'000'000;
  std::vector<Segment> segments;
  const auto add = [&](const Ring& ring) {
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
      segments.push_back({ring[j], ring[i], std::min(ring[j].x, ring[i].x), std::max(ring[j].x, ring[i].x)});
  };
  for (const Polygon& polygon : area) {
    add(polygon.outer);
    for (const Ring& hole : polygon.holes) add(hole);
  }
  std::ranges::sort(segments, {}, &Segment::minX);
  std::vector<const Segment*> active;
  std::size_t crossings = 0;
  std::size_t pairs = 0;
  for (const Segment& next : segments) {
    std::erase_if(active, [&](const Segment* one) { return one->maxX < next.minX; });
    pairs += active.size();
    for (const Segment* one : active) crossings += cross(*one, next) ? 1 : 0;
    if (crossings > mostCrossings || pairs > mostPairs) return true;
    active.push_back(&next);
  }
  return false;
}

double distanceToLine(Point p, Point a, Point b) {
  const double length = std::hypot(b.x - a.x, b.y - a.y);
  if (length == 0) return std::hypot(p.x - a.x, p.y - a.y);
  const double t = std::clamp(((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / (length * length), 0.0, 1.0);
  return std::hypot(p.x - a.x - t * (b.x - a.x), p.y - a.y - t * (b.y - a.y));
}

}  // namespace

Result<Area> united(const Area& a, const Area& b) { return overlaid(a, b, GEOSUnionPrec_r); }

Result<Area> united(const std::vector<Area>& areas) {
  Area all;
  for (const Area& one : areas) all.insert(all.end(), one.begin(), one.end());
  const Geos geos;
  const Owned together = toGeos(geos, all);
  if (!together) return geos.fault();
  return toArea(geos, owned(geos, GEOSUnaryUnionPrec_r(geos.context(), together.get(), kGridPx)));
}

Result<Area> without(const Area& area, const Area& taken) { return overlaid(area, taken, GEOSDifferencePrec_r); }

Result<Area> intersected(const Area& a, const Area& b) { return overlaid(a, b, GEOSIntersectionPrec_r); }

Result<std::vector<Area>> cut(const Area& area, const std::vector<Point>& line) {
  if (line.size() < 2) return std::vector<Area>{area};
  const Geos geos;
  const Owned knife = owned(geos, GEOSGeom_createLineString_r(geos.context(), sequenceOf(geos, line, false)));
  if (!knife) return geos.fault();
  std::vector<Area> pieces;
  Area rest;
  for (const Polygon& polygon : area) {
    auto some = piecesOf(geos, polygon, knife.get());
    if (!some) return fail(some.error());
    if (some->empty()) rest.push_back(polygon);
    for (Area& piece : *some) pieces.push_back(std::move(piece));
  }
  if (pieces.empty()) return std::vector<Area>{area};
  // Islands that the line did not meet stay with the largest piece.
  std::ranges::stable_sort(pieces, std::greater<>(), [](const Area& piece) { return polygonArea(piece.front()); });
  pieces.front().insert(pieces.front().end(), rest.begin(), rest.end());
  return pieces;
}

Result<Area> swept(const std::vector<Point>& path, double radius) {
  if (path.empty() || !(radius > 0)) return Area{};
  const Geos geos;
  const Owned line =
      owned(geos, path.size() == 1 ? GEOSGeom_createPointFromXY_r(geos.context(), path[0].x, path[0].y)
                                   : GEOSGeom_createLineString_r(geos.context(), sequenceOf(geos, path, false)));
  if (!line) return geos.fault();
  const Owned wide = owned(geos, GEOSBuffer_r(geos.context(), line.get(), radius, kArcSteps));
  if (!wide) return geos.fault();
  return toArea(geos, owned(geos, GEOSGeom_setPrecision_r(geos.context(), wide.get(), kGridPx, 0)));
}

Result<Area> simplified(const Area& area, double tolerance) {
  const Geos geos;
  const Owned whole = toGeos(geos, area);
  if (!whole) return geos.fault();
  return toArea(geos, owned(geos, GEOSTopologyPreserveSimplify_r(geos.context(), whole.get(), tolerance)));
}

std::vector<Point> simplified(const std::vector<Point>& line, double tolerance) {
  if (line.size() < 3) return line;
  std::vector<bool> kept(line.size(), false);
  kept.front() = kept.back() = true;
  std::vector<std::pair<std::size_t, std::size_t>> open{{0, line.size() - 1}};
  while (!open.empty()) {
    const auto [from, to] = open.back();
    open.pop_back();
    std::size_t farthest = from;
    double most = tolerance;
    for (std::size_t i = from + 1; i < to; ++i)
      if (const double away = distanceToLine(line[i], line[from], line[to]); away > most) {
        most = away;
        farthest = i;
      }
    if (farthest == from) continue;
    kept[farthest] = true;
    open.emplace_back(from, farthest);
    open.emplace_back(farthest, to);
  }
  std::vector<Point> fewer;
  for (std::size_t i = 0; i < line.size(); ++i)
    if (kept[i]) fewer.push_back(line[i]);
  return fewer;
}

std::string faultOf(const Area& area) {
  const auto isBad = [](const Ring& ring) {
    return std::ranges::any_of(ring, [](const Point& p) { return !std::isfinite(p.x) || !std::isfinite(p.y); });
  };
  for (const Polygon& polygon : area) {
    if (isBad(polygon.outer) || std::ranges::any_of(polygon.holes, isBad)) return "a coordinate is no finite number";
    if (polygon.outer.size() < 3) return "a ring has fewer than three points";
    for (const Ring& hole : polygon.holes)
      if (hole.size() < 3) return "a hole has fewer than three points";
  }
  const Geos geos;
  const Owned whole = toGeos(geos, area);
  if (!whole) return "its rings cannot be read";
  char* reason = nullptr;
  GEOSGeometry* place = nullptr;
  const char valid = GEOSisValidDetail_r(geos.context(), whole.get(), 0, &reason, &place);
  const Owned where = owned(geos, place);
  const std::string told = reason == nullptr ? std::string() : std::string(reason);
  if (reason != nullptr) GEOSFree_r(geos.context(), reason);
  if (valid == 1) return {};
  double x = 0;
  double y = 0;
  if (where) {
    GEOSGeomGetX_r(geos.context(), where.get(), &x);
    GEOSGeomGetY_r(geos.context(), where.get(), &y);
  }
  const std::string at = where ? fmt::format(" at {:.1f}, {:.1f}", x, y) : std::string();
  if (told.find("Self-intersection") != std::string::npos) return "its outline crosses itself" + at;
  if (told.find("Hole lies outside") != std::string::npos) return "a hole lies outside of it" + at;
  if (told.find("Nested") != std::string::npos) return "its parts lie inside one another" + at;
  return fmt::format("its rings do not fit together{} ({})", at, told);
}

Result<Area> repaired(const Area& area) {
  if (isHopeless(area)) return fail(ErrorKind::corrupt, "its outline crosses itself in more places than can be mended");
  const Geos geos;
  const Owned whole = toGeos(geos, area);
  if (!whole) return geos.fault();
  GEOSMakeValidParams* how = GEOSMakeValidParams_create_r(geos.context());
  GEOSMakeValidParams_setMethod_r(geos.context(), how, GEOS_MAKE_VALID_STRUCTURE);
  GEOSMakeValidParams_setKeepCollapsed_r(geos.context(), how, 0);
  const Owned valid = owned(geos, GEOSMakeValidWithParams_r(geos.context(), whole.get(), how));
  GEOSMakeValidParams_destroy_r(geos.context(), how);
  if (!valid) return geos.fault();
  return toArea(geos, owned(geos, GEOSGeom_setPrecision_r(geos.context(), valid.get(), kGridPx, 0)));
}

}  // namespace snitt
