#include "inference/engine/pass_input_p.h"

#include <algorithm>

namespace snitt {

const at::Tensor& PassInput::floats() {
  if (!m_floats.defined()) m_floats = m_input.prepare(m_rgb, m_tilePx);
  return m_floats;
}

at::Tensor PassInput::ownCopy(ScriptInput form) {
  if (form == ScriptInput::floats) return floats().to(at::kFloat).clone(at::MemoryFormat::Contiguous);
  at::Tensor bytes = at::empty({tiles(), m_tilePx, m_tilePx, 3}, at::kByte);
  std::ranges::copy(m_rgb, bytes.data_ptr<std::uint8_t>());
  return bytes.to(m_input.device());
}

}  // namespace snitt
