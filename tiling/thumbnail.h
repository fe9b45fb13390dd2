// A small picture of the whole slide for report and case list.
#pragma once

#include "core/image.h"
#include "core/progress.h"
#include "core/result.h"
#include "tiling/slide_reader.h"

namespace snitt {

// Made of the slide's own levels, never of its associated images, which may show the label. Its longer edge is
// `longestEdgePx`, or the slide's own where that is shorter (a slide is not enlarged), so that level-0 pixels per pixel
// are the quotient of the longer edges; the shorter edge is rounded up, what lies beyond the slide is white. Area
// resampling on the grid of Region. Parts that cannot be read are hatched in grey, all of it if need be: that is no
// error. Errors: usage (an edge below 1 or above 16384 px), cancelled (a stop is obeyed several times a second), io
// (memory ran out).
[[nodiscard]] Result<Image> slideThumbnail(SlideReader& slide, int longestEdgePx, const RunControl& control = {});

}  // namespace snitt
