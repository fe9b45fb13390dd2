#include "core/annotation/edits.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "core/area_ops.h"
#include "core/text/identity.h"

namespace snitt {

namespace {

std::vector<AnnotationPtr> unlocked(const AnnotationSet& set, const Ids& ids) {
  std::vector<AnnotationPtr> list;
  for (const std::string& id : ids)
    if (AnnotationPtr one = set.find(id); one && !one->locked) list.push_back(std::move(one));
  return list;
}

// Field frames keep their form: they are what counts are divided by.
std::vector<AnnotationPtr> areasOf(std::vector<AnnotationPtr> list) {
  std::erase_if(
      list, [](const AnnotationPtr& one) { return one->geometry.areas.empty() || one->shape == Shape::fieldFrame; });
  return list;
}

Geometry areaGeometry(Area area) {
  Geometry geometry;
  geometry.areas = std::move(area);
  return geometry;
}

// The smallest area annotation around the place of a geometry that is larger than it; empty: none.
std::string parentOf(const AnnotationSet& set, const Geometry& geometry, const std::string& ownId) {
  const Point place = placeOf(geometry);
  const double own = areaMm2(geometry, {1, 1});
  std::string parent;
  double smallest = 0;
  for (const AnnotationPtr& one : set.in({place.x, place.y, place.x, place.y})) {
    if (one->id == ownId || one->kind != ObjectKind::annotation || one->geometry.areas.empty()) continue;
    const double area = areaMm2(one->geometry, {1, 1});
    if (area <= own || (!parent.empty() && area >= smallest) || !covers(one->geometry, place)) continue;
    parent = one->id;
    smallest = area;
  }
  return parent;
}

double sizeOf(const Area& area) {
  double px2 = 0;
  for (const Polygon& polygon : area) px2 += polygonArea(polygon);
  return px2;
}

// Another annotation like it.
std::shared_ptr<Annotation> likeIt(const Annotation& one, Geometry geometry, Shape shape, const Editor& by) {
  auto made = std::make_shared<Annotation>(one);
  made->id = randomUuid();
  made->geometry = std::move(geometry);
  made->shape = shape;
  made->author = by.account;
  made->created = by.time;
  made->changed.clear();
  made->origin = Origin::human;
  made->locked = false;
  // What a file measured was measured on the other.
  made->measurements.clear();
  made->foreign.clear();
  return made;
}

template <class Change>
Result<AnnotationEdit> redrawnEach(const AnnotationSet& set, const Ids& ids, const Editor& by, const Change& change) {
  AnnotationEdit edit;
  for (const AnnotationPtr& one : areasOf(unlocked(set, ids))) {
    auto area = change(one->geometry.areas);
    if (!area) return fail(area.error());
    if (area->empty() || *area == one->geometry.areas) continue;
    edit.push_back({one, redrawn(*one, areaGeometry(std::move(*area)), Shape::polygon, by)});
  }
  return edit;
}

}  // namespace

AnnotationPtr newAnnotation(const AnnotationSet& set, Geometry geometry, Shape shape, std::string className,
                            const Editor& by) {
  auto made = std::make_shared<Annotation>();
  made->id = randomUuid();
  made->parent = parentOf(set, geometry, {});
  made->geometry = std::move(geometry);
  made->shape = shape;
  made->className = std::move(className);
  made->author = by.account;
  made->created = by.time;
  return made;
}

AnnotationEdit added(const AnnotationPtr& annotation) { return {{nullptr, annotation}}; }

AnnotationPtr redrawn(const Annotation& annotation, Geometry geometry, Shape shape, const Editor& by) {
  auto made = std::make_shared<Annotation>(annotation);
  // What a file measured was measured on another form.
  if (made->geometry != geometry) made->measurements.clear();
  made->geometry = std::move(geometry);
  made->shape = shape;
  made->origin = Origin::human;
  made->author = by.account;
  made->changed = by.time;
  return made;
}

AnnotationEdit changedEach(const AnnotationSet& set, const Ids& ids, const Editor& by,
                           const std::function<void(Annotation&)>& change) {
  AnnotationEdit edit;
  for (const AnnotationPtr& one : unlocked(set, ids)) {
    auto after = std::make_shared<Annotation>(*one);
    change(*after);
    if (*after == *one) continue;
    after->changed = by.time;
    edit.push_back({one, std::move(after)});
  }
  return edit;
}

AnnotationEdit classed(const AnnotationSet& set, const Ids& ids, const std::string& className, const Editor& by) {
  return changedEach(set, ids, by, [&](Annotation& one) {
    if (one.className != className) one.classColour.reset();
    one.className = className;
  });
}

AnnotationEdit verified(const AnnotationSet& set, const Ids& ids, const Editor& by) {
  return changedEach(set, ids, by, [](Annotation& one) {
    if (one.origin == Origin::ai) one.origin = Origin::aiVerified;
  });
}

AnnotationEdit withLock(const AnnotationSet& set, const Ids& ids, bool locked, const Editor& by) {
  AnnotationEdit edit;
  for (const std::string& id : ids) {
    const AnnotationPtr one = set.find(id);
    if (!one || one->locked == locked) continue;
    auto after = std::make_shared<Annotation>(*one);
    after->locked = locked;
    after->changed = by.time;
    edit.push_back({one, std::move(after)});
  }
  return edit;
}

AnnotationEdit moved(const AnnotationSet& set, const Ids& ids, double dx, double dy, const Editor& by) {
  AnnotationEdit edit;
  if (dx == 0 && dy == 0) return edit;
  for (const AnnotationPtr& one : unlocked(set, ids))
    edit.push_back({one, redrawn(*one, movedBy(one->geometry, dx, dy), one->shape, by)});
  return edit;
}

AnnotationEdit removed(const AnnotationSet& set, const Ids& ids) {
  const std::vector<AnnotationPtr> gone = unlocked(set, ids);
  if (gone.empty()) return {};
  AnnotationEdit edit;
  std::map<std::string, std::string> parents;
  for (const AnnotationPtr& one : gone) {
    edit.push_back({one, nullptr});
    parents[one->id] = one->parent;
  }
  for (const AnnotationPtr& one : set.all()) {
    if (parents.contains(one->id) || !parents.contains(one->parent)) continue;
    auto after = std::make_shared<Annotation>(*one);
    // A chain of removed ones; a ring of them, which only a file can hold, ends with none.
    for (std::size_t i = 0; i <= parents.size() && parents.contains(after->parent); ++i)
      after->parent = parents[after->parent];
    if (parents.contains(after->parent)) after->parent.clear();
    edit.push_back({one, std::move(after)});
  }
  return edit;
}

AnnotationEdit duplicated(const AnnotationSet& set, const Ids& ids, double dx, double dy, const Editor& by) {
  AnnotationEdit edit;
  for (const std::string& id : ids)
    if (const AnnotationPtr one = set.find(id))
      edit.push_back({nullptr, likeIt(*one, movedBy(one->geometry, dx, dy), one->shape, by)});
  return edit;
}

Result<AnnotationEdit> merged(const AnnotationSet& set, const Ids& ids, const Editor& by) {
  const auto areas = areasOf(unlocked(set, ids));
  if (areas.size() < 2) return fail(ErrorKind::usage, "Select two or more areas that are not locked to merge them");
  std::vector<Area> all;
  all.reserve(areas.size());
  for (const AnnotationPtr& one : areas) all.push_back(one->geometry.areas);
  auto whole = united(all);
  if (!whole) return fail(whole.error());
  AnnotationEdit edit;
  Ids others;
  for (std::size_t i = 1; i < areas.size(); ++i) others.push_back(areas[i]->id);
  edit = removed(set, others);
  // What belonged to the others belongs to the whole.
  for (AnnotationChange& change : edit) {
    if (!change.after || std::ranges::find(others, change.before->parent) == others.end()) continue;
    auto after = std::make_shared<Annotation>(*change.after);
    after->parent = after->id == areas[0]->id ? change.after->parent : areas[0]->id;
    change.after = std::move(after);
  }
  std::erase_if(edit, [&](const AnnotationChange& change) { return change.before->id == areas[0]->id; });
  AnnotationPtr into = redrawn(*areas[0], areaGeometry(std::move(*whole)), Shape::polygon, by);
  if (std::ranges::find(others, into->parent) != others.end()) {
    auto orphan = std::make_shared<Annotation>(*into);
    orphan->parent.clear();
    into = std::move(orphan);
  }
  edit.push_back({areas[0], std::move(into)});
  return edit;
}

Result<AnnotationEdit> subtracted(const AnnotationSet& set, const Ids& ids, const Editor& by) {
  constexpr const char* advice = "Select the area that is to stay first, then those that are cut out of it";
  std::vector<AnnotationPtr> list;
  for (const std::string& id : ids)
    if (AnnotationPtr one = set.find(id); one && !one->geometry.areas.empty()) list.push_back(std::move(one));
  if (list.size() < 2) return fail(ErrorKind::usage, advice);
  if (list[0]->locked) return fail(ErrorKind::usage, "The area that is to stay is locked");
  std::vector<Area> others;
  for (std::size_t i = 1; i < list.size(); ++i) others.push_back(list[i]->geometry.areas);
  const auto taken = united(others);
  if (!taken) return fail(taken.error());
  return painted(set, list[0], *taken, false, by);
}

Result<AnnotationEdit> cutAlong(const AnnotationSet& set, const Ids& ids, const std::vector<Point>& line,
                                const Editor& by) {
  AnnotationEdit edit;
  for (const AnnotationPtr& one : areasOf(unlocked(set, ids))) {
    auto pieces = cut(one->geometry.areas, line);
    if (!pieces) return fail(pieces.error());
    if (pieces->size() < 2) continue;
    edit.push_back({one, redrawn(*one, areaGeometry(pieces->front()), Shape::polygon, by)});
    for (std::size_t i = 1; i < pieces->size(); ++i)
      edit.push_back({nullptr, likeIt(*one, areaGeometry((*pieces)[i]), Shape::polygon, by)});
  }
  return edit;
}

Result<AnnotationEdit> partedInto(const AnnotationSet& set, const Ids& ids, const Editor& by) {
  AnnotationEdit edit;
  for (const AnnotationPtr& one : unlocked(set, ids)) {
    std::vector<Geometry> parts;
    for (const Polygon& polygon : one->geometry.areas) parts.push_back(areaGeometry({polygon}));
    for (const auto& line : one->geometry.lines) parts.push_back({{}, {line}, {}});
    for (const Point& point : one->geometry.points) parts.push_back({{}, {}, {point}});
    if (parts.size() < 2) continue;
    edit.push_back({one, redrawn(*one, std::move(parts[0]), one->shape, by)});
    for (std::size_t i = 1; i < parts.size(); ++i)
      edit.push_back({nullptr, likeIt(*one, std::move(parts[i]), one->shape, by)});
  }
  if (edit.empty()) return fail(ErrorKind::usage, "Select an annotation of several parts that is not locked");
  return edit;
}

Result<AnnotationEdit> holesFilled(const AnnotationSet& set, const Ids& ids, const Editor& by) {
  return redrawnEach(set, ids, by, [](const Area& area) -> Result<Area> {
    Area filled = area;
    const bool any = std::ranges::any_of(filled, [](const Polygon& one) { return !one.holes.empty(); });
    if (!any) return area;
    for (Polygon& polygon : filled) polygon.holes.clear();
    return united(std::vector<Area>{filled});
  });
}

Result<AnnotationEdit> smoothed(const AnnotationSet& set, const Ids& ids, double tolerancePx, const Editor& by) {
  Ids free = ids;
  std::erase_if(free, [&](const std::string& id) {
    const AnnotationPtr one = set.find(id);
    return !one || one->shape == Shape::rectangle || one->shape == Shape::ellipse;  // nothing to be made simpler
  });
  return redrawnEach(set, free, by, [&](const Area& area) { return simplified(area, tolerancePx); });
}

Result<AnnotationEdit> painted(const AnnotationSet& set, const AnnotationPtr& annotation,
                               const std::vector<Polygon>& area, bool adds, const Editor& by) {
  const Area& own = annotation->geometry.areas;
  auto result = adds ? united(own, area) : without(own, area);
  if (!result) return fail(result.error());
  // GEOS may begin a ring elsewhere: only what changes the size is a change.
  constexpr double leastPx2 = 1e-3;
  if (std::abs(sizeOf(*result) - sizeOf(own)) < leastPx2) return AnnotationEdit{};
  if (result->empty()) return removed(set, {annotation->id});
  return AnnotationEdit{{annotation, redrawn(*annotation, areaGeometry(std::move(*result)), Shape::polygon, by)}};
}

AnnotationEdit hierarchyResolved(const AnnotationSet& set, const Editor& by) {
  AnnotationEdit edit;
  for (const AnnotationPtr& one : set.all()) {
    const std::string parent = parentOf(set, one->geometry, one->id);
    if (parent == one->parent || one->locked) continue;
    auto after = std::make_shared<Annotation>(*one);
    after->parent = parent;
    after->changed = by.time;
    edit.push_back({one, std::move(after)});
  }
  return edit;
}

}  // namespace snitt
