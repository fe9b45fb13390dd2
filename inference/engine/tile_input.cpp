#include "inference/engine/tile_input_p.h"

#include "inference/engine/folded_convolver_p.h"

namespace snitt {

TileInput::TileInput(const Normalisation& normalisation, const EngineChoice& choice)
    : m_device(choice.device), m_type(scalarTypeOf(choice.precision)) {
  const c10::InferenceMode inference;
  m_scale = at::empty({3, 1, 1});
  m_offset = at::empty({3, 1, 1});
  for (std::size_t channel = 0; channel < 3; ++channel) {
    const double mean = normalisation.mean[channel];
    const double sd = normalisation.sd[channel];
    for (std::size_t value = 0; value < 256; ++value) {
      m_values[channel][value] = static_cast<float>((static_cast<double>(value) / 255 - mean) / sd);
    }
    m_scale.data_ptr<float>()[channel] = static_cast<float>(1 / (255 * sd));
    m_offset.data_ptr<float>()[channel] = static_cast<float>(-mean / sd);
  }
  m_scale = m_scale.to(m_device);
  m_offset = m_offset.to(m_device);
}

at::Tensor TileInput::onHost(std::span<const std::uint8_t> rgb, std::int64_t tiles, std::int64_t tilePx) const {
  thread_local at::Tensor buffer;
  const std::array<std::int64_t, 4> shape{tiles, tilePx, tilePx, 3};
  if (!buffer.defined() || buffer.sizes() != at::IntArrayRef(shape)) buffer = at::empty(shape);
  float* out = buffer.data_ptr<float>();
  for (std::size_t i = 0; i < rgb.size(); i += 3) {
    out[i] = m_values[0][rgb[i]];
    out[i + 1] = m_values[1][rgb[i + 1]];
    out[i + 2] = m_values[2][rgb[i + 2]];
  }
  return buffer.permute({0, 3, 1, 2});
}

at::Tensor TileInput::prepare(std::span<const std::uint8_t> rgb, std::int64_t tilePx) const {
  const std::int64_t tiles = static_cast<std::int64_t>(rgb.size()) / (tilePx * tilePx * 3);
  if (m_device.is_cpu()) return onHost(rgb, tiles, tilePx).to(m_type);
  at::Tensor bytes = at::empty({tiles, tilePx, tilePx, 3}, at::TensorOptions(at::kByte).pinned_memory(true));
  std::copy(rgb.begin(), rgb.end(), bytes.data_ptr<std::uint8_t>());
  const at::Tensor values = bytes.to(m_device, true).permute({0, 3, 1, 2}).to(at::kFloat);
  return (values * m_scale + m_offset).to(m_type);
}

}  // namespace snitt
