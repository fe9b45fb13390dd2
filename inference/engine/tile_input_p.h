// From interleaved RGB bytes to what a network takes: N×3×H×W, channels-last, (value / 255 − mean) / sd.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include <torch/torch.h>

#include "core/bundle/manifest.h"
#include "inference/engine/engine.h"

namespace snitt {

class TileInput {
 public:
  TileInput(const Normalisation& normalisation, const EngineChoice& choice);

  // `rgb`: whole tiles of tilePx². On a CPU the result at fp32 lies in a buffer of the calling thread and holds until
  // its next call; a GPU gets the bytes and does the arithmetic itself.
  [[nodiscard]] at::Tensor prepare(std::span<const std::uint8_t> rgb, std::int64_t tilePx) const;

  [[nodiscard]] const at::Device& device() const { return m_device; }

  // Tiles that go through a network together. On a CPU one: a batch of eight 512-px tiles needs eight times the memory
  // (200 MB for a single activation of MobileNetV2) and is slower, since activations leave the cache.
  [[nodiscard]] std::int64_t tilesPerPass(std::int64_t batch) const { return m_device.is_cpu() ? 1 : batch; }

 private:
  [[nodiscard]] at::Tensor onHost(std::span<const std::uint8_t> rgb, std::int64_t tiles, std::int64_t tilePx) const;

  at::Device m_device;
  at::ScalarType m_type;
  std::array<std::array<float, 256>, 3> m_values;  // of each channel, by byte
  at::Tensor m_scale;                              // 3×1×1 on the device
  at::Tensor m_offset;
};

}  // namespace snitt
