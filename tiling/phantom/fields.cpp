#include "tiling/phantom/fields_p.h"

#include <cmath>

namespace snitt::phantom {
namespace {

// What lies between glands and in the wall: amounts of stain, fibres, cells.
struct Material {
  float eosin, haematoxylin, contrast, gap, lymphocytes, fibroblasts, muscle;
};

constexpr Material kLaminaPropria{0.17F, 0.04F, 0.8F, 0.27F, 0.78F, 0.10F, 0};
constexpr Material kMuscularisMucosae{0.32F, 0.05F, 0.6F, 0.06F, 0.03F, 0.03F, 0.30F};
constexpr Material kSubmucosa{0.20F, 0.02F, 1.1F, 0.30F, 0.03F, 0.09F, 0};
constexpr Material kInnerMuscle{0.32F, 0.045F, 0.5F, 0.05F, 0.008F, 0.01F, 0.21F};
constexpr Material kOuterMuscle{0.33F, 0.045F, 0.75F, 0.04F, 0.008F, 0.01F, 0.19F};
constexpr Material kFatStroma{0.21F, 0.02F, 1.0F, 0.26F, 0.02F, 0.08F, 0};
constexpr Material kDesmoplasia{0.24F, 0.04F, 0.75F, 0.08F, 0.10F, 0.24F, 0};

void add(Material& sum, const Material& part, float share) {
  sum.eosin += share * part.eosin;
  sum.haematoxylin += share * part.haematoxylin;
  sum.contrast += share * part.contrast;
  sum.gap += share * part.gap;
  sum.lymphocytes += share * part.lymphocytes;
  sum.fibroblasts += share * part.fibroblasts;
  sum.muscle += share * part.muscle;
}

}  // namespace

Fields::Fields(const Scene& scene, const Area& area)
    : m_left(floorOf(area.left / latticeUm)),
      m_top(floorOf(area.top / latticeUm)),
      m_width(floorOf(area.right / latticeUm) + 3 - m_left),
      m_height(floorOf(area.bottom / latticeUm) + 3 - m_top) {
  const auto points = static_cast<std::size_t>(m_width) * static_cast<std::size_t>(m_height);
  for (auto& plane : m_planes) plane.assign(points, 0.0F);
  const Area covered{static_cast<float>(m_left) * latticeUm, static_cast<float>(m_top) * latticeUm,
                     static_cast<float>(m_left + m_width) * latticeUm,
                     static_cast<float>(m_top + m_height) * latticeUm};
  const TumourGlands glands(scene.anatomy, scene.traits, covered);
  const Inclusions inclusions(scene.anatomy, scene.traits, covered);
  std::size_t at = 0;
  Values values{};
  for (int j = 0; j < m_height; ++j)
    for (int i = 0; i < m_width; ++i, ++at) {
      fill(scene, glands, inclusions, static_cast<float>(m_left + i) * latticeUm,
           static_cast<float>(m_top + j) * latticeUm, values);
      for (std::size_t f = 0; f < kFieldCount; ++f) m_planes[f][at] = values[f];
      m_isBare = m_isBare && values[kEdge] < -2;
    }
}

void Fields::fill(const Scene& scene, const TumourGlands& glands, const Inclusions& inclusions, float x, float y,
                  Values& values) const {
  values.fill(0);
  const Traits& traits = scene.traits;
  const std::uint32_t seed = traits.seed ^ 0x6000U;
  const Place place = scene.anatomy.at(x, y);
  values[kEdge] = place.edge;
  values[kDepth] = values[kLumen] = values[kVessel] = values[kFold] = -1000;
  if (place.edge < -24) return;

  const float invaded = smoothStep(-105, -15, place.tumour);
  const float wall = 1 - invaded;
  Material material{};
  add(material, kLaminaPropria, wall * place.mucosa);
  add(material, kMuscularisMucosae, wall * place.muscularisMucosae);
  add(material, kSubmucosa, wall * place.submucosa);
  add(material, kInnerMuscle, wall * place.innerMuscle);
  add(material, kOuterMuscle, wall * place.outerMuscle);
  add(material, kFatStroma, wall * place.fat);
  add(material, kDesmoplasia, invaded);

  // Fibres run along the wall, the more bent the looser; around a tumour they swirl.
  const float bends = 10 + 26 * wall * (place.submucosa + place.fat) + 34 * invaded + 30 * wall * place.mucosa;
  const float swirl = wave(x / 95, y / 95, seed);
  values[kAcross] = place.v + bends * swirl + 0.35F * bends * wave(x / 36, y / 36, seed + 1) +
                    0.55F * invaded * 60 * wave(x / 160, y / 160, seed + 2);
  values[kAlong] = place.u + 0.5F * bends * wave(x / 95, y / 95, seed + 3);

  GlandPlace gland = glands.at(x, y, place.tumour);
  const GlandPlace crypt = scene.crypts.at(place);
  if (crypt.depth > gland.depth) gland = crypt;
  const VesselPlace vessel = inclusions.vesselAt(x, y);
  const float follicle = inclusions.follicleAt(x, y) * smoothStep(2, -4, gland.depth);
  values[kDepth] = gland.depth;
  values[kLumen] = gland.lumen;
  values[kDebris] = gland.debris;
  values[kMucin] = gland.mucin;
  values[kCrypt] = gland.crypt;
  // Cytoplasm of cancer is bluer than that of crypts, and paler towards the lumen.
  const float tone = 1 + 0.15F * wave(x / 55, y / 55, seed + 4);
  values[kCellEosin] = tone * mix(0.185F, 0.19F, gland.crypt);
  values[kCellHaematoxylin] = tone * mix(0.125F, 0.11F, gland.crypt);

  const float patchy = 1 + 0.5F * wave(x / 70, y / 70, seed + 5);
  values[kEosin] = material.eosin * mix(1, traits.desmoplasia, invaded) * (0.75F + 0.25F * patchy);
  values[kHaematoxylin] = material.haematoxylin + 0.12F * follicle;
  values[kContrast] = material.contrast * (1 - 0.7F * follicle);
  values[kGap] = clamped(material.gap * patchy * (1 - follicle), 0, 0.7F);
  if (wall * place.outerMuscle > 0.05F) {
    // Fascicles: clefts along the lines on which either of two noises is nought.
    const float line = std::min(std::abs(wave(x / 85, y / 85, seed + 13)), std::abs(wave(x / 60, y / 60, seed + 14)));
    values[kGap] = std::max(values[kGap], 0.95F * wall * place.outerMuscle * smoothStep(0.07F, 0.02F, line) *
                                              smoothStep(-0.3F, 0.2F, wave(x / 50, y / 50, seed + 15)));
  }
  values[kBundles] = wall * place.outerMuscle;
  values[kFat] = wall *
                 (smoothStep(0.35F, 0.65F, place.fat) +
                  place.submucosa * smoothStep(0.30F, 0.42F, wave(x / 120, y / 120, seed + 6))) *
                 (1 - follicle) * smoothStep(1, 9, place.edge) *
                 smoothStep(0.02F, 0.09F, std::abs(wave(x / 210, y / 210, seed + 12)));
  values[kVessel] = std::min(vessel.lumen, -gland.depth - vessel.wall - 2);
  values[kVesselWall] = vessel.wall;
  values[kBlood] = vessel.blood;
  values[kWarpX] = 11 * wave(x / 33, y / 33, seed + 8) + 3 * wave(x / 11, y / 11, seed + 10);
  values[kWarpY] = 11 * wave(x / 33, y / 33, seed + 9) + 3 * wave(x / 11, y / 11, seed + 11);
  values[kFat] *= smoothStep(-1, -6, vessel.lumen + vessel.wall);
  values[kFold] = scene.artefacts.hasFold() ? scene.artefacts.foldAt(x, y) : -1000.0F;

  values[kFollicle] = follicle;
  const float front = smoothStep(-190, -60, place.tumour) * smoothStep(60, -20, place.tumour);
  values[kLymphocytes] = traits.immune * (material.lymphocytes * (0.55F + 0.9F * patchy * patchy * 0.5F) +
                                          front * 0.35F * smoothStep(0.05F, 0.6F, wave(x / 110, y / 110, seed + 7)));
  values[kFibroblasts] = material.fibroblasts;
  values[kMuscleNuclei] = material.muscle;
}

float Fields::at(Field field, float xUm, float yUm) const {
  const float x = clamped(xUm / latticeUm - static_cast<float>(m_left), 0, static_cast<float>(m_width) - 1.001F);
  const float y = clamped(yUm / latticeUm - static_cast<float>(m_top), 0, static_cast<float>(m_height) - 1.001F);
  const auto i = static_cast<int>(x);
  const auto j = static_cast<int>(y);
  const float tx = x - static_cast<float>(i);
  const float* upper = row(field, j) + i;
  const float* lower = row(field, j + 1) + i;
  return mix(mix(upper[0], upper[1], tx), mix(lower[0], lower[1], tx), y - static_cast<float>(j));
}

bool Fields::isFlat(Field field) const {
  const auto& plane = m_planes[field];
  return std::all_of(plane.begin(), plane.end(), [&](float value) { return value == plane.front(); });
}

float Fields::most(Field field) const { return *std::max_element(m_planes[field].begin(), m_planes[field].end()); }

}  // namespace snitt::phantom
