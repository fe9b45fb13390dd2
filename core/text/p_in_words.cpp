#include <cmath>
#include <cstdio>

#include <array>

#include "core/text/p_in_words.h"

namespace snitt {

std::string pInWords(double p) {
  if (!std::isfinite(p)) return "p not estimable";
  if (p < 0.001) return "p < 0.001";
  if (p > 0.99) return "p > 0.99";
  const bool hidesTheSide = p < 0.05 && p >= 0.045;
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "p = %.*f", p < 0.01 || hidesTheSide ? 3 : 2, p);
  // 0.0496 would come out as 0.050 and 0.00996 as 0.010: cut, not rounded, stays on its side.
  if (hidesTheSide && std::string(text.data()) == "p = 0.050") return "p = 0.049";
  return text.data();
}

}  // namespace snitt
