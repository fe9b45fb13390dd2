#include "inference/tumour.h"

#include <algorithm>
#include <atomic>
#include <cmath>

#include "core/in_order.h"
#include "core/os/os.h"
#include "inference/tile_stream.h"
#include "tiling/mask_ops.h"
#include "tiling/probability_map.h"
#include "tiling/tile_plan.h"

namespace snitt {

namespace {

// A mask of this many pixels takes 100 MB; larger slides get a coarser one.
constexpr double kMostMaskPixels = 1e8;

int gridSize(std::int64_t levelZeroPx, double downsample) {
  return std::max(1, static_cast<int>(std::ceil(static_cast<double>(levelZeroPx) / downsample)));
}

double areaMm2(const Mask& mask, double downsample, const SlideScale& scale) {
  const double pixelMm2 = downsample * scale.mpp.x * downsample * scale.mpp.y * 1e-6;
  return static_cast<double>(countInside(mask)) * pixelMm2;
}

TumourRegion describe(Mask mask, double downsample, const SlideScale& scale, std::string source) {
  TumourRegion region;
  region.polygons = maskToPolygons(mask, downsample);
  region.areaMm2 = areaMm2(mask, downsample, scale);
  region.components = countComponents(mask);
  region.downsample = downsample;
  region.source = std::move(source);
  region.mask = std::move(mask);
  return region;
}

// A U-Net keeps about four maps of its first width for each pixel of a tile; together the workers get half the memory.
int workersFor(const SegmentationSpec& spec, int threads) {
  const double tilePixels = static_cast<double>(spec.tilePx) * spec.tilePx * spec.batch;
  const double workerBytes = tilePixels * spec.network.baseChannels * sizeof(float) * 4;
  const double budget = static_cast<double>(os::memoryBytes()) / 2;
  return static_cast<int>(std::clamp(budget / workerBytes, 1.0, static_cast<double>(std::max(1, threads))));
}

}  // namespace

Result<TumourRegion> segmentTumour(SlideReader& slide, const SlideScale& scale, const TissueMap& tissue,
                                   const SegmentationSpec& spec, const SegmentationNetwork& network, int threads,
                                   const RunControl& control) {
  const double mapDownsample = scale.downsampleFor(spec.mapMpp);
  const Level& base = slide.info().levels.front();
  const int width = gridSize(base.widthPx, mapDownsample);
  const int height = gridSize(base.heightPx, mapDownsample);
  if (static_cast<double>(width) * height > kMostMaskPixels)
    return fail(ErrorKind::unsupported,
                "the slide is too large for a segmentation map at " + std::to_string(spec.mapMpp) + " µm/px");

  TilePlanRequest request;
  request.downsample = scale.downsampleFor(spec.mpp);
  request.tilePx = spec.tilePx;
  request.overlapPx = spec.overlapPx;
  request.leastTumourShare = 1e-9;  // any tissue at all
  const auto plan = planTiles(request, tissue.tissue, tissue.downsample);
  if (!plan) return fail(plan.error());

  ProbabilityMerger merger(width, height, spec.mapMpp / spec.mpp);
  InOrder order;
  std::stop_source giveUp;  // wakes the threads that wait for their turn when another one failed
  const std::stop_callback outside(control.stop, [&] { giveUp.request_stop(); });
  std::atomic<std::int64_t> done{0};
  const auto total = static_cast<std::int64_t>(plan->tiles.size());
  const std::size_t tilePixels = static_cast<std::size_t>(spec.tilePx) * static_cast<std::size_t>(spec.tilePx);
  const auto work = [&](const TileBatch& batch) -> Result<void> {
    std::vector<float> tumour(static_cast<std::size_t>(spec.batch) * tilePixels);
    if (auto predicted = network.predict(batch.rgb, tumour); !predicted) {
      giveUp.request_stop();
      return predicted;
    }
    order.run(batch.number, giveUp.get_token(), [&] {
      for (std::size_t i = 0; i < batch.count; ++i) {
        const std::size_t index = batch.first + i;
        // What could not be read is no tumour; a tile of white would give the network's guess about glass instead.
        if (std::find(batch.unreadable.begin(), batch.unreadable.end(), index) != batch.unreadable.end()) continue;
        Grid<float> tile(spec.tilePx, spec.tilePx);
        std::copy_n(tumour.begin() + static_cast<std::ptrdiff_t>(i * tilePixels), tilePixels, tile.values.begin());
        const Region region = plan->region(index);
        merger.add(tile, region.x, region.y);
      }
    });
    return {};
  };
  const auto count = [&](std::size_t tiles) {
    control.report("segment", done += static_cast<std::int64_t>(tiles), total);
  };
  const int most = workersFor(spec, threads);
  const auto unreadable = streamTiles(slide, *plan, {spec.batch, network.workers(most), most}, work, count, control);
  if (!unreadable) return fail(unreadable.error());

  const Mask onMap = rescale(tissue.tissue, tissue.downsample, width, height, mapDownsample);
  TumourRegion region = describe(tumourMask(merger.finish(), onMap, spec.post), mapDownsample, scale, "network");
  region.tiles = static_cast<int>(plan->tiles.size());
  region.unreadable = static_cast<int>(unreadable->size());
  return region;
}

TumourRegion tumourIsTissue(const TissueMap& tissue, const SlideScale& scale) {
  return describe(tissue.tissue, tissue.downsample, scale, "tissue");
}

Result<TumourRegion> tumourFromOutline(const std::vector<Polygon>& polygons, const SlideInfo& info,
                                       const SlideScale& scale) {
  const Level& base = info.levels.front();
  const double pixels = static_cast<double>(base.widthPx) * static_cast<double>(base.heightPx);
  const double downsample = std::max({1.0, scale.downsampleFor(4), std::sqrt(pixels / kMostMaskPixels)});
  const Mask mask =
      polygonsToMask(polygons, gridSize(base.widthPx, downsample), gridSize(base.heightPx, downsample), downsample);
  if (countInside(mask) == 0)
    return fail(ErrorKind::unsupported, "the outline covers nothing of the slide, which is " +
                                            std::to_string(base.widthPx) + " × " + std::to_string(base.heightPx) +
                                            " pixels");
  return describe(mask, downsample, scale, "outline");
}

double dice(const TumourRegion& a, const TumourRegion& b) {
  const bool finerA = a.downsample <= b.downsample;
  const TumourRegion& fine = finerA ? a : b;
  const TumourRegion& coarse = finerA ? b : a;
  return dice(fine.mask, rescale(coarse.mask, coarse.downsample, fine.mask.width, fine.mask.height, fine.downsample));
}

}  // namespace snitt
