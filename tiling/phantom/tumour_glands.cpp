#include "tiling/phantom/tumour_glands_p.h"

#include <cmath>

namespace snitt::phantom {
namespace {

constexpr float nestPitchUm = 34;
constexpr float holePitchUm = 38;
constexpr float frontUm = 210;  // how far buds are found beyond the tumour
constexpr float reachUm = 40;   // of the warp

float logistic(float x) { return 1 / (1 + std::exp(-x)); }

// Rounds the corner where two distances meet.
float softMinimum(float a, float b, float roundUm) {
  const float near = std::max(0.0F, roundUm - std::abs(a - b)) / roundUm;
  return std::min(a, b) - near * near * roundUm / 4;
}

}  // namespace

float localArchitecture(const Traits& traits, float xUm, float yUm) {
  return clamped(traits.architecture + 0.9F * wave(xUm / 330, yUm / 330, traits.seed ^ 0x2000U), -3.4F, 3.4F);
}

TumourGlands::TumourGlands(const Anatomy& anatomy, const Traits& traits, const Area& area)
    : m_seed(traits.seed ^ 0x2100U) {
  const Area wide = area.grown(reachUm);
  m_glands = {wide, traits.glandPitchUm, [&](int column, int row) { return gland(anatomy, traits, column, row); }};
  m_nests = {wide, nestPitchUm, [&](int column, int row) { return nest(anatomy, traits, column, row); }};
  m_holes = {wide, holePitchUm, [&](int column, int row) {
               Draws draws(hashOf(column, row, m_seed + 5));
               const auto at = [&](int cell) {
                 return (static_cast<float>(cell) + 0.5F + draws.between(-0.34F, 0.34F)) * holePitchUm;
               };
               const float x = at(column);
               return Hole{x, at(row), draws.between(0.45F, 1.25F)};
             }};
}

TumourGlands::Gland TumourGlands::gland(const Anatomy& anatomy, const Traits& traits, int column, int row) const {
  Draws draws(hashOf(column, row, m_seed));
  const float pitch = traits.glandPitchUm;
  Gland gland;
  gland.x = (static_cast<float>(column) + 0.5F + draws.between(-0.33F, 0.33F)) * pitch;
  gland.y = (static_cast<float>(row) + 0.5F + draws.between(-0.33F, 0.33F)) * pitch;
  const float local = localArchitecture(traits, gland.x, gland.y);
  gland.grade = local + 0.75F * draws.normal();
  const float broken = smoothStep(1.3F, 2.8F, gland.grade);
  gland.radius = pitch * (0.62F - 0.022F * local) * draws.between(0.8F, 1.15F) * (1 - 0.6F * broken);
  const float angle = draws.between(0, 3.1415927F);
  gland.cosine = std::cos(angle);
  gland.sine = std::sin(angle);
  gland.stretch = draws.between(1.0F, 1.45F);
  gland.thickness = draws.between(21, 29);
  gland.debris = draws.unit() < logistic(-1.25F + 0.6F * local) ? draws.between(0.6F, 1) : 0.0F;
  gland.mucin = draws.unit() < traits.mucin ? draws.between(0.3F, 1) : 0.0F;
  const float share = clamped(traits.glandShare - 0.055F * (local + 1) -
                                  0.4F * std::max(0.0F, wave(gland.x / 520, gland.y / 520, m_seed + 10) - 0.25F),
                              0.4F, 1);
  gland.filled = draws.unit() < share && anatomy.tumourAt(gland.x, gland.y) > 0.25F * gland.radius;
  return gland;
}

TumourGlands::Nest TumourGlands::nest(const Anatomy& anatomy, const Traits& traits, int column, int row) const {
  Draws draws(hashOf(column, row, m_seed + 7));
  Nest nest;
  nest.x = (static_cast<float>(column) + 0.5F + draws.between(-0.36F, 0.36F)) * nestPitchUm;
  nest.y = (static_cast<float>(row) + 0.5F + draws.between(-0.36F, 0.36F)) * nestPitchUm;
  const float tumour = anatomy.tumourAt(nest.x, nest.y);
  const float chance = draws.unit();
  const float size = draws.between(6.5F, 13.5F);
  const float angle = draws.between(0, 3.1415927F);
  nest.stretch = draws.between(1, 1.7F);
  nest.cosine = std::cos(angle);
  nest.sine = std::sin(angle);
  if (tumour < -frontUm) return nest;
  const Place place = anatomy.at(nest.x, nest.y);
  if (place.v < 0.7F * anatomy.mucosaUm() || place.edge < 15 || place.fat > 0.4F) return nest;
  const float local = localArchitecture(traits, nest.x, nest.y);
  const float front = tumour < 0 ? 1 + tumour / frontUm : clamped(1 - tumour / 90, 0, 1);
  const float atFront = 0.07F * std::exp(0.85F * local) * front;
  const float within = tumour > 0 ? 0.012F * std::exp(1.15F * local) : 0.0F;
  if (chance < std::min(atFront, 0.42F) + std::min(within, 0.4F)) nest.radius = size;
  return nest;
}

void TumourGlands::addNests(float xUm, float yUm, GlandPlace& place) const {
  const float wobble = 2.2F * wave(xUm / 8, yUm / 8, m_seed + 8);
  m_nests.around(xUm, yUm, [&](const Nest& nest) {
    if (nest.radius < 0) return;
    const float dx = xUm - nest.x;
    const float dy = yUm - nest.y;
    const float a = (nest.cosine * dx + nest.sine * dy) / nest.stretch;
    const float b = (nest.cosine * dy - nest.sine * dx) * nest.stretch;
    const float depth = nest.radius - std::sqrt(a * a + b * b) + wobble;
    if (depth <= place.depth) return;
    place.depth = depth;
    place.lumen = std::min(place.lumen, -5.0F);
  });
}

GlandPlace TumourGlands::at(float xUm, float yUm, float tumourUm) const {
  GlandPlace place;
  if (tumourUm < -frontUm - 40) return place;
  const float x = xUm + 17 * wave(xUm / 62, yUm / 62, m_seed + 1) + 6 * wave(xUm / 21, yUm / 21, m_seed + 2);
  const float y = yUm + 17 * wave(xUm / 62, yUm / 62, m_seed + 3) + 6 * wave(xUm / 21, yUm / 21, m_seed + 4);
  const Gland* first = nullptr;
  const Gland* second = nullptr;
  float best = -1000;
  float next = -1000;
  if (tumourUm > -120)
    m_glands.around(x, y, [&](const Gland& gland) {
      if (!gland.filled) return;
      const float dx = x - gland.x;
      const float dy = y - gland.y;
      const float a = (gland.cosine * dx + gland.sine * dy) / gland.stretch;
      const float b = (gland.cosine * dy - gland.sine * dx) * gland.stretch;
      const float depth = gland.radius - std::sqrt(a * a + b * b);
      if (depth > best) {
        next = best;
        second = first;
        best = depth;
        first = &gland;
      } else if (depth > next) {
        next = depth;
        second = &gland;
      }
    });
  if (first != nullptr) {
    const float grade = first->grade;
    const float both = second == nullptr ? grade : 0.5F * (grade + second->grade);
    const float gap = mix(13, -13, smoothStep(-0.2F, 1.7F, both));
    const float smooth = softMinimum(best, 0.5F * (best - next) - gap / 2, 16);
    const float irregular = mix(1, 10, smoothStep(-1, 1.8F, grade));
    place.depth = smooth + irregular * wave(xUm / 17, yUm / 17, m_seed + 6);
    const float single = smooth - first->thickness + mix(2, 6, irregular / 10) * wave(xUm / 11, yUm / 11, m_seed + 9);
    float hole = -1000;
    const float holeUm = 13.5F * (1 - smoothStep(0.6F, 1.6F, grade));
    m_holes.around(x, y, [&](const Hole& at) {
      const float dx = x - at.x;
      const float dy = y - at.y;
      hole = std::max(hole, holeUm * at.size - std::sqrt(dx * dx + dy * dy));
    });
    hole = std::min(hole, place.depth - 13);
    place.lumen = mix(single, hole, smoothStep(-0.5F, 0.35F, grade));
    place.debris = first->debris;
    // Solid parts die in their middle.
    if (first->debris > 0 && grade > 0.4F) place.lumen = std::max(place.lumen, smooth - 33);
    place.lumen = std::min(place.lumen, place.depth - 9);
    place.mucin = first->mucin;
  }
  addNests(xUm, yUm, place);
  return place;
}

}  // namespace snitt::phantom
