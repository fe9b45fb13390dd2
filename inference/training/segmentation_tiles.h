// Where a segmentation learns from: an array in a test, slides on a disk elsewhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/result.h"
#include "core/statistics/resampling/counter_random.h"

namespace snitt {

// Every function may be called by several threads at once; the same question has the same answer whenever it is asked.
// `rgb` has room for cropPx² interleaved bytes, `classes` for cropPx² bytes: indices into the network's classes, or
// ignoredPixel. What lies outside a slide is white, as it is where tiles are segmented.
class SegmentationTiles {
 public:
  virtual ~SegmentationTiles() = default;
  [[nodiscard]] virtual std::size_t slideCount() const = 0;

  // A crop from a place that is drawn with `random`.
  [[nodiscard]] virtual Result<void> draw(std::size_t slide, statistics::CounterRandom random, int cropPx,
                                          std::span<std::uint8_t> rgb, std::span<std::uint8_t> classes) const = 0;

  // Crops that together show a slide once: what does not belong to it or to another of these crops is ignored.
  [[nodiscard]] virtual std::size_t coverCount(std::size_t slide, int cropPx) const = 0;
  [[nodiscard]] virtual Result<void> cover(std::size_t slide, std::size_t number, int cropPx,
                                           std::span<std::uint8_t> rgb, std::span<std::uint8_t> classes) const = 0;
};

}  // namespace snitt
