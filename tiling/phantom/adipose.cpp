#include "tiling/phantom/adipose_p.h"

#include <cmath>

namespace snitt::phantom {

namespace {
constexpr float pitchUm = 58;
constexpr float halfWidthUm = 0.9F;
constexpr float softUm = 0.7F;
constexpr float warpUm = 20;
}  // namespace

Adipose::Adipose(const Area& area, bool needed, std::uint32_t seed) {
  if (!needed) return;
  m_cells = {area.grown(warpUm), pitchUm, [seed](int column, int row) {
               Draws draws(hashOf(column, row, seed ^ 0x7000U));
               const float shift = (row & 1) != 0 ? 0.5F : 0.0F;
               const float x = static_cast<float>(column) + 0.25F + shift + draws.between(-0.24F, 0.24F);
               return FatCell{x * pitchUm, (static_cast<float>(row) + 0.5F + draws.between(-0.26F, 0.26F)) * pitchUm};
             }};
}

// The border of two cells is the line of equal distance: (r2² - r1²) / 2 over the distance of their middles away.
void Adipose::membranes(const float* xUm, float yUm, const float* fat, const float* warpX, const float* warpY,
                        int count, float* out) const {
  for (int i = 0; i < count; ++i) {
    out[i] = 0;
    if (fat[i] <= 0) continue;
    const float x = xUm[i] + warpX[i];
    const float y = yUm + warpY[i];
    FatCell first;
    FatCell second;
    float best = 1e9F;
    float next = 1e9F;
    m_cells.around(x, y, [&](const FatCell& cell) {
      const float square = (x - cell.x) * (x - cell.x) + (y - cell.y) * (y - cell.y);
      if (square < best) {
        next = best;
        second = first;
        best = square;
        first = cell;
      } else if (square < next) {
        next = square;
        second = cell;
      }
    });
    const float apart =
        std::sqrt((first.x - second.x) * (first.x - second.x) + (first.y - second.y) * (first.y - second.y));
    const float distance = (next - best) / (2 * std::max(apart, 1.0F));
    out[i] = clamped((halfWidthUm - distance) / softUm + 0.5F);
  }
}

}  // namespace snitt::phantom
