#include "tiling/phantom/artefacts_p.h"

#include <cmath>

#include "tiling/phantom/noise_p.h"

namespace snitt::phantom {

Artefacts::Artefacts(const PhantomRecipe& recipe, const Traits& traits, const Anatomy& anatomy)
    : m_seed(traits.seed ^ 0x5000U), m_anatomy(&anatomy), m_hasFold(recipe.fold), m_pen(recipe.pen) {
  Draws draws(m_seed);
  m_side = draws.unit() < 0.5F ? -1.0F : 1.0F;
  m_foldA = -m_side * anatomy.widthUm() * draws.between(0.26F, 0.36F);
  m_foldLean = draws.between(-0.18F, 0.18F);
  m_foldHalfUm = std::min(28 * draws.between(0.8F, 1.3F), 0.03F * anatomy.widthUm());
  m_penHalfUm = std::min(0.055F * anatomy.widthUm(), 350.0F);
}

float Artefacts::foldAt(float xUm, float yUm) const {
  float a = 0;
  float b = 0;
  m_anatomy->toWall(xUm, yUm, a, b);
  const float middle = m_foldA + m_foldLean * b + 0.05F * m_anatomy->wallUm() * wave(b / 260, 0.5F, m_seed + 1);
  const float along = b / (0.44F * m_anatomy->wallUm());
  const float taper = std::sqrt(std::max(0.0F, 1 - along * along));
  const float half = m_foldHalfUm * taper * (1 + 0.5F * wave(b / 120, 0.5F, m_seed + 2));
  return std::min(half - std::abs(a - middle) - 1 + 2 * wave(a / 9, b / 9, m_seed + 6), m_anatomy->edgeAt(xUm, yUm));
}

float Artefacts::penAt(float xUm, float yUm) const {
  float a = 0;
  float b = 0;
  m_anatomy->toWall(xUm, yUm, a, b);
  const float height = m_anatomy->wallUm();
  // A curved stroke beside the piece that runs over its margin.
  const float bow = b / (0.5F * height);
  const float middle =
      m_side * m_anatomy->widthUm() * (0.515F - 0.05F * bow * bow) + 8 * wave(b / 90, 0.5F, m_seed + 3);
  const float half = m_penHalfUm * (1 + 0.12F * wave(b / 120, 0.5F, m_seed + 4));
  const float beyond = std::max(0.0F, std::abs(b + 0.06F * height) - (0.36F * height - half));
  const float aside = a - middle;
  return half - std::sqrt(aside * aside + beyond * beyond) + 3 * wave(xUm / 14, yUm / 14, m_seed + 5);
}

std::array<float, 3> Artefacts::penDensity() const {
  switch (m_pen) {
    case PenColour::blue:
      return {1.15F, 0.62F, 0.22F};
    case PenColour::green:
      return {1.0F, 0.34F, 0.72F};
    case PenColour::black:
      return {1.15F, 1.12F, 1.05F};
    case PenColour::none:
      break;
  }
  return {0, 0, 0};
}

}  // namespace snitt::phantom
