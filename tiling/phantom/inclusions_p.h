// Vessels and lymphoid patches of a phantom slide; private to this folder.
#pragma once

#include "tiling/phantom/anatomy_p.h"
#include "tiling/phantom/cell_table_p.h"

namespace snitt::phantom {

struct VesselPlace {
  float lumen = -1000;  // µm inside the lumen
  float wall = 5;       // µm of its wall
  float blood = 0;      // share of the lumen with red cells
};

class Inclusions {
 public:
  Inclusions(const Anatomy& anatomy, const Traits& traits, const Area& area);

  [[nodiscard]] VesselPlace vesselAt(float xUm, float yUm) const;
  [[nodiscard]] float follicleAt(float xUm, float yUm) const;  // share, [0, 1]

 private:
  struct Vessel {
    float x = 0, y = 0, radius = -1, stretch = 1, cosine = 1, sine = 0, wall = 4, blood = 0;
  };
  struct Follicle {
    float x = 0, y = 0, radius = -1;
  };

  [[nodiscard]] Vessel vessel(const Anatomy& anatomy, int column, int row) const;
  [[nodiscard]] Follicle follicle(const Anatomy& anatomy, const Traits& traits, int column, int row) const;

  std::uint32_t m_seed;
  CellTable<Vessel> m_vessels;
  CellTable<Follicle> m_follicles;
};

}  // namespace snitt::phantom
