// torchvision's Resize of 8-bit images (bilinear with antialiasing, as Pillow does it), by the kernel of LibTorch that
// torchvision uses. On the CPU, whatever the device: every device then sees the same pixels.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace snitt {

// `rgb`: whole tiles of fromPx² interleaved RGB bytes; returns as many of toPx².
[[nodiscard]] std::vector<std::uint8_t> resizeTiles(std::span<const std::uint8_t> rgb, std::int64_t fromPx,
                                                    std::int64_t toPx);

}  // namespace snitt
