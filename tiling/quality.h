// Image quality of a region: area, pen, fold and blur shares, brightness.
#pragma once

#include "core/progress.h"
#include "core/result.h"
#include "core/score.h"
#include "tiling/slide_reader.h"
#include "tiling/slide_scale.h"
#include "tiling/tissue.h"

namespace snitt {

// Sharpness of a grey patch at 1 µm/px: the share of its contrast that lies in the finest structures, [0, 1].
[[nodiscard]] double patchSharpness(const Image& rgbPatch);

// Below this sharpness a patch counts as blurred.
[[nodiscard]] double blurLimit();

// `region` has the size of the map's masks; pen counts where it covers the region's own bounding tissue. Blur is judged
// on at most 300 patches of 128 px at 1 µm/px, evenly taken from the region (sampling is deterministic).
[[nodiscard]] Result<QualityFigures> measureQuality(SlideReader& slide, const SlideScale& scale, const TissueMap& map,
                                                    const Mask& region, const RunControl& control);

}  // namespace snitt
