// The outline inside which a slide is scored: taken from a drawing, and compared with the drawing later. Pure
// functions.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/annotation/annotation_set.h"
#include "core/drawing/drawing_file.h"
#include "core/geojson.h"

namespace snitt {

// Areas as GeoJSON for `snitt score --tumour`: each with its annotation's id, all of class Tumor, marked as drawn in
// Snitt. What is no area is left out.
[[nodiscard]] std::string outlineFile(const std::vector<AnnotationPtr>& annotations);

// As an annotation that can be corrected: of origin ai, with the id that the file gives it, so that the score it
// belongs to is known again.
[[nodiscard]] std::vector<AnnotationPtr> outlineAnnotations(const std::vector<OutlineFeature>& outline,
                                                            const std::string& author, const std::string& created);

enum class OutlineState {
  asScored,  // the drawing shows what was scored, or nothing of it
  edited,    // an annotation that was scored has another form now
  removed,   // one that was taken from the drawing is no longer there
};

// `scored`: what a score rests on (outline.geojson where one was given, else tumour.geojson). `find` gives the
// annotation of an id as it is now, null where there is none; `wasRemoved` says of such an id whether it was there
// once: an outline that this drawing never held tells nothing.
[[nodiscard]] OutlineState outlineState(const std::vector<OutlineFeature>& scored,
                                        const std::function<AnnotationPtr(const std::string&)>& find,
                                        const std::function<bool(const std::string&)>& wasRemoved);
// The same of a drawing that was read.
[[nodiscard]] OutlineState outlineState(const std::vector<OutlineFeature>& scored, const DrawnNow& drawn);

// What makes a score stale, as a sentence without a full stop; empty where nothing does.
[[nodiscard]] std::string staleReason(OutlineState state);

}  // namespace snitt
