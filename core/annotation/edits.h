// What commands and tools do to annotations, as edits that can be undone. Pure functions: nothing is changed until the
// edit is applied. Locked annotations are left alone by all but `withLock`; an edit that would change nothing is empty.
// Errors of kind usage say what to select instead, of kind corrupt what GEOS could not do.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/annotation/annotation_set.h"
#include "core/result.h"

namespace snitt {

// Who edits, and when.
struct Editor {
  std::string account;
  std::string time;  // ISO 8601, UTC
};

using Ids = std::vector<std::string>;

// A new one with a random id. It belongs to the smallest area annotation that holds its place.
[[nodiscard]] AnnotationPtr newAnnotation(const AnnotationSet& set, Geometry geometry, Shape shape,
                                          std::string className, const Editor& by);
[[nodiscard]] AnnotationEdit added(const AnnotationPtr& annotation);

// With another geometry: the work of who edits, so what a network drew becomes human.
[[nodiscard]] AnnotationPtr redrawn(const Annotation& annotation, Geometry geometry, Shape shape, const Editor& by);

// One annotation each of which `change` alters; those that it leaves as they are stay out of the edit.
[[nodiscard]] AnnotationEdit changedEach(const AnnotationSet& set, const Ids& ids, const Editor& by,
                                         const std::function<void(Annotation&)>& change);
[[nodiscard]] AnnotationEdit classed(const AnnotationSet& set, const Ids& ids, const std::string& className,
                                     const Editor& by);
[[nodiscard]] AnnotationEdit verified(const AnnotationSet& set, const Ids& ids, const Editor& by);
[[nodiscard]] AnnotationEdit withLock(const AnnotationSet& set, const Ids& ids, bool locked, const Editor& by);
[[nodiscard]] AnnotationEdit moved(const AnnotationSet& set, const Ids& ids, double dx, double dy, const Editor& by);

// What belonged to a removed one belongs to what that belonged to.
[[nodiscard]] AnnotationEdit removed(const AnnotationSet& set, const Ids& ids);
[[nodiscard]] AnnotationEdit duplicated(const AnnotationSet& set, const Ids& ids, double dx, double dy,
                                        const Editor& by);

// Areas into the first of them.
[[nodiscard]] Result<AnnotationEdit> merged(const AnnotationSet& set, const Ids& ids, const Editor& by);
// The others cut out of the first; they stay, and may be locked.
[[nodiscard]] Result<AnnotationEdit> subtracted(const AnnotationSet& set, const Ids& ids, const Editor& by);
// Along a line: the largest piece stays the annotation, the others are new ones like it. Empty where nothing is cut.
[[nodiscard]] Result<AnnotationEdit> cutAlong(const AnnotationSet& set, const Ids& ids, const std::vector<Point>& line,
                                              const Editor& by);
// Each polygon of a multipolygon, line or point becomes an annotation of its own.
[[nodiscard]] Result<AnnotationEdit> partedInto(const AnnotationSet& set, const Ids& ids, const Editor& by);
[[nodiscard]] Result<AnnotationEdit> holesFilled(const AnnotationSet& set, const Ids& ids, const Editor& by);
[[nodiscard]] Result<AnnotationEdit> smoothed(const AnnotationSet& set, const Ids& ids, double tolerancePx,
                                              const Editor& by);

// Area added to, or taken from, an annotation; removed where nothing is left.
[[nodiscard]] Result<AnnotationEdit> painted(const AnnotationSet& set, const AnnotationPtr& annotation,
                                             const std::vector<Polygon>& area, bool adds, const Editor& by);

// Belonging by containment, for all: each to the smallest area annotation that holds its place.
[[nodiscard]] AnnotationEdit hierarchyResolved(const AnnotationSet& set, const Editor& by);

}  // namespace snitt
