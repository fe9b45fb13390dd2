// findTissue: the overview of a whole slide, read in pieces.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "tiling/guard_p.h"
#include "tiling/overview_reader_p.h"
#include "tiling/tissue.h"

namespace snitt {
namespace {

constexpr double targetMpp = 8;
constexpr double mostPixels = 12e6;  // mapping takes some 60 bytes a pixel

double overviewDownsample(const Level& finest, double meanMpp) {
  const double area = static_cast<double>(finest.widthPx) * static_cast<double>(finest.heightPx);
  return std::max({1.0, targetMpp / meanMpp, std::sqrt(area / mostPixels)});
}

Result<TissueMap> readAndMap(SlideReader& slide, const SlideScale& scale, const RunControl& control) {
  const std::vector<Level>& levels = slide.info().levels;
  const double downsample = overviewDownsample(levels.front(), scale.meanMpp());
  const int width = static_cast<int>(std::ceil(static_cast<double>(levels.front().widthPx) / downsample));
  const int height = static_cast<int>(std::ceil(static_cast<double>(levels.front().heightPx) / downsample));
  Image overview(width, height);
  OverviewReader reader(slide, downsample, control, overview);
  reader.readAll("tissue");
  if (reader.cancelled()) return fail(ErrorKind::cancelled, "the search for tissue was cancelled");
  if (!reader.anyRead() && reader.firstError())
    return failIn("no part of the overview could be read", *reader.firstError());
  auto map = mapTissue(std::move(overview), scale.meanMpp() * downsample, downsample, control);
  if (!map) return map;
  map->unreadableShare = static_cast<double>(reader.lostPx()) / (static_cast<double>(width) * height);
  control.report("tissue", height, height);
  return map;
}

}  // namespace

Result<TissueMap> findTissue(SlideReader& slide, const SlideScale& scale, const RunControl& control) {
  return guarded("searching for tissue", [&] { return readAndMap(slide, scale, control); });
}

}  // namespace snitt
