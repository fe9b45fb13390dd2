// The tiles of one pass in the forms that networks take, each made when it is first asked for.
#pragma once

#include <cstdint>
#include <span>

#include "inference/engine/tile_input_p.h"

namespace snitt {

// On one thread, and only until TileInput::prepare is called again there: on a CPU `floats` lies in its buffer.
class PassInput {
 public:
  PassInput(const TileInput& input, std::span<const std::uint8_t> rgb, std::int64_t tilePx)
      : m_input(input), m_rgb(rgb), m_tilePx(tilePx) {}

  [[nodiscard]] std::int64_t tiles() const {
    return static_cast<std::int64_t>(m_rgb.size()) / (m_tilePx * m_tilePx * 3);
  }
  // As TileInput gives them; shared, not to be written to.
  [[nodiscard]] const at::Tensor& floats();
  // For somebody else's network: a copy of its own, contiguous, float32 or bytes, on the device.
  [[nodiscard]] at::Tensor ownCopy(ScriptInput form);

 private:
  const TileInput& m_input;
  std::span<const std::uint8_t> m_rgb;
  std::int64_t m_tilePx;
  at::Tensor m_floats;
};

}  // namespace snitt
