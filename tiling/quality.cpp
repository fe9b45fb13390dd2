#include "tiling/quality.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include <fmt/format.h>
#include <opencv2/imgproc.hpp>

#include "tiling/guard_p.h"
#include "tiling/mask_ops.h"
#include "tiling/opencv_p.h"
#include "tiling/tile_plan.h"

namespace snitt {
namespace {

constexpr double penReachUm = 500;
constexpr double patchMpp = 1;
constexpr int patchPx = 128;
constexpr int mostPatches = 300;
constexpr double leastPatchShare = 0.5;        // of a patch that lies in the region
constexpr double leastPatchShareSmall = 0.05;  // for a region too small to fill half a patch anywhere

// Closing by a disc of any size at the cost of two distance transforms. Beyond the image lies nothing.
cv::Mat closed(const cv::Mat& mask, double radiusPx) {
  const int margin = static_cast<int>(std::ceil(radiusPx)) + 1;
  cv::Mat outside;
  cv::copyMakeBorder(~mask, outside, margin, margin, margin, margin, cv::BORDER_CONSTANT, 255);
  cv::Mat distance;
  cv::distanceTransform(outside, distance, cv::DIST_L2, cv::DIST_MASK_5);
  const cv::Mat grown = distance <= radiusPx;
  cv::distanceTransform(grown, distance, cv::DIST_L2, cv::DIST_MASK_5);
  return cv::Mat(distance > radiusPx)(cv::Rect(margin, margin, mask.cols, mask.rows)) | mask;
}

// The part of the picture that the region and its ink can touch: a small tumour should not cost a whole slide.
cv::Rect boundsOf(const cv::Mat& mask, double marginPx) {
  const cv::Rect box = cv::boundingRect(mask);
  const int margin = static_cast<int>(std::ceil(marginPx));
  const cv::Rect wide(box.x - margin, box.y - margin, box.width + 2 * margin, box.height + 2 * margin);
  return wide & cv::Rect(0, 0, mask.cols, mask.rows);
}

double penShareOf(const TissueMap& map, const Mask& region, std::int64_t regionPixels) {
  if (countInside(map.pen) == 0) return 0;
  const double reachPx = penReachUm / map.mpp;
  const cv::Mat all = viewOf(region);
  const cv::Rect box = boundsOf(all, reachPx);
  const cv::Mat ink = closed(all(box), reachPx) & viewOf(map.pen)(box) & ~all(box);
  const double covered = cv::countNonZero(ink);
  return covered / (covered + static_cast<double>(regionPixels));
}

double brightnessOf(const TissueMap& map, const Mask& region) {
  cv::Mat grey;
  cv::cvtColor(viewOf(map.overview), grey, cv::COLOR_RGB2GRAY);
  return cv::mean(grey, viewOf(region))[0];
}

Result<TilePlan> patchesOf(const TissueMap& map, const Mask& region, double downsample) {
  TilePlanRequest request;
  request.downsample = downsample;
  request.tilePx = patchPx;
  request.leastTumourShare = leastPatchShare;
  request.mostTiles = mostPatches;
  Result<TilePlan> plan = planTiles(request, region, map.downsample);
  if (plan && plan->tiles.empty()) {
    request.leastTumourShare = leastPatchShareSmall;
    plan = planTiles(request, region, map.downsample);
  }
  return plan;
}

tl::unexpected<Error> stopped() { return fail(ErrorKind::cancelled, "measuring image quality was cancelled"); }

Result<double> blurShareOf(SlideReader& slide, const SlideScale& scale, const TissueMap& map, const Mask& region,
                           const RunControl& control) {
  const Result<TilePlan> plan = patchesOf(map, region, std::max(1.0, scale.downsampleFor(patchMpp)));
  if (!plan) return fail(plan.error());
  std::size_t judged = 0;
  std::size_t blurred = 0;
  std::size_t unreadable = 0;
  for (std::size_t i = 0; i < plan->tiles.size(); ++i) {
    if (!control.proceed()) return stopped();
    const Result<Image> patch = slide.read(plan->region(i));
    if (!patch) ++unreadable;
    if (!patch || !patchHasContent(*patch)) continue;
    ++judged;
    if (patchSharpness(*patch) < blurLimit()) ++blurred;
  }
  if (judged > 0) return static_cast<double>(blurred) / static_cast<double>(judged);
  // Patches without content speak for the region as long as they are most of it.
  return 2 * unreadable > plan->tiles.size() ? std::numeric_limits<double>::quiet_NaN() : 0;
}

Result<QualityFigures> figuresOf(SlideReader& slide, const SlideScale& scale, const TissueMap& map, const Mask& region,
                                 const RunControl& control) {
  QualityFigures figures;
  const std::int64_t pixels = countInside(region);
  if (pixels == 0) return figures;
  figures.areaMm2 = static_cast<double>(pixels) * map.mpp * map.mpp / 1e6;
  figures.penShare = penShareOf(map, region, pixels);
  if (!control.proceed()) return stopped();
  figures.foldShare = static_cast<double>(countInside(intersect(map.fold, region))) / static_cast<double>(pixels);
  figures.brightness = brightnessOf(map, region);
  const Result<double> blur = blurShareOf(slide, scale, map, region, control);
  if (!blur) return fail(blur.error());
  figures.blurShare = *blur;
  return figures;
}

}  // namespace

Result<QualityFigures> measureQuality(SlideReader& slide, const SlideScale& scale, const TissueMap& map,
                                      const Mask& region, const RunControl& control) {
  if (region.width != map.tissue.width || region.height != map.tissue.height)
    return fail(ErrorKind::usage, fmt::format("a region of {} × {} px does not fit a tissue map of {} × {} px",
                                              region.width, region.height, map.tissue.width, map.tissue.height));
  return guarded("measuring image quality", [&] { return figuresOf(slide, scale, map, region, control); });
}

}  // namespace snitt
