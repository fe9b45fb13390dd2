#include "inference/wsinfer/classify_slide.h"

#include <algorithm>
#include <atomic>
#include <utility>

#include "inference/tile_stream.h"
#include "tiling/tile_plan.h"

namespace snitt {
namespace {

// Of a tile's area. WSInfer asks whether the middle of the tile lies in tissue, which is about the same.
constexpr double leastShare = 0.5;

Result<TumourRegion> regionOf(const ClassifyRequest& request, SlideReader& slide, const SlideScale& scale,
                              const RunControl& control) {
  if (request.outline) return tumourFromOutline(request.outline->polygons, slide.info(), scale);
  const auto tissue = findTissue(slide, scale, control);
  if (!tissue) return fail(tissue.error());
  return tumourIsTissue(*tissue, scale);
}

Result<ClassifiedSlide> describeSlide(const ClassifyRequest& request, const SlideInfo& info, const SlideScale& scale) {
  ClassifiedSlide result;
  auto found = fingerprintOf(info);
  if (!found) return fail(found.error());
  result.fingerprint = std::move(*found);
  result.vendor = info.vendor;
  result.mpp = scale.meanMpp();
  result.mppSource = scale.source;
  result.findings = info.findings;
  result.findings.insert(result.findings.end(), scale.findings.begin(), scale.findings.end());
  result.region = "tissue";
  if (request.outline) {
    result.region = "outline (sha256 " + request.outline->sha256.substr(0, 16) + ")";
    if (!request.outline->note.empty()) result.findings.push_back(request.outline->note);
  }
  return result;
}

// Fills the rows of a batch's tiles; a tile that could not be read keeps an empty one.
Result<void> classifyBatch(const TileClassifier& network, const TileBatch& batch, std::size_t classCount,
                           TileClasses& into, const RunControl& control) {
  std::vector<float> values(static_cast<std::size_t>(network.batch()) * classCount);
  if (auto done = network.classify(batch.rgb, values, control.stop); !done) return done;
  for (std::size_t i = 0; i < batch.count; ++i) {
    const std::size_t tile = batch.first + i;
    if (std::ranges::find(batch.unreadable, tile) != batch.unreadable.end()) continue;
    const auto first = values.begin() + static_cast<std::ptrdiff_t>(i * classCount);
    into.probabilities[tile].assign(first, first + static_cast<std::ptrdiff_t>(classCount));
  }
  return {};
}

}  // namespace

Result<ClassifiedSlide> classifySlide(const ClassifyRequest& request, const WsinferModel& model,
                                      const TileClassifier& network, const RunControl& control) {
  auto slide = openSlide(request.slide);
  if (!slide) return fail(slide.error());
  const SlideInfo& info = (*slide)->info();
  const auto scale = resolveScale(info, request.typedMpp);
  if (!scale) return failIn(request.slide.string(), scale.error());
  auto result = describeSlide(request, info, *scale);
  if (!result) return result;
  const auto region = regionOf(request, **slide, *scale, control);
  if (!region) return fail(region.error());

  TilePlanRequest tiles;
  tiles.downsample = scale->downsampleFor(model.config.spacingUmPx);
  tiles.tilePx = model.config.patchPx;
  tiles.leastTumourShare = leastShare;
  const auto plan = planTiles(tiles, region->mask, region->downsample);
  if (!plan) return fail(plan.error());
  const std::size_t classCount = model.config.classNames.size();
  result->tiles = {plan->geometry, model.config.classNames, plan->tiles, {}};
  result->tiles.probabilities.resize(plan->tiles.size());
  const auto work = [&](const TileBatch& batch) {
    return classifyBatch(network, batch, classCount, result->tiles, control);
  };
  std::atomic<std::int64_t> done{0};
  const auto count = [&](std::size_t more) {
    control.report("score", done += static_cast<std::int64_t>(more), static_cast<std::int64_t>(plan->tiles.size()));
  };
  const auto unreadable = streamTiles(**slide, *plan, {network.batch(), request.threads}, work, count, control);
  if (!unreadable) return fail(unreadable.error());
  return result;
}

}  // namespace snitt
