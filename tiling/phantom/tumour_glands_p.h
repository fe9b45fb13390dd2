// Glands, sheets, nests and buds of the tumour as fields of distance; private to this folder.
//
// Each gland has a grade, normal around the local architecture: below about 0 one round lumen, then several
// (cribriform), then none and neighbours that run together, at last small groups of cells. All of it is a smooth
// function of the grade, so that the picture changes evenly with the architecture.
#pragma once

#include "tiling/phantom/anatomy_p.h"
#include "tiling/phantom/cell_table_p.h"

namespace snitt::phantom {

// µm. depth: inside a gland, from its basement membrane; lumen: inside a lumen, from its border.
struct GlandPlace {
  float depth = -1000;
  float lumen = -1000;
  float debris = 0;  // share of necrosis in the lumen
  float mucin = 0;
  float crypt = 0;  // 1 in the normal mucosa, with goblet cells
};

// What the architecture is around a place, as tumours differ within themselves; ±3.
[[nodiscard]] float localArchitecture(const Traits& traits, float xUm, float yUm);

// One thread at a time builds it; reading is free.
class TumourGlands {
 public:
  TumourGlands(const Anatomy& anatomy, const Traits& traits, const Area& area);

  [[nodiscard]] GlandPlace at(float xUm, float yUm, float tumourUm) const;

 private:
  struct Gland {
    float x = 0, y = 0;
    float radius = 0;
    float cosine = 1, sine = 0, stretch = 1;
    float grade = 0;
    float thickness = 25;
    float debris = 0;
    float mucin = 0;
    bool filled = false;
  };
  struct Nest {
    float x = 0, y = 0, radius = -1000, stretch = 1, cosine = 1, sine = 0;
  };
  struct Hole {
    float x = 0, y = 0, size = 1;
  };

  [[nodiscard]] Gland gland(const Anatomy& anatomy, const Traits& traits, int column, int row) const;
  [[nodiscard]] Nest nest(const Anatomy& anatomy, const Traits& traits, int column, int row) const;
  void addNests(float xUm, float yUm, GlandPlace& place) const;

  std::uint32_t m_seed;
  CellTable<Gland> m_glands;
  CellTable<Nest> m_nests;
  CellTable<Hole> m_holes;
};

}  // namespace snitt::phantom
