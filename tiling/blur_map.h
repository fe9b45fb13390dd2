// Where a slide's tissue is out of focus, by the same judgement of patches as the quality figures.
#pragma once

#include "core/progress.h"
#include "core/result.h"
#include "tiling/slide_reader.h"
#include "tiling/slide_scale.h"
#include "tiling/tissue.h"

namespace snitt {

// Patches of 128 px at 1 µm/px with content, at most `mostPatches` of them taken evenly from the tissue; those that are
// blurred are set in a mask of the map's size. What was not looked at is not set. A patch that cannot be read is left
// out. A stop is obeyed between patches. Errors: cancelled, usage, io (memory ran out).
[[nodiscard]] Result<Mask> findBlur(SlideReader& slide, const SlideScale& scale, const TissueMap& map, int mostPatches,
                                    const RunControl& control);

}  // namespace snitt
