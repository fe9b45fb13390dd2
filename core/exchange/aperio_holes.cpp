#include <algorithm>
#include <limits>

#include "core/annotation/annotation_measure.h"
#include "core/area_ops.h"
#include "core/exchange/aperio_p.h"

namespace snitt::exchange {

namespace {

// By its outer rings: holes are cut one after another, and one beside another lies in none.
bool liesIn(const Ring& ring, const Polygon& polygon, const Box& box, const Box& of) {
  if (box.minX < of.minX || box.minY < of.minY || box.maxX > of.maxX || box.maxY > of.maxY) return false;
  Geometry outline;
  outline.areas = {{polygon.outer, {}}};
  // A few hundred vertices decide, however many there are; the repair of areas sees to the rest.
  constexpr std::size_t mostTried = 256;
  const std::size_t step = ring.size() / mostTried + 1;
  for (std::size_t i = 0; i < ring.size(); i += step)
    if (!covers(outline, ring[i]) && distanceTo(outline, ring[i]) > 1e-3) return false;
  return true;
}

Box boxOfRing(const Ring& ring) {
  Geometry geometry;
  geometry.points = ring;
  return boxOf(geometry);
}

}  // namespace

void cutHoles(std::vector<AperioDraft>& drafts, std::vector<AperioHole> holes, Findings& findings) {
  struct Place {
    AperioDraft* draft;
    std::size_t polygon;
    Box box;
    double area;
  };
  if (holes.empty()) return;
  std::vector<Place> places;
  for (AperioDraft& draft : drafts)
    for (std::size_t i = 0; i < draft.annotation.geometry.areas.size(); ++i) {
      const Polygon& polygon = draft.annotation.geometry.areas[i];
      places.push_back({&draft, i, boxOfRing(polygon.outer), ringArea(polygon.outer)});
    }
  // The smallest first, so that the first that fits is the one.
  std::ranges::stable_sort(places, {}, &Place::area);
  std::vector<const AperioHole*> crossing;
  for (AperioHole& hole : holes) {
    const Box box = boxOfRing(hole.ring);
    const double area = hole.ring.size() < 3 ? 0 : ringArea(hole.ring);
    const auto found = std::ranges::find_if(places, [&](const Place& place) {
      const Polygon& polygon = place.draft->annotation.geometry.areas[place.polygon];
      return place.area >= area && place.box.touches(box) && liesIn(hole.ring, polygon, box, place.box);
    });
    if (found == places.end()) {
      crossing.push_back(&hole);
      continue;
    }
    Annotation& annotation = found->draft->annotation;
    annotation.geometry.areas[found->polygon].holes.push_back(std::move(hole.ring));
    annotation.shape = Shape::polygon;
  }
  for (const AperioHole* hole : crossing) {
    const Box box = boxOfRing(hole->ring);
    std::size_t cutOut = 0;
    const auto taken = repaired({{hole->ring, {}}});
    for (AperioDraft& draft : drafts) {
      Annotation& annotation = draft.annotation;
      if (!taken || taken->empty() || annotation.geometry.areas.empty() || !boxOf(annotation.geometry).touches(box))
        continue;
      const auto whole = repaired(annotation.geometry.areas);
      auto rest = whole ? without(*whole, *taken) : fail(whole.error());
      if (!rest || rest->empty() || *rest == *whole) continue;
      annotation.geometry.areas = std::move(*rest);
      annotation.shape = Shape::polygon;
      ++cutOut;
    }
    findings.add(subjectOf(hole->number, ""),
                 cutOut > 0 ? "it is a negative region that reaches over the rim of others, and was cut out of them"
                            : "it is a negative region that lies in no other, and was left out");
  }
}

}  // namespace snitt::exchange
