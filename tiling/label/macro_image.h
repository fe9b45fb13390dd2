// The photograph of a whole glass slide: its label at the left, tissue under the coverslip at the right, the green
// frame that Aperio draws around what is scanned.
#pragma once

#include <cstdint>

#include "core/image.h"

namespace snitt {

struct MacroLook {
  std::uint64_t seed = 0;
  // Longest edge of what was scanned, as it shows on the glass. At least 4 mm are drawn and at most what fits.
  double tissueMm = 14;
};

inline constexpr int kMacroWidthPx = 1280;
inline constexpr int kMacroHeightPx = 431;

// RGB. `label` as labelImage makes it, or empty; `thumbnail` of what was scanned. The same arguments give the same
// pixels. Thread-safe; throws std::bad_alloc alone.
[[nodiscard]] Image macroImage(const Image& label, const Image& thumbnail, const MacroLook& look = {});

}  // namespace snitt
