#include "tiling/phantom/cells_p.h"

#include <cmath>

namespace snitt::phantom {
namespace {

struct Direction {
  float x = 1, y = 0;
};

class Painter {
 public:
  Painter(Canvas& canvas, const Fields& fields, const Scene& scene)
      : m_canvas(canvas), m_fields(fields), m_traits(scene.traits), m_seed(scene.traits.seed ^ 0x8000U) {}

  void stroma();
  void goblets();
  void epithelium();
  void blood();
  void debris();

 private:
  // visit(x, y, draws) for each cell of a grid whose object may touch the canvas, row by row.
  template <class Visit>
  void each(float pitchUm, float jitter, std::uint32_t salt, Visit visit) const {
    const Area area = m_canvas.area().grown(cellReachUm);
    for (int row = floorOf(area.top / pitchUm); row <= floorOf(area.bottom / pitchUm); ++row)
      for (int column = floorOf(area.left / pitchUm); column <= floorOf(area.right / pitchUm); ++column) {
        Draws draws(hashOf(column, row, m_seed + salt));
        const float shift = (row & 1) != 0 ? 0.75F : 0.25F;
        const float x = (static_cast<float>(column) + shift + draws.between(-jitter, jitter)) * pitchUm;
        const float y = (static_cast<float>(row) + 0.5F + draws.between(-jitter, jitter)) * pitchUm;
        visit(x, y, draws);
      }
  }
  [[nodiscard]] float at(Field field, float x, float y) const { return m_fields.at(field, x, y); }
  // The direction in which a field grows.
  [[nodiscard]] Direction uphill(Field field, float x, float y) const;
  void inStroma(float x, float y, Draws& draws);
  void inTumour(float x, float y, float depth, float lumen, Draws& draws);
  void inCrypt(float x, float y, float depth, float lumen, Draws& draws);
  void mitosis(Nucleus nucleus, Draws& draws);
  void lymphocyte(float x, float y, Draws& draws);

  Canvas& m_canvas;
  const Fields& m_fields;
  const Traits& m_traits;
  std::uint32_t m_seed;
};

Direction Painter::uphill(Field field, float x, float y) const {
  constexpr float step = 2.5F;
  const float dx = at(field, x + step, y) - at(field, x - step, y);
  const float dy = at(field, x, y + step) - at(field, x, y - step);
  const float length = std::sqrt(dx * dx + dy * dy);
  if (length < 1e-3F) return {};
  return {dx / length, dy / length};
}

void Painter::lymphocyte(float x, float y, Draws& draws) {
  Nucleus nucleus;
  nucleus.x = x;
  nucleus.y = y;
  nucleus.radiusA = draws.between(2.4F, 3.3F);
  nucleus.radiusB = nucleus.radiusA * draws.between(0.82F, 1);
  const float angle = draws.between(0, 3.14F);
  nucleus.cosine = std::cos(angle);
  nucleus.sine = std::sin(angle);
  nucleus.haematoxylin = draws.between(0.5F, 0.9F);
  nucleus.contrast = 0.5F;
  nucleus.coarse = 0.9F;
  nucleus.rim = 0.1F;
  nucleus.wobble2 = 0.08F * draws.between(-1, 1);
  nucleus.wobble3 = 0.07F * draws.between(-1, 1);
  nucleus.softUm = 0.75F;
  nucleus.texture = draws.next();
  paintNucleus(m_canvas, nucleus);
}

void Painter::inStroma(float x, float y, Draws& draws) {
  const float density = m_traits.nuclearDensity;
  float chance = draws.unit();
  const float vessel = at(kVessel, x, y);
  if (vessel > 0) return;
  const bool endothelial = vessel > -3.5F && chance < 0.6F;
  const bool isOfWall = vessel + at(kVesselWall, x, y) > 0;
  const float lymphocytes = isOfWall ? 0.0F : at(kLymphocytes, x, y) * density;
  const float fibroblasts = (isOfWall ? 0.3F : at(kFibroblasts, x, y)) * density;
  const float muscle = isOfWall ? 0.0F : at(kMuscleNuclei, x, y) * density;
  if (!endothelial && chance < lymphocytes) {
    if (draws.unit() > 0.12F) return lymphocyte(x, y, draws);
  }
  if (!endothelial) {
    chance -= lymphocytes;
    if (chance < 0 || chance > fibroblasts + muscle) return;
  }
  Nucleus nucleus;
  nucleus.x = x;
  nucleus.y = y;
  const Direction across = uphill(endothelial || isOfWall ? kVessel : kAcross, x, y);
  const float turn = 0.25F * draws.normal();
  nucleus.cosine = -across.y * std::cos(turn) - across.x * std::sin(turn);
  nucleus.sine = across.x * std::cos(turn) - across.y * std::sin(turn);
  const bool isMuscle = chance >= fibroblasts;
  nucleus.radiusA = endothelial ? 4.5F : isMuscle ? draws.between(5.5F, 9.5F) : draws.between(4, 8);
  nucleus.radiusB = isMuscle ? draws.between(0.9F, 1.5F) : draws.between(0.9F, 1.9F);
  if (isMuscle) {
    const float cut = at(kBundles, x, y);
    nucleus.radiusA = mix(nucleus.radiusA, 2.2F, cut);
    nucleus.radiusB = mix(nucleus.radiusB, 1.7F, cut);
  }
  nucleus.wobble3 = 0.12F * draws.between(-1, 1);
  nucleus.haematoxylin = draws.between(0.36F, 0.68F);
  nucleus.contrast = 0.3F;
  nucleus.coarse = 0.3F;
  nucleus.softUm = 0.75F;
  nucleus.texture = draws.next();
  paintNucleus(m_canvas, nucleus);
}

void Painter::stroma() {
  each(7.2F, 0.42F, 1, [&](float x, float y, Draws& draws) {
    if (at(kEdge, x, y) < 3 || at(kDepth, x, y) > -1.8F) return;
    if (at(kFat, x, y) > 0.4F || at(kFollicle, x, y) > 0.5F) return;
    inStroma(x, y, draws);
  });
  if (m_fields.most(kFollicle) < 0.3F) return;
  each(6.0F, 0.38F, 2, [&](float x, float y, Draws& draws) {
    if (draws.unit() > 0.95F * at(kFollicle, x, y) || at(kFollicle, x, y) < 0.5F) return;
    if (at(kEdge, x, y) < 3 || at(kDepth, x, y) > -2 || at(kVessel, x, y) > -3) return;
    lymphocyte(x, y, draws);
  });
}

void Painter::goblets() {
  each(8.0F, 0.3F, 3, [&](float x, float y, Draws& draws) {
    const float depth = at(kDepth, x, y);
    if (depth < 9 || depth > 24 || at(kCrypt, x, y) < 0.5F) return;
    if (draws.unit() > m_traits.gobletShare) return;
    const Direction inward = uphill(kDepth, x, y);
    const float to = draws.between(13.5F, 19.5F) - depth;
    Nucleus shape;
    shape.x = x + 0.8F * to * inward.x;
    shape.y = y + 0.8F * to * inward.y;
    if (at(kLumen, shape.x, shape.y) > -3 || at(kEdge, shape.x, shape.y) < 5) return;
    shape.radiusA = draws.between(5.4F, 9.0F);
    shape.radiusB = draws.between(3.8F, 5.8F);
    shape.cosine = inward.x;
    shape.sine = inward.y;
    shape.wobble3 = 0.1F;
    shape.phase3 = 1;
    shape.haematoxylin = draws.between(0.03F, 0.09F);
    shape.eosin = draws.between(0.01F, 0.04F);
    shape.opacity = 0.95F;
    paintVacuole(m_canvas, shape);
  });
}

void Painter::inCrypt(float x, float y, float depth, float lumen, Draws& draws) {
  if (depth > 9.5F || depth < 0.5F || lumen > -4) {
    // A few lymphocytes lie between the cells.
    if (depth > 9.5F && depth < 22 && lumen < -5 && draws.unit() < 0.02F) lymphocyte(x, y, draws);
    return;
  }
  const Direction inward = uphill(kDepth, x, y);
  Nucleus nucleus;
  const float to = draws.between(4.6F, 7.4F) - depth;
  nucleus.x = x + to * inward.x;
  nucleus.y = y + to * inward.y;
  nucleus.radiusA = draws.between(3.6F, 5.0F) * m_traits.nuclearSize;
  nucleus.radiusB = draws.between(2.2F, 2.9F) * m_traits.nuclearSize;
  const float turn = 0.3F * draws.normal();
  nucleus.cosine = inward.x * std::cos(turn) - inward.y * std::sin(turn);
  nucleus.sine = inward.y * std::cos(turn) + inward.x * std::sin(turn);
  nucleus.wobble2 = 0.08F * draws.between(-1, 1);
  nucleus.haematoxylin = draws.between(0.56F, 0.78F);
  nucleus.contrast = 0.35F;
  nucleus.coarse = 0.3F;
  nucleus.rim = 0.15F;
  nucleus.texture = draws.next();
  paintNucleus(m_canvas, nucleus);
}

// A plate or a ring of chromatin in a cell that has cleared.
void Painter::mitosis(Nucleus nucleus, Draws& draws) {
  Nucleus clearing = nucleus;
  clearing.radiusA = clearing.radiusB = 6;
  clearing.haematoxylin = 0.06F;
  clearing.eosin = 0.16F;
  clearing.contrast = 0.1F;
  clearing.rim = 0;
  clearing.softUm = 2;
  clearing.opacity = 0.8F;
  clearing.nucleoli = {};
  paintNucleus(m_canvas, clearing);
  const float kind = draws.unit();
  nucleus.nucleoli = {};
  nucleus.radiusA = kind < 0.75F ? draws.between(3.8F, 4.8F) : 3.6F;
  nucleus.radiusB = kind < 0.75F ? draws.between(1.3F, 2.0F) : 3.0F;
  nucleus.wobble2 = 0.12F;
  nucleus.wobble3 = 0.2F;
  nucleus.haematoxylin = 0.95F;
  nucleus.contrast = kind < 0.75F ? 0.2F : 0.7F;
  nucleus.coarse = 1;
  nucleus.softUm = 0.8F;
  if (kind < 0.2F) {  // anaphase: two plates
    const float dx = 2.6F * nucleus.sine;
    const float dy = 2.6F * nucleus.cosine;
    nucleus.radiusB = 1.1F;
    nucleus.x -= dx;
    nucleus.y += dy;
    paintNucleus(m_canvas, nucleus);
    nucleus.x += 2 * dx;
    nucleus.y -= 2 * dy;
  }
  paintNucleus(m_canvas, nucleus);
}

void Painter::inTumour(float x, float y, float depth, float lumen, Draws& draws) {
  if (depth < 1 || lumen > -3.5F) return;
  // Basal where the gland has a lumen near, anywhere in solid parts.
  const float apical = smoothStep(-9, -4, lumen) * smoothStep(9, 14, depth);
  if (draws.unit() > 0.86F * m_traits.nuclearDensity * (1 - 0.9F * apical)) return;
  const float cells = clamped(m_traits.cells + 0.8F * wave(x / 260, y / 260, m_seed + 40), -3.4F, 3.4F);
  Nucleus nucleus = tumourNucleus(cells, m_traits.nuclearSize, draws);
  const Direction inward = uphill(kDepth, x, y);
  // Off the basement membrane, upright on it; without order in the middle of a sheet.
  const float lift = clamped(0.92F * nucleus.radiusA - depth, 0, 8);
  nucleus.x = x + lift * inward.x;
  nucleus.y = y + lift * inward.y;
  const float order = smoothStep(34, 14, depth) * smoothStep(-60, -20, lumen);
  const float turn = mix(1.5F * draws.normal(), 0.28F * draws.normal(), order);
  nucleus.cosine = inward.x * std::cos(turn) - inward.y * std::sin(turn);
  nucleus.sine = inward.y * std::cos(turn) + inward.x * std::sin(turn);
  if (draws.unit() < mitosisChance(cells)) return mitosis(nucleus, draws);
  paintNucleus(m_canvas, nucleus);
}

void Painter::epithelium() {
  each(6.3F, 0.2F, 4, [&](float x, float y, Draws& draws) {
    const float depth = at(kDepth, x, y);
    if (depth < 0 || at(kCrypt, x, y) < 0.5F || at(kEdge, x, y) < 5) return;
    inCrypt(x, y, depth, at(kLumen, x, y), draws);
  });
  each(7.2F, 0.27F, 5, [&](float x, float y, Draws& draws) {
    const float depth = at(kDepth, x, y);
    if (depth < 0 || at(kCrypt, x, y) >= 0.5F || at(kEdge, x, y) < 4) return;
    inTumour(x, y, depth, at(kLumen, x, y), draws);
  });
}

void Painter::blood() {
  if (m_fields.most(kVessel) < 1) return;
  each(5.4F, 0.2F, 6, [&](float x, float y, Draws& draws) {
    if (at(kVessel, x, y) < 1.8F || draws.unit() > at(kBlood, x, y)) return;
    paintRedCell(m_canvas, x, y, draws.between(2.7F, 3.4F), draws.between(0.36F, 0.5F));
  });
}

void Painter::debris() {
  if (m_fields.most(kDebris) < 0.1F) return;
  each(5.6F, 0.3F, 7, [&](float x, float y, Draws& draws) {
    const float share = at(kDebris, x, y);
    if (share < 0.2F || at(kLumen, x, y) < 2.5F || at(kDepth, x, y) < 6) return;
    if (draws.unit() > 0.34F * share) return;
    Nucleus dust;
    dust.x = x;
    dust.y = y;
    dust.radiusA = draws.between(0.7F, 2.2F);
    dust.radiusB = dust.radiusA * draws.between(0.6F, 1);
    dust.haematoxylin = draws.between(0.4F, 0.9F);
    dust.eosin = 0.2F;
    dust.contrast = 0.1F;
    dust.opacity = draws.between(0.6F, 1);
    paintNucleus(m_canvas, dust);
  });
}

}  // namespace

void paintCells(Canvas& canvas, const Fields& fields, const Scene& scene) {
  Painter painter(canvas, fields, scene);
  painter.stroma();
  painter.goblets();
  painter.epithelium();
  painter.blood();
  painter.debris();
}

}  // namespace snitt::phantom
