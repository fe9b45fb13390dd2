// Tiles as training sees them: another colour, mirrored and turned, so that a network learns neither stain nor
// direction. What is done to a tile is drawn from a stream of its own, so chunks and threads do not matter.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "core/statistics/resampling/counter_random.h"
#include "inference/engine/normalise.h"

namespace snitt {

// Colour jitter by the names and ranges of torchvision's ColorJitter. Here all are one affine map of RGB: hue is
// a turn of the colour plane (U and V of BT.601) by up to hue · 360°, not of HSV, which differs little for small turns
// and costs a tenth; and values are cut to 0–255 once, at the end.
struct AugmentOptions {
  double brightness = 0.1;  // factor 1 ± this
  double saturation = 0.1;  // factor 1 ± this, on what differs from grey
  double hue = 0.05;        // ± this share of the circle
  bool mirror = true;       // left–right and up–down
  bool quarterTurns = true;
  double contrast = 0;  // factor 1 ± this, on what differs from the tile's mean luma
  bool operator==(const AugmentOptions&) const = default;
};

struct TileChange {
  std::array<float, 9> colour{1, 0, 0, 0, 1, 0, 0, 0, 1};  // rows: R', G', B'
  float contrast = 1;  // after the colour: distances from the tile's mean luma are multiplied by it
  // The pixel at (x, y) comes from: x and y exchanged where `transposed`, then each mirrored.
  bool transposed = false;
  bool mirroredX = false;
  bool mirroredY = false;
};

[[nodiscard]] std::array<float, 9> colourMap(double brightness, double saturation, double hueTurn);

[[nodiscard]] TileChange drawTileChange(const AugmentOptions& options, statistics::CounterRandom& random);

// `rgb`: one tile of tilePx² interleaved bytes. `out`: as many normalised floats.
void changeTile(std::span<const std::uint8_t> rgb, int tilePx, const TileChange& change, const ChannelScale& channels,
                std::span<float> out);

}  // namespace snitt
