#include "tiling/thumbnail.h"

#include <algorithm>
#include <cmath>

#include "tiling/guard_p.h"
#include "tiling/overview_reader_p.h"

namespace snitt {

namespace {

constexpr int kMostEdgePx = 16384;
constexpr std::uint8_t kHatchGround = 224;
constexpr std::uint8_t kHatchLine = 160;
constexpr int kHatchPeriodPx = 8;
constexpr int kHatchLinePx = 2;

// The period is that of the whole picture, so that neighbouring parts join without a seam.
void hatch(Image& image, const OverviewReader::Lost& part) {
  for (int y = part.y; y < part.y + part.heightPx; ++y)
    for (int x = part.x; x < part.x + part.widthPx; ++x)
      std::fill_n(image.pixel(x, y), 3, (x + y) % kHatchPeriodPx < kHatchLinePx ? kHatchLine : kHatchGround);
}

int edgePx(std::int64_t slidePx, double downsample, int longestEdgePx) {
  return std::clamp(static_cast<int>(std::ceil(static_cast<double>(slidePx) / downsample - 1e-6)), 1, longestEdgePx);
}

Result<Image> thumbnailOf(SlideReader& slide, int longestEdgePx, const RunControl& control) {
  if (longestEdgePx < 1 || longestEdgePx > kMostEdgePx)
    return fail(ErrorKind::usage,
                "a thumbnail's longer edge must lie between 1 and 16384 px, not " + std::to_string(longestEdgePx));
  const Level& finest = slide.info().levels.front();
  const auto longest = static_cast<double>(std::max(finest.widthPx, finest.heightPx));
  const double downsample = std::max(1.0, longest / longestEdgePx);
  Image thumbnail(edgePx(finest.widthPx, downsample, longestEdgePx),
                  edgePx(finest.heightPx, downsample, longestEdgePx));
  OverviewReader reader(slide, downsample, control, thumbnail);
  reader.readAll("thumbnail");
  if (reader.cancelled()) return fail(ErrorKind::cancelled, "the making of a thumbnail was cancelled");
  for (const OverviewReader::Lost& part : reader.lost()) hatch(thumbnail, part);
  return thumbnail;
}

}  // namespace

Result<Image> slideThumbnail(SlideReader& slide, int longestEdgePx, const RunControl& control) {
  return guarded("making a thumbnail", [&] { return thumbnailOf(slide, longestEdgePx, control); });
}

}  // namespace snitt
