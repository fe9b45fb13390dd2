#include "inference/learning/segmentation_slides.h"

#include <algorithm>
#include <atomic>

#include "core/os/os.h"
#include "core/sha256.h"
#include "inference/learning/kept_slide.h"
#include "inference/training/lanes.h"
#include "inference/training/segmentation_loss.h"

namespace snitt {
namespace {

// The left or upper end of a crop that has pixel `anchor` at a drawn place.
int cropStart(int anchor, std::uint32_t within, int slidePx, int cropPx) {
  const int beyond = cropPx / 8;
  const int least = std::min(0, slidePx - cropPx) - beyond;
  const int most = std::max(0, slidePx - cropPx) + beyond;
  return std::clamp(anchor - static_cast<int>(within), least, most);
}

// Numbers, in the grid of crops from the origin, of those with tissue; the first one where none has.
std::vector<std::uint32_t> coveringCrops(const KeptSlide& slide, int cropPx) {
  const auto edge = static_cast<std::uint32_t>(cropPx);
  const std::uint32_t across = (static_cast<std::uint32_t>(slide.widthPx) + edge - 1) / edge;
  std::vector<std::uint32_t> crops;
  // A cell may reach into the next crop; its pixels there are of tissue's surroundings at the most.
  for (const std::uint32_t cell : slide.tissue) {
    const std::uint32_t x = cell % slide.columns() * KeptSlide::kCellPx;
    const std::uint32_t y = cell / slide.columns() * KeptSlide::kCellPx;
    crops.push_back(y / edge * across + x / edge);
  }
  std::ranges::sort(crops);
  crops.erase(std::unique(crops.begin(), crops.end()), crops.end());
  if (crops.empty()) crops.push_back(0);
  return crops;
}

}  // namespace

Result<SegmentationSlides> SegmentationSlides::prepare(std::span<const SegmentationSlide> slides, double mpp,
                                                       const std::filesystem::path& folder, int threads,
                                                       const RunControl& control) {
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  if (failure) return fail(ErrorKind::io, "could not make " + folder.string() + ": " + failure.message());
  SegmentationSlides result;
  result.m_slides.resize(slides.size());
  std::atomic<std::int64_t> ready{0};
  const auto total = static_cast<std::int64_t>(slides.size());
  auto done = onLanes(slides.size(), threads, control.stop, [&](std::size_t i, const std::stop_token& stop) {
    RunControl own = control;
    own.stop = stop;
    auto kept = keptSlide(slides[i], mpp, folder, own);
    if (!kept) return Result<void>(fail(kept.error()));
    result.m_slides[i] = std::move(*kept);
    control.report("decode", ++ready, total);
    return Result<void>();
  });
  if (!done) return fail(done.error());
  return result;
}

Result<void> SegmentationSlides::draw(std::size_t number, statistics::CounterRandom random, int cropPx,
                                      std::span<std::uint8_t> rgb, std::span<std::uint8_t> classes) const {
  const KeptSlide& slide = m_slides[number];
  const double kind = random.uniform();
  const auto* cells = kind < 0.25 ? &slide.border : kind < 0.5 ? &slide.tumour : &slide.tissue;
  if (cells->empty()) cells = slide.tumour.empty() ? &slide.tissue : &slide.tumour;
  int x = static_cast<int>(random.below(static_cast<std::uint32_t>(slide.widthPx)));
  int y = static_cast<int>(random.below(static_cast<std::uint32_t>(slide.heightPx)));
  if (kind < 0.95 && !cells->empty()) {
    const std::uint32_t cell = (*cells)[random.below(static_cast<std::uint32_t>(cells->size()))];
    x = static_cast<int>(cell % slide.columns()) * KeptSlide::kCellPx + x % KeptSlide::kCellPx;
    y = static_cast<int>(cell / slide.columns()) * KeptSlide::kCellPx + y % KeptSlide::kCellPx;
  }
  const auto edge = static_cast<std::uint32_t>(cropPx);
  x = cropStart(x, random.below(edge), slide.widthPx, cropPx);
  y = cropStart(y, random.below(edge), slide.heightPx, cropPx);
  return readSquare(slide, x, y, cropPx, 0, rgb, classes);
}

std::size_t SegmentationSlides::coverCount(std::size_t slide, int cropPx) const {
  return coveringCrops(m_slides[slide], cropPx).size();
}

Result<void> SegmentationSlides::cover(std::size_t number, std::size_t crop, int cropPx, std::span<std::uint8_t> rgb,
                                       std::span<std::uint8_t> classes) const {
  const KeptSlide& slide = m_slides[number];
  const auto place = static_cast<int>(coveringCrops(slide, cropPx).at(crop));
  const int across = (slide.widthPx + cropPx - 1) / cropPx;
  return readSquare(slide, place % across * cropPx, place / across * cropPx, cropPx, ignoredPixel, rgb, classes);
}

std::string SegmentationSlides::identity() const {
  std::string keys;
  for (const KeptSlide& slide : m_slides) keys += slide.key + "\n";
  return sha256Of(keys);
}

}  // namespace snitt
