// A crop of a slide as a segmentation network takes it while it learns.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "core/result.h"
#include "inference/training/augmentation.h"

namespace snitt {

struct SegmentationCrop {
  std::vector<float> pixels;          // cropPx² × 3, interleaved and normalised
  std::vector<std::uint8_t> classes;  // cropPx²
};

// Gives the crop of a number. Called by several threads at once; always the same answer.
using CropReader = std::function<Result<SegmentationCrop>(std::size_t number)>;

// The crop changed as `change` says: colour in the pixels alone, mirroring and turning in both.
[[nodiscard]] SegmentationCrop changedCrop(std::span<const std::uint8_t> rgb, std::span<const std::uint8_t> classes,
                                           int cropPx, const TileChange& change, const ChannelScale& channels);

}  // namespace snitt
