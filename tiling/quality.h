// Image quality of a region: area, pen, fold and blur shares, brightness.
#pragma once

#include "core/progress.h"
#include "core/result.h"
#include "core/score.h"
#include "tiling/slide_reader.h"
#include "tiling/slide_scale.h"
#include "tiling/tissue.h"

namespace snitt {

// Sharpness of an RGB patch at 1 µm/px: the share of its contrast (variance of optical density finer than 4 µm) that
// lies in the finest structures (finer than 1 µm), [0, 1]; 0 for a patch without any contrast.
[[nodiscard]] double patchSharpness(const Image& rgbPatch);

// Below this sharpness a patch counts as blurred. Real colorectal tissue in focus has 0.11 and more, the same out of
// focus by a Gaussian of 2 µm at most 0.04.
[[nodiscard]] double blurLimit();

// Whether a patch holds structures of 4 to 16 µm and more, which blur does not take away: mucin, fat and glass have
// none, and nobody can tell there whether the picture is sharp.
[[nodiscard]] bool patchHasContent(const Image& rgbPatch);

// `region` has the size of the map's masks and lies in its tissue.
// areaMm2, foldShare, brightness (mean luminance, Rec. 601): of the region. penShare: of the region and the ink on it;
// ink counts where the region closes around it within 0.5 mm, so not beside the tissue. blurShare: of at most 300
// patches of 128 px with content, at 1 µm/px (at the slide's own scale where that is coarser), taken evenly from the
// region in reading order, the same ones each time. Patches that cannot be read are left out. blurShare is 0 where the
// region simply has no patch with content (mucin, fat), and NaN ("could not be measured") where no patch could be
// judged and most could not be read. An empty region has nought of everything. A stop is obeyed between patches.
// Errors: usage (another size), cancelled, io (memory ran out).
[[nodiscard]] Result<QualityFigures> measureQuality(SlideReader& slide, const SlideScale& scale, const TissueMap& map,
                                                    const Mask& region, const RunControl& control);

}  // namespace snitt
