// The net of fat cells; private to this folder.
#pragma once

#include "tiling/phantom/cell_table_p.h"

namespace snitt::phantom {

class Adipose {
 public:
  Adipose(const Area& area, bool needed, std::uint32_t seed);

  // Warps bend the net, up to 15 µm. How much of a membrane, [0, 1], each pixel of a row is, where there is fat at all;
  // else 0.
  void membranes(const float* xUm, float yUm, const float* fat, const float* warpX, const float* warpY, int count,
                 float* out) const;

 private:
  struct FatCell {
    float x = 0, y = 0;
  };
  CellTable<FatCell> m_cells;
};

}  // namespace snitt::phantom
