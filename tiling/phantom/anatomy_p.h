// Where what lies in a phantom slide: the piece's outline, the layers of the wall, the tumour. Private to this folder;
// immutable, any thread. Lengths in µm from the slide's corner.
#pragma once

#include "tiling/phantom/traits_p.h"

namespace snitt::phantom {

// A place seen from the wall: u along it, v from its surface (the bowel's lumen) into the depth. µm.
struct Place {
  float u = 0;
  float v = 0;
  float edge = 0;    // distance to the outline, positive inside the tissue
  float tumour = 0;  // about the distance to the tumour's border, positive inside
  // Share of each layer, together 1: the wall as it was without a tumour.
  float mucosa = 0;
  float muscularisMucosae = 0;
  float submucosa = 0;
  float innerMuscle = 0;
  float outerMuscle = 0;
  float fat = 0;
};

class Anatomy {
 public:
  Anatomy(const PhantomRecipe& recipe, const Traits& traits);

  [[nodiscard]] Place at(float xUm, float yUm) const;
  [[nodiscard]] float tumourAt(float xUm, float yUm) const;
  [[nodiscard]] float edgeAt(float xUm, float yUm) const;
  // The wall's direction on the slide; u grows along (cos, sin).
  [[nodiscard]] float cosine() const { return m_cosine; }
  [[nodiscard]] float sine() const { return m_sine; }
  // From the wall's coordinates before its surface's waves are taken off, and back.
  void toSlide(float a, float b, float& xUm, float& yUm) const;
  void toWall(float xUm, float yUm, float& a, float& b) const;
  [[nodiscard]] float surfaceAt(float a) const;
  [[nodiscard]] float mucosaUm() const { return m_mucosaUm; }
  [[nodiscard]] float wallUm() const { return m_heightUm; }
  [[nodiscard]] float widthUm() const { return 2 * m_halfWidthUm; }
  [[nodiscard]] float slideWidthUm() const { return m_slideWidthUm; }
  [[nodiscard]] float slideHeightUm() const { return m_slideHeightUm; }

 private:
  [[nodiscard]] float outline(float a, float b, float v) const;
  [[nodiscard]] float tumour(float a, float v) const;

  std::uint32_t m_seed;
  float m_slideWidthUm, m_slideHeightUm;
  float m_centreX, m_centreY;
  float m_cosine, m_sine;
  float m_halfWidthUm, m_heightUm;
  float m_topUm;  // of the tissue, from the slide's centre along b
  float m_mucosaUm, m_muscularisUm, m_submucosaUm, m_innerUm, m_outerUm;
  float m_tumourU, m_tumourV, m_tumourRadiusU, m_tumourRadiusV;
};

}  // namespace snitt::phantom
