#include "tiling/phantom/crypts_p.h"

#include <cmath>

namespace snitt::phantom {
namespace {

constexpr float epitheliumUm = 29;
constexpr float surfaceUm = 20;  // height of the epithelium between the crypts' mouths

}  // namespace

Crypts::Crypts(const Anatomy& anatomy, const Traits& traits)
    : m_seed(traits.seed ^ 0x3000U), m_pitchUm(traits.cryptPitchUm), m_mucosaUm(anatomy.mucosaUm()) {}

bool Crypts::isAcross(float u) const { return wave(u / 210, 0.3F, m_seed) > 0.1F; }

void Crypts::addTube(int index, const Place& place, GlandPlace& gland) const {
  Draws draws(hashOf(index, 0, m_seed + 1));
  const float middle = (static_cast<float>(index) + 0.5F + draws.between(-0.12F, 0.12F)) * m_pitchUm;
  if (isAcross(middle)) return;
  const float lean = draws.between(-0.12F, 0.12F);
  const float radius = draws.between(0.37F, 0.43F) * m_pitchUm;
  const float bottom = m_mucosaUm - radius - draws.between(2, 22);
  const float bend = 5 * wave(place.v / 70, static_cast<float>(index) * 7.3F, m_seed + 2);
  const float along = place.u - middle - lean * (place.v - 0.5F * m_mucosaUm) - bend;
  const float beyond = std::max(0.0F, place.v - bottom);
  const float distance = std::sqrt(along * along + beyond * beyond);
  const float depth = radius - distance;
  if (depth <= gland.depth) return;
  gland.depth = depth;
  const float mouth = 9 * smoothStep(45, 0, place.v);
  gland.lumen = std::max(radius - epitheliumUm, 2.0F) + mouth - distance;
}

void Crypts::addRound(int column, int row, const Place& place, GlandPlace& gland) const {
  Draws draws(hashOf(column, row, m_seed + 3));
  const float pitch = 0.95F * m_pitchUm;
  const float u =
      (static_cast<float>(column) + 0.5F * static_cast<float>(row & 1) + draws.between(-0.14F, 0.14F)) * pitch;
  const float v = (static_cast<float>(row) + 0.55F + draws.between(-0.12F, 0.12F)) * pitch;
  const float radius = draws.between(0.34F, 0.44F) * m_pitchUm;
  if (!isAcross(u) || v < radius + 12 || v > m_mucosaUm - radius - 2) return;
  const float turn = draws.between(0, 3.14F);
  const float stretch = draws.between(1, 1.25F);
  const float dx = place.u - u;
  const float dy = place.v - v;
  const float a = (std::cos(turn) * dx + std::sin(turn) * dy) / stretch;
  const float b = (std::cos(turn) * dy - std::sin(turn) * dx) * stretch;
  const float distance = std::sqrt(a * a + b * b) + 2.5F * wave(place.u / 18, place.v / 18, m_seed + 4);
  const float depth = radius - distance;
  if (depth <= gland.depth) return;
  gland.depth = depth;
  gland.lumen = std::max(radius - epitheliumUm, 2.0F) - distance;
}

GlandPlace Crypts::at(const Place& place) const {
  GlandPlace gland;
  if (place.v > m_mucosaUm + 30 || place.tumour > 40 || place.edge < -40) return gland;
  gland.crypt = 1;
  gland.mucin = 0.7F;
  const int index = floorOf(place.u / m_pitchUm);
  for (int i = index - 1; i <= index + 1; ++i) addTube(i, place, gland);
  const int column = floorOf(place.u / (0.95F * m_pitchUm));
  const int row = floorOf(place.v / (0.95F * m_pitchUm));
  for (int j = row - 1; j <= row + 1; ++j)
    for (int i = column - 1; i <= column + 1; ++i) addRound(i, j, place, gland);
  const float surface = surfaceUm + 2 * wave(place.u / 25, 0.7F, m_seed + 5) - place.v;
  if (surface > gland.depth) gland.depth = surface;
  // The tumour cuts them off.
  const float free = -place.tumour - m_tumourGap;
  if (free < gland.depth) {
    gland.depth = free;
    gland.lumen = std::min(gland.lumen, free - 12);
  }
  return gland;
}

}  // namespace snitt::phantom
