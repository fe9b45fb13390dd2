// Field frames and rulers of notes, as annotations. Pure function.
#pragma once

#include "core/annotation/annotation_set.h"
#include "core/notes/slide_notes.h"
#include "tiling/slide_info.h"

namespace snitt {

// Those that the drawing does not hold yet, with the same ids.
[[nodiscard]] AnnotationEdit asAnnotations(const SlideNotes& notes, const Mpp& scale, const AnnotationSet& drawn);

}  // namespace snitt
