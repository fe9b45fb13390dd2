#include "tiling/phantom/ground_p.h"

#include <cmath>

#include "tiling/phantom/adipose_p.h"
#include "tiling/phantom/lattice_rows_p.h"
#include "tiling/phantom/textures_p.h"

namespace snitt::phantom {
namespace {

constexpr float toShare = 1.0F / 255.0F;

struct Rows {
  std::vector<std::vector<float>> field;
  std::vector<float> fibre, grain, patch, membrane, x;

  explicit Rows(int width) {
    const auto size = static_cast<std::size_t>(width);
    field.assign(kPixelFields, std::vector<float>(size));
    for (auto* row : {&fibre, &grain, &patch, &membrane, &x}) row->assign(size, 0.0F);
  }
  [[nodiscard]] const float* operator[](Field at) const { return field[at].data(); }
};

inline std::size_t texel(float xUm, float yUm, float scale) {
  const std::int32_t x = static_cast<std::int32_t>(xUm * scale + 65536.0F) & textureMask;
  const std::int32_t y = static_cast<std::int32_t>(yUm * scale + 65536.0F) & textureMask;
  return static_cast<std::size_t>(y * textureSizePx + x);
}

void readTextures(Rows& rows, int width, float yUm) {
  const Textures& all = textures();
  const float* along = rows[kAlong];
  const float* across = rows[kAcross];
  const float* bundles = rows[kBundles];
  for (int x = 0; x < width; ++x) {
    const float fibre = all.fibre[texel(along[x], across[x], texelsPerUm)];
    const float bundle = all.bundle[texel(along[x], across[x], texelsPerUm)];
    rows.fibre[static_cast<std::size_t>(x)] = toShare * mix(fibre, bundle, bundles[x]);
    rows.grain[static_cast<std::size_t>(x)] =
        toShare * all.grain[texel(rows.x[static_cast<std::size_t>(x)], yUm, texelsPerUm)];
    rows.patch[static_cast<std::size_t>(x)] =
        toShare * all.patch[texel(rows.x[static_cast<std::size_t>(x)], yUm, patchTexelsPerUm)];
  }
}

inline float ramp(float value, float width) { return clamped(value / width + 0.5F); }
inline float bump(float value, float middle, float halfWidth) {
  return std::max(0.0F, 1 - std::abs(value - middle) / halfWidth);
}

SNITT_WIDE void paintRow(const Rows& rows, int width, float* __restrict haematoxylin, float* __restrict eosin) {
  const float* edge = rows[kEdge];
  const float* depth = rows[kDepth];
  const float* lumen = rows[kLumen];
  const float* baseEosin = rows[kEosin];
  const float* baseHaematoxylin = rows[kHaematoxylin];
  const float* contrast = rows[kContrast];
  const float* gap = rows[kGap];
  const float* fat = rows[kFat];
  const float* vessel = rows[kVessel];
  const float* wall = rows[kVesselWall];
  const float* debris = rows[kDebris];
  const float* mucin = rows[kMucin];
  const float* cellEosin = rows[kCellEosin];
  const float* cellHaematoxylin = rows[kCellHaematoxylin];
  const float* fibres = rows.fibre.data();
  const float* grains = rows.grain.data();
  const float* patches = rows.patch.data();
  const float* membranes = rows.membrane.data();
  for (int x = 0; x < width; ++x) {
    const float fibre = fibres[x];
    const float grain = grains[x];
    const float patch = patches[x];
    // Stroma: fibres with clefts.
    const float closed = clamped((fibre - gap[x]) * 6.0F + 0.5F);
    float e = baseEosin[x] * (1 + contrast[x] * (fibre - 0.5F)) * (0.86F + 0.28F * grain) * (0.12F + 0.88F * closed);
    float h = baseHaematoxylin[x] * (0.7F + 0.6F * grain) * (0.15F + 0.85F * closed);
    // Fat: thin membranes around nothing, with a frayed border.
    const float fatty = clamped((fat[x] - 0.5F + 0.5F * (fibre - 0.5F)) * 7.0F + 0.5F);
    e = mix(e, 0.41F * membranes[x] * (0.75F + 0.5F * grain), fatty);
    h = mix(h, 0.05F * membranes[x], fatty);
    // Vessels: a wall of rings, a lumen with plasma.
    const float inWall = ramp(vessel[x] + wall[x], 0.8F);
    e = mix(e, 0.25F + 0.14F * fibre, inWall);
    h = mix(h, 0.06F, inWall);
    const float inVessel = ramp(vessel[x], 0.8F);
    e = mix(e, 0.035F * patch, inVessel);
    h = mix(h, 0.0F, inVessel);
    // The cleft in which glands stand off from their stroma, and the membrane under them.
    const float d = depth[x] + 0.8F * (grain - 0.5F);
    const float cleft = bump(d, -2.8F, 2.6F) * clamped((patch - 0.62F) * 6);
    e *= 1 - 0.9F * cleft;
    h *= 1 - 0.9F * cleft;
    e += 0.10F * bump(d, -0.6F, 1.3F) * (1 - fatty);
    // Epithelium, paler and pinker towards its lumen.
    const float inside = ramp(d, 0.9F);
    const float apical = clamped(d / 26);
    e = mix(e, cellEosin[x] * (0.80F + 0.30F * grain + 0.12F * apical), inside);
    h = mix(h, cellHaematoxylin[x] * (1.22F - 0.45F * apical) * (0.75F + 0.5F * grain), inside);
    const float l = lumen[x] + 0.9F * (grain - 0.5F) + 1.6F * (patch - 0.5F);
    e += inside * 0.10F * bump(l, -0.9F, 1.5F);
    const float open = ramp(l, 1.5F) * inside;
    // Mucus in threads, necrosis in crumbs.
    const float thread = clamped((grain - 0.4F) * 1.4F) * mucin[x];
    const float crumb =
        clamped((0.45F * grain + 0.55F * patch - 0.40F + 0.18F * debris[x] * clamped(l / 8)) * 3.4F) * debris[x];
    e = mix(e, 0.012F + 0.035F * thread + 0.34F * crumb * (0.5F + 0.8F * grain), open);
    h = mix(h, 0.008F + 0.05F * thread + 0.10F * crumb * (0.4F + grain), open);
    const float here = ramp(edge[x] + 1.6F * (fibre - 0.5F), 1.2F);
    haematoxylin[x] = h * here;
    eosin[x] = e * here;
  }
}

SNITT_WIDE void foldRow(const float* fold, const float* fat, int width, float* haematoxylin, float* eosin,
                        float* blood) {
  for (int x = 0; x < width; ++x) {
    const float share = clamped(fold[x] / 5 + 0.5F);
    const float times = 1 + 1.35F * share + 0.35F * bump(fold[x], 3, 4);
    haematoxylin[x] = haematoxylin[x] * times + 0.16F * share * (1 - fat[x]);
    eosin[x] = eosin[x] * times + (0.17F - 0.13F * fat[x]) * share;
    blood[x] *= times;
  }
}

}  // namespace

void paintGround(Canvas& canvas, const Fields& fields, std::uint32_t seed) {
  Rows rows(canvas.width);
  LatticeRows lattice(canvas, fields);
  const bool hasFat = fields.most(kFat) > 0;
  const Adipose adipose(canvas.area(), hasFat, seed);
  for (int x = 0; x < canvas.width; ++x) rows.x[static_cast<std::size_t>(x)] = canvas.xUm(x);
  // Most fields are flat over most parts (no fat, no vessel): their row is filled once.
  std::vector<Field> changing;
  for (std::size_t f = 0; f < kPixelFields; ++f) {
    const auto field = static_cast<Field>(f);
    if (field == kFold) continue;
    if (fields.isFlat(field))
      std::fill(rows.field[f].begin(), rows.field[f].end(), fields.row(field, 0)[0]);
    else if (hasFat || (field != kWarpX && field != kWarpY))
      changing.push_back(field);
  }
  for (int y = 0; y < canvas.height; ++y) {
    lattice.moveTo(y);
    for (const Field field : changing) lattice.read(field, rows.field[field].data());
    readTextures(rows, canvas.width, canvas.yUm(y));
    if (hasFat)
      adipose.membranes(rows.x.data(), canvas.yUm(y), rows[kFat], rows[kWarpX], rows[kWarpY], canvas.width,
                        rows.membrane.data());
    const std::size_t at = canvas.index(0, y);
    paintRow(rows, canvas.width, canvas.haematoxylin.data() + at, canvas.eosin.data() + at);
  }
}

void paintFolds(Canvas& canvas, const Fields& fields) {
  if (fields.most(kFold) < -4) return;
  LatticeRows lattice(canvas, fields);
  std::vector<float> fold(static_cast<std::size_t>(canvas.width));
  std::vector<float> fat(static_cast<std::size_t>(canvas.width));
  for (int y = 0; y < canvas.height; ++y) {
    lattice.moveTo(y);
    lattice.read(kFold, fold.data());
    lattice.read(kFat, fat.data());
    const std::size_t at = canvas.index(0, y);
    foldRow(fold.data(), fat.data(), canvas.width, canvas.haematoxylin.data() + at, canvas.eosin.data() + at,
            canvas.blood.data() + at);
  }
}

}  // namespace snitt::phantom
