#include "inference/training/segmentation_crop.h"

#include <utility>

namespace snitt {
namespace {

// As changeTile places pixels: x and y are exchanged where `transposed`, then each is mirrored.
std::vector<std::uint8_t> placed(std::span<const std::uint8_t> from, std::size_t edge, const TileChange& change) {
  std::vector<std::uint8_t> to(from.size());
  for (std::size_t y = 0; y < edge; ++y)
    for (std::size_t x = 0; x < edge; ++x) {
      std::size_t column = change.mirroredX ? edge - 1 - x : x;
      std::size_t row = change.mirroredY ? edge - 1 - y : y;
      if (change.transposed) std::swap(column, row);
      to[y * edge + x] = from[row * edge + column];
    }
  return to;
}

}  // namespace

SegmentationCrop changedCrop(std::span<const std::uint8_t> rgb, std::span<const std::uint8_t> classes, int cropPx,
                             const TileChange& change, const ChannelScale& channels) {
  SegmentationCrop crop{std::vector<float>(rgb.size()), placed(classes, static_cast<std::size_t>(cropPx), change)};
  changeTile(rgb, cropPx, change, channels, crop.pixels);
  return crop;
}

}  // namespace snitt
