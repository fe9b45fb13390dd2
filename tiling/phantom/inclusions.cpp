#include "tiling/phantom/inclusions_p.h"

#include <cmath>

namespace snitt::phantom {
namespace {

constexpr float vesselPitchUm = 130;
constexpr float folliclePitchUm = 300;
constexpr float reachUm = 20;

}  // namespace

Inclusions::Inclusions(const Anatomy& anatomy, const Traits& traits, const Area& area) : m_seed(traits.seed ^ 0x4000U) {
  const Area wide = area.grown(reachUm);
  m_vessels = {wide, vesselPitchUm, [&](int column, int row) { return vessel(anatomy, column, row); }};
  m_follicles = {wide, folliclePitchUm, [&](int column, int row) { return follicle(anatomy, traits, column, row); }};
}

Inclusions::Vessel Inclusions::vessel(const Anatomy& anatomy, int column, int row) const {
  Draws draws(hashOf(column, row, m_seed));
  Vessel vessel;
  vessel.x = (static_cast<float>(column) + 0.5F + draws.between(-0.4F, 0.4F)) * vesselPitchUm;
  vessel.y = (static_cast<float>(row) + 0.5F + draws.between(-0.4F, 0.4F)) * vesselPitchUm;
  const Place place = anatomy.at(vessel.x, vessel.y);
  const float inWall = 1 - smoothStep(-60, 0, place.tumour);
  const float chance =
      0.25F * (1 - inWall) + inWall * (0.12F * place.mucosa + 0.62F * place.submucosa +
                                       0.2F * (place.innerMuscle + place.outerMuscle) + 0.5F * place.fat);
  if (draws.unit() > chance || place.edge < 40) return vessel;
  const float most = 4 + 30 * inWall * (place.submucosa + place.fat) + 6 * (1 - inWall);
  const float size = draws.unit();
  vessel.radius = 4.5F + most * size * size;
  vessel.wall = vessel.radius * draws.between(0.16F, 0.55F) + 1.5F;
  vessel.stretch = draws.between(1, 1.8F);
  const float angle = draws.between(0, 3.1415927F);
  vessel.cosine = std::cos(angle);
  vessel.sine = std::sin(angle);
  vessel.blood = draws.unit() < 0.6F ? draws.between(0.4F, 1) : 0.0F;
  return vessel;
}

Inclusions::Follicle Inclusions::follicle(const Anatomy& anatomy, const Traits& traits, int column, int row) const {
  Draws draws(hashOf(column, row, m_seed + 1));
  Follicle follicle;
  follicle.x = (static_cast<float>(column) + 0.5F + draws.between(-0.35F, 0.35F)) * folliclePitchUm;
  follicle.y = (static_cast<float>(row) + 0.5F + draws.between(-0.35F, 0.35F)) * folliclePitchUm;
  const Place place = anatomy.at(follicle.x, follicle.y);
  if (place.tumour > -30 || place.edge < 60) return follicle;
  const float deepMucosa = place.mucosa * smoothStep(0.6F, 0.9F, place.v / anatomy.mucosaUm());
  const float chance =
      0.5F * deepMucosa + 0.5F * place.submucosa +
      0.3F * place.fat * smoothStep(1.25F, 0.95F, place.v / (0.85F * std::min(anatomy.wallUm(), 9000.0F)));
  if (draws.unit() < chance * traits.immune) follicle.radius = draws.between(38, 95);
  return follicle;
}

VesselPlace Inclusions::vesselAt(float xUm, float yUm) const {
  VesselPlace found;
  const float wobble = 1.5F * wave(xUm / 12, yUm / 12, m_seed + 2);
  m_vessels.around(xUm, yUm, [&](const Vessel& vessel) {
    if (vessel.radius < 0) return;
    const float dx = xUm - vessel.x;
    const float dy = yUm - vessel.y;
    const float a = (vessel.cosine * dx + vessel.sine * dy) / vessel.stretch;
    const float b = (vessel.cosine * dy - vessel.sine * dx) * vessel.stretch;
    const float lumen = vessel.radius - std::sqrt(a * a + b * b) + wobble;
    if (lumen + vessel.wall <= found.lumen + found.wall) return;
    found = {lumen, vessel.wall, vessel.blood};
  });
  return found;
}

float Inclusions::follicleAt(float xUm, float yUm) const {
  float most = 0;
  const float wobble = 16 * wave(xUm / 45, yUm / 45, m_seed + 3);
  m_follicles.around(xUm, yUm, [&](const Follicle& follicle) {
    if (follicle.radius < 0) return;
    const float dx = xUm - follicle.x;
    const float dy = yUm - follicle.y;
    most = std::max(most, smoothStep(-14, 14, follicle.radius - std::sqrt(dx * dx + dy * dy) + wobble));
  });
  return most;
}

}  // namespace snitt::phantom
