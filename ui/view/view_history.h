// Where a view has been before it jumped, to go back to and on again. Pure.
#pragma once

#include <optional>
#include <vector>

#include "ui/view/viewport.h"

namespace snitt {

class ViewHistory {
 public:
  static constexpr std::size_t kMost = 50;

  // Before a jump away from `here`; what lay ahead is forgotten.
  void leave(const Viewport& here);
  // Where to; nothing where there is no more. `here` can be gone on to.
  [[nodiscard]] std::optional<Viewport> back(const Viewport& here);
  [[nodiscard]] std::optional<Viewport> forward(const Viewport& here);
  [[nodiscard]] bool canGoBack() const { return !m_behind.empty(); }
  [[nodiscard]] bool canGoForward() const { return !m_ahead.empty(); }
  void clear();

 private:
  std::vector<Viewport> m_behind;
  std::vector<Viewport> m_ahead;
};

}  // namespace snitt
