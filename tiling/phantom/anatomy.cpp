#include "tiling/phantom/anatomy_p.h"

#include <cmath>

#include "tiling/phantom/noise_p.h"

namespace snitt::phantom {

// Shares of the piece's height, so that 1.5 mm of slide show the whole wall, up to about life's own thickness.
Anatomy::Anatomy(const PhantomRecipe& recipe, const Traits& traits) : m_seed(traits.seed ^ 0x1000U) {
  m_slideWidthUm = static_cast<float>(recipe.widthPx * recipe.mpp);
  m_slideHeightUm = static_cast<float>(recipe.heightPx * recipe.mpp);
  m_centreX = m_slideWidthUm / 2;
  m_centreY = m_slideHeightUm / 2;
  const float angle = static_cast<float>(traits.quarterTurns) * 1.5707963F + traits.tilt;
  m_cosine = std::cos(angle);
  m_sine = std::sin(angle);
  const bool upright = traits.quarterTurns % 2 == 0;
  const float width = upright ? m_slideWidthUm : m_slideHeightUm;
  const float height = upright ? m_slideHeightUm : m_slideWidthUm;
  m_halfWidthUm = 0.43F * width;
  m_heightUm = 0.84F * height;
  m_topUm = -0.42F * height;
  m_mucosaUm = std::min(0.22F * m_heightUm, 560.0F);
  m_muscularisUm = std::min(0.028F * m_heightUm, 60.0F);
  m_submucosaUm = std::min(0.18F * m_heightUm, 2400.0F);
  m_innerUm = std::min(0.20F * m_heightUm, 3400.0F);
  m_outerUm = std::min(0.15F * m_heightUm, 2600.0F);
  m_tumourRadiusU = std::min(0.315F * width * traits.tumourSize, 8500.0F);
  m_tumourRadiusV = std::min(0.47F * m_heightUm * traits.tumourSize, 8500.0F);
  m_tumourU = traits.tumourAt * m_halfWidthUm;
  m_tumourV = 0.66F * m_tumourRadiusV;
}

void Anatomy::toWall(float xUm, float yUm, float& a, float& b) const {
  const float dx = xUm - m_centreX;
  const float dy = yUm - m_centreY;
  a = m_cosine * dx + m_sine * dy;
  b = m_cosine * dy - m_sine * dx;
}

void Anatomy::toSlide(float a, float b, float& xUm, float& yUm) const {
  xUm = m_centreX + m_cosine * a - m_sine * b;
  yUm = m_centreY + m_sine * a + m_cosine * b;
}

float Anatomy::surfaceAt(float a) const {
  const float height = std::min(0.045F * m_heightUm, 140.0F);
  return m_topUm + height * wave(a / 310, 0.5F, m_seed + 1) + 9 * wave(a / 70, 0.5F, m_seed + 2);
}

float Anatomy::outline(float a, float b, float v) const {
  const float corner = 0.12F * m_heightUm;
  const float qx = std::abs(a) - (m_halfWidthUm - corner);
  const float below = v - (m_heightUm - corner);
  const float outX = std::max(qx, 0.0F);
  const float outY = std::max(below, 0.0F);
  float inside = corner - std::sqrt(outX * outX + outY * outY) - std::min(std::max(qx, below), 0.0F);
  inside += 45 * wave(a / 240, b / 240, m_seed + 3) + 14 * wave(a / 60, b / 60, m_seed + 4) +
            4 * wave(a / 13, b / 13, m_seed + 5);
  return std::min(inside, v);
}

float Anatomy::tumour(float a, float v) const {
  const float x = (a - m_tumourU) / m_tumourRadiusU;
  const float y = (v - m_tumourV) / m_tumourRadiusV;
  const float least = std::min(m_tumourRadiusU, m_tumourRadiusV);
  return (1 - std::sqrt(x * x + y * y)) * least + 0.16F * least * wave(a / 230, v / 230, m_seed + 6) +
         34 * wave(a / 75, v / 75, m_seed + 7);
}

float Anatomy::tumourAt(float xUm, float yUm) const {
  float a = 0;
  float b = 0;
  toWall(xUm, yUm, a, b);
  const float v = b - surfaceAt(a);
  return std::min(tumour(a, v), outline(a, b, v) + 4);
}

float Anatomy::edgeAt(float xUm, float yUm) const {
  float a = 0;
  float b = 0;
  toWall(xUm, yUm, a, b);
  return outline(a, b, b - surfaceAt(a));
}

Place Anatomy::at(float xUm, float yUm) const {
  Place place;
  float b = 0;
  toWall(xUm, yUm, place.u, b);
  place.v = b - surfaceAt(place.u);
  place.edge = outline(place.u, b, place.v);
  place.tumour = tumour(place.u, place.v);
  // Each border has waves of its own; the layers end softly.
  const auto border = [&](float depth, float height, float length, std::uint32_t seed) {
    return place.v - depth - height * wave(place.u / length, place.v / length, m_seed + seed);
  };
  float rest = 1;
  const auto share = [&](float beyond, float softness) {
    const float still = smoothStep(softness, -softness, beyond);
    const float part = rest * still;
    rest -= part;
    return part;
  };
  float depth = m_mucosaUm;
  place.mucosa = share(border(depth, 12, 110, 10), 4);
  depth += m_muscularisUm;
  place.muscularisMucosae = share(border(depth, 14, 110, 10), 4);
  depth += m_submucosaUm;
  place.submucosa = share(border(depth, 45, 260, 11), 5);
  depth += m_innerUm;
  place.innerMuscle = share(border(depth, 30, 300, 12), 5);
  depth += m_outerUm;
  place.outerMuscle = share(border(depth, 50, 240, 13), 5);
  place.fat = rest;
  return place;
}

}  // namespace snitt::phantom
