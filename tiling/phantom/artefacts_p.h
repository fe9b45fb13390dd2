// What happens to a slide as a whole: a fold of the tissue, a pen on the glass. Private to this folder; immutable.
#pragma once

#include <array>

#include "tiling/phantom/anatomy_p.h"

namespace snitt::phantom {

class Artefacts {
 public:
  Artefacts(const PhantomRecipe& recipe, const Traits& traits, const Anatomy& anatomy);

  [[nodiscard]] bool hasFold() const { return m_hasFold; }
  [[nodiscard]] bool hasPen() const { return m_pen != PenColour::none; }
  [[nodiscard]] float foldAt(float xUm, float yUm) const;  // µm inside the double tissue
  [[nodiscard]] float penAt(float xUm, float yUm) const;   // µm inside the stroke
  [[nodiscard]] std::array<float, 3> penDensity() const;   // optical density of red, green, blue

 private:
  std::uint32_t m_seed;
  const Anatomy* m_anatomy;
  bool m_hasFold;
  PenColour m_pen;
  float m_foldA = 0;       // where it crosses the wall
  float m_foldLean = 0;    // µm along per µm down
  float m_foldHalfUm = 0;  // half width
  float m_penHalfUm = 0;
  float m_side = 1;  // at which end of the piece the pen stands
};

}  // namespace snitt::phantom
