#include "tiling/blur_map.h"

#include <algorithm>
#include <cmath>

#include "tiling/guard_p.h"
#include "tiling/quality.h"
#include "tiling/tile_plan.h"

namespace snitt {

namespace {

constexpr double kPatchMpp = 1;
constexpr int kPatchPx = 128;
constexpr double kLeastShare = 0.5;  // of a patch that lies in tissue

void fill(Mask& mask, const Region& patch, double maskDownsample) {
  const double scale = patch.downsample / maskDownsample;
  const int left = std::max(0, static_cast<int>(std::lround(static_cast<double>(patch.x) * scale)));
  const int top = std::max(0, static_cast<int>(std::lround(static_cast<double>(patch.y) * scale)));
  const int right =
      std::min(mask.width, static_cast<int>(std::lround(static_cast<double>(patch.x + patch.widthPx) * scale)));
  const int bottom =
      std::min(mask.height, static_cast<int>(std::lround(static_cast<double>(patch.y + patch.heightPx) * scale)));
  for (int y = top; y < bottom; ++y)
    for (int x = left; x < right; ++x) mask.at(x, y) = 255;
}

}  // namespace

Result<Mask> findBlur(SlideReader& slide, const SlideScale& scale, const TissueMap& map, int mostPatches,
                      const RunControl& control) {
  return guarded("looking for blur", [&]() -> Result<Mask> {
    TilePlanRequest request;
    request.downsample = std::max(1.0, scale.downsampleFor(kPatchMpp));
    request.tilePx = kPatchPx;
    request.leastTumourShare = kLeastShare;
    request.mostTiles = mostPatches;
    const auto plan = planTiles(request, map.tissue, map.downsample);
    if (!plan) return fail(plan.error());
    Mask blurred(map.tissue.width, map.tissue.height);
    for (std::size_t i = 0; i < plan->tiles.size(); ++i) {
      if (!control.proceed()) return fail(ErrorKind::cancelled, "looking for blur was cancelled");
      const auto patch = slide.read(plan->region(i));
      if (patch && patchHasContent(*patch) && patchSharpness(*patch) < blurLimit())
        fill(blurred, plan->region(i), map.downsample);
    }
    return blurred;
  });
}

}  // namespace snitt
