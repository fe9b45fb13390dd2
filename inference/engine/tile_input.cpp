#include "inference/engine/tile_input_p.h"

#include "inference/engine/folded_convolver_p.h"

namespace snitt {
namespace {

at::Tensor perChannel(const std::array<float, 3>& values, const at::Device& device) {
  const at::Tensor tensor = at::empty({3, 1, 1});
  std::ranges::copy(values, tensor.data_ptr<float>());
  return tensor.to(device);
}

}  // namespace

TileInput::TileInput(const Normalisation& normalisation, const EngineChoice& choice)
    : m_device(choice.device),
      m_type(scalarTypeOf(choice.precision)),
      m_kernels(choice.kernels),
      m_tilesPerPass(choice.tilesPerPass),
      m_channels(channelScale(normalisation)) {
  const c10::InferenceMode inference;
  m_scale = perChannel(m_channels.scale, m_device);
  m_offset = perChannel(m_channels.offset, m_device);
}

at::Tensor TileInput::onHost(std::span<const std::uint8_t> rgb, std::int64_t tiles, std::int64_t tilePx) const {
  thread_local at::Tensor buffer;
  const std::array<std::int64_t, 4> shape{tiles, tilePx, tilePx, 3};
  if (!buffer.defined() || buffer.sizes() != at::IntArrayRef(shape) || buffer.scalar_type() != m_type)
    buffer = at::empty(shape, m_type);
  if (m_type == at::kBFloat16) {
    normaliseToBf16(rgb, m_channels, reinterpret_cast<std::uint16_t*>(buffer.data_ptr<at::BFloat16>()));
  } else {
    normalise(rgb, m_channels, buffer.data_ptr<float>());
  }
  return buffer.permute({0, 3, 1, 2});
}

at::Tensor TileInput::onDevice(std::span<const std::uint8_t> rgb, std::int64_t tiles, std::int64_t tilePx) const {
  // Pinned memory is what a GPU can fetch while its kernels run; LibTorch keeps such blocks for the next pass.
  const auto options = at::TensorOptions(at::kByte).pinned_memory(m_device.is_cuda());
  const at::Tensor bytes = at::empty({tiles, tilePx, tilePx, 3}, options);
  std::ranges::copy(rgb, bytes.data_ptr<std::uint8_t>());
  const at::Tensor values = bytes.to(m_device, true).permute({0, 3, 1, 2}).to(at::kFloat);
  return (values * m_scale + m_offset).to(m_type);
}

at::Tensor TileInput::prepare(std::span<const std::uint8_t> rgb, std::int64_t tilePx) const {
  const std::int64_t tiles = static_cast<std::int64_t>(rgb.size()) / (tilePx * tilePx * 3);
  return m_kernels == Kernels::fused ? onHost(rgb, tiles, tilePx) : onDevice(rgb, tiles, tilePx);
}

}  // namespace snitt
