#include "tiling/phantom/phantom.h"

#include <algorithm>
#include <cmath>

#include "tiling/mask_ops.h"
#include "tiling/phantom/cells_p.h"
#include "tiling/phantom/ground_p.h"
#include "tiling/phantom/light_p.h"

namespace snitt {

using phantom::Area;
using phantom::Canvas;
using phantom::Fields;
using phantom::Scene;

struct Phantom::Parts {
  explicit Parts(const PhantomRecipe& recipe) : scene(recipe), light(scene) {}

  Scene scene;
  phantom::Light light;
};

namespace {

constexpr int blockPx = 512;  // a block's planes stay in the processor's cache
constexpr double polygonUm = 4;

void drawBlock(const Scene& scene, const phantom::Light& light, std::int64_t x, std::int64_t y, int width, int height,
               Image& tile, int tileX, int tileY) {
  const int margin = light.marginPx();
  Canvas canvas(x - margin, y - margin, width + 2 * margin, height + 2 * margin, scene.recipe.mpp);
  const Fields fields(scene, canvas.area().grown(phantom::fieldReachUm));
  if (!fields.isBare()) {
    phantom::paintGround(canvas, fields, scene.traits.seed);
    phantom::paintCells(canvas, fields, scene);
    phantom::paintFolds(canvas, fields);
  }
  light.expose(canvas, tile, tileX, tileY);
}

template <class Inside>
Mask maskOf(const PhantomRecipe& recipe, double downsample, Inside inside) {
  Mask mask(static_cast<int>(std::ceil(recipe.widthPx / downsample)),
            static_cast<int>(std::ceil(recipe.heightPx / downsample)));
  const auto um = [&](int i) { return static_cast<float>((i + 0.5) * downsample * recipe.mpp); };
  for (int y = 0; y < mask.height; ++y)
    for (int x = 0; x < mask.width; ++x) mask.at(x, y) = inside(um(x), um(y)) > 0 ? 255 : 0;
  return mask;
}

}  // namespace

Phantom::Phantom(const PhantomRecipe& recipe) : m_parts(std::make_shared<const Parts>(recipe)) {}

const PhantomRecipe& Phantom::recipe() const { return m_parts->scene.recipe; }

void Phantom::draw(std::int64_t x, std::int64_t y, Image& tile) const {
  for (int top = 0; top < tile.heightPx; top += blockPx)
    for (int left = 0; left < tile.widthPx; left += blockPx)
      drawBlock(m_parts->scene, m_parts->light, x + left, y + top, std::min(blockPx, tile.widthPx - left),
                std::min(blockPx, tile.heightPx - top), tile, left, top);
}

Mask Phantom::tumourMask(double downsample) const {
  return maskOf(recipe(), downsample, [&](float x, float y) {
    return std::min(m_parts->scene.anatomy.tumourAt(x, y), m_parts->scene.anatomy.edgeAt(x, y));
  });
}

Mask Phantom::tissueMask(double downsample) const {
  return maskOf(recipe(), downsample, [&](float x, float y) { return m_parts->scene.anatomy.edgeAt(x, y); });
}

Mask Phantom::foldMask(double downsample) const {
  const auto& artefacts = m_parts->scene.artefacts;
  return maskOf(recipe(), downsample,
                [&](float x, float y) { return artefacts.hasFold() ? artefacts.foldAt(x, y) : -1; });
}

Mask Phantom::penMask(double downsample) const {
  const auto& artefacts = m_parts->scene.artefacts;
  return maskOf(recipe(), downsample,
                [&](float x, float y) { return artefacts.hasPen() ? artefacts.penAt(x, y) : -1; });
}

std::vector<Polygon> Phantom::tumourPolygons() const {
  const double downsample =
      std::max(polygonUm, recipe().mpp * std::max(recipe().widthPx, recipe().heightPx) / 4000) / recipe().mpp;
  return maskToPolygons(tumourMask(downsample), downsample);
}

double Phantom::tumourAreaMm2() const {
  constexpr double pixelUm = 8;
  const double downsample = pixelUm / recipe().mpp;
  return static_cast<double>(countInside(tumourMask(downsample))) * pixelUm * pixelUm / 1e6;
}

}  // namespace snitt
