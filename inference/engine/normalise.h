// Interleaved RGB bytes to normalised values, with the widest vector instructions that the processor has. No torch.
//
// value · scale + offset, the product rounded before the sum: the same bits on every processor.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "core/bundle/manifest.h"

namespace snitt {

struct ChannelScale {
  std::array<float, 3> scale{};
  std::array<float, 3> offset{};
};

// (value / 255 - mean) / sd as one product and one sum.
[[nodiscard]] ChannelScale channelScale(const Normalisation& normalisation);

// `out` has room for rgb.size() values; the size is a multiple of 3.
void normalise(std::span<const std::uint8_t> rgb, const ChannelScale& channels, float* out);
// The same rounded to bfloat16, to the nearest and ties to even.
void normaliseToBf16(std::span<const std::uint8_t> rgb, const ChannelScale& channels, std::uint16_t* out);

}  // namespace snitt
