#include "inference/engine/resize_p.h"

#include <algorithm>
#include <array>

#include <torch/torch.h>

namespace snitt {

std::vector<std::uint8_t> resizeTiles(std::span<const std::uint8_t> rgb, std::int64_t fromPx, std::int64_t toPx) {
  const std::int64_t tiles = static_cast<std::int64_t>(rgb.size()) / (fromPx * fromPx * 3);
  at::Tensor source = at::empty({tiles, fromPx, fromPx, 3}, at::kByte);
  std::ranges::copy(rgb, source.data_ptr<std::uint8_t>());
  const std::array<std::int64_t, 2> size{toPx, toPx};
  const at::Tensor resized =
      at::_upsample_bilinear2d_aa(source.permute({0, 3, 1, 2}), size, false).permute({0, 2, 3, 1}).contiguous();
  const std::uint8_t* first = resized.data_ptr<std::uint8_t>();
  return {first, first + resized.numel()};
}

}  // namespace snitt
