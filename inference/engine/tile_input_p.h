// From interleaved RGB bytes to what a network takes: N×3×H×W, channels-last, (value / 255 − mean) / sd.
#pragma once

#include <cstdint>
#include <numeric>
#include <span>

#include <torch/torch.h>

#include "core/bundle/manifest.h"
#include "inference/engine/engine.h"
#include "inference/engine/normalise.h"

namespace snitt {

class TileInput {
 public:
  TileInput(const Normalisation& normalisation, const EngineChoice& choice);

  // `rgb`: whole tiles of tilePx². For fused kernels the processor normalises into a buffer of the calling thread,
  // which holds until its next call; for plain ones the device gets the bytes and does the arithmetic itself.
  [[nodiscard]] at::Tensor prepare(std::span<const std::uint8_t> rgb, std::int64_t tilePx) const;

  [[nodiscard]] const at::Device& device() const { return m_device; }

  // Tiles of a batch that go through a network together.
  [[nodiscard]] std::int64_t tilesPerPass(std::int64_t batch) const { return std::gcd(batch, m_tilesPerPass); }

 private:
  [[nodiscard]] at::Tensor onHost(std::span<const std::uint8_t> rgb, std::int64_t tiles, std::int64_t tilePx) const;
  [[nodiscard]] at::Tensor onDevice(std::span<const std::uint8_t> rgb, std::int64_t tiles, std::int64_t tilePx) const;

  at::Device m_device;
  at::ScalarType m_type;
  Kernels m_kernels;
  std::int64_t m_tilesPerPass;
  ChannelScale m_channels;
  at::Tensor m_scale;  // 3×1×1 on the device
  at::Tensor m_offset;
};

}  // namespace snitt
