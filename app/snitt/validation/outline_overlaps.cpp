#include "app/snitt/validation/outline_overlaps.h"

#include <atomic>
#include <cmath>
#include <mutex>

#include "inference/learning/tumour_truth.h"
#include "inference/training/lanes.h"
#include "tiling/mask_ops.h"
#include "tiling/slide_reader.h"
#include "tiling/slide_scale.h"

namespace snitt::app {

namespace {

constexpr double kGridMpp = 8;

Result<double> overlapOf(const ListedSlide& slide, const std::filesystem::path& found) {
  const auto reader = openSlide(slide.path);
  if (!reader) return fail(reader.error());
  const SlideInfo& info = (*reader)->info();
  std::optional<TypedMpp> typed;
  if (slide.mpp) typed = TypedMpp{*slide.mpp, "written in the slide list", "slide list"};
  const auto scale = resolveScale(info, typed);
  if (!scale) return fail(scale.error());
  SlideGrid grid;
  grid.downsample = std::max(1.0, scale->downsampleFor(kGridMpp));
  const Level& base = info.levels.front();
  grid.widthPx = static_cast<int>(std::ceil(static_cast<double>(base.widthPx) / grid.downsample));
  grid.heightPx = static_cast<int>(std::ceil(static_cast<double>(base.heightPx) / grid.downsample));
  const auto network = readTumourTruth(found, info, *scale, grid);
  if (!network) return fail(network.error());
  const auto reference = readTumourTruth(slide.tumour, info, *scale, grid);
  if (!reference) return fail(reference.error());
  return dice(*network, *reference);
}

}  // namespace

validation::OutlinesOf outlineOverlaps(Session& session) {
  return [&session](const std::vector<const ListedSlide*>& slides,
                    const CohortReading& cohort) -> Result<std::map<std::size_t, double>> {
    const RunControl control = session.control();
    std::map<std::size_t, double> overlaps;
    std::mutex mutex;
    std::atomic<std::int64_t> done{0};
    const auto look = [&](std::size_t i, const std::stop_token&) -> Result<void> {
      if (!control.proceed()) return fail(ErrorKind::cancelled, "cancelled");
      if (const auto overlap = overlapOf(*slides[i], cohort.slideFolder(slides[i]->row) / "tumour.geojson"); overlap) {
        const std::lock_guard lock(mutex);
        overlaps[slides[i]->row] = *overlap;
      }
      control.report("outlines", ++done, static_cast<std::int64_t>(slides.size()));
      return {};
    };
    if (auto looked = onLanes(slides.size(), session.options().threadCount(), control.stop, look); !looked)
      return fail(looked.error());
    session.endProgress();
    return overlaps;
  };
}

}  // namespace snitt::app
