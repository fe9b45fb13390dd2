// Phantom slides on disk with their masks, small enough to be drawn in a second.
#pragma once

#include <cmath>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "inference/learning/segmentation_slides.h"
#include "tiling/mask_tiff.h"
#include "tiling/phantom/phantom.h"
#include "tiling/slide_writer/svs_writer.h"

namespace snitt::test {

inline PhantomRecipe phantomRecipe(std::uint64_t seed, int edgePx, double mpp) {
  PhantomRecipe recipe;
  recipe.widthPx = recipe.heightPx = edgePx;
  recipe.mpp = mpp;
  recipe.seed = seed;
  return recipe;
}

inline void writePhantom(const std::filesystem::path& file, const Phantom& phantom) {
  SvsRecipe recipe;
  recipe.widthPx = phantom.recipe().widthPx;
  recipe.heightPx = phantom.recipe().heightPx;
  recipe.mpp = phantom.recipe().mpp;
  recipe.draw = [&](std::int64_t x, std::int64_t y, Image& tile) { phantom.draw(x, y, tile); };
  if (auto written = writeSvs(file, recipe, {}, 2); !written) throw std::runtime_error(written.error().message);
}

// NAME.svs and NAME.tif with the tumour at about 4 µm/px.
inline SegmentationSlide phantomSlide(const std::filesystem::path& folder, std::uint64_t seed, int edgePx,
                                      double mpp = 0.5) {
  const Phantom phantom(phantomRecipe(seed, edgePx, mpp));
  const std::string name = "phantom" + std::to_string(seed);
  const SegmentationSlide slide{name, folder / (name + ".svs"), {}, folder / (name + ".tif")};
  writePhantom(slide.path, phantom);
  const double downsample = std::round(4 / mpp);
  auto written = writeMaskTiff(slide.tumour, phantom.tumourMask(downsample), downsample * mpp);
  if (!written) throw std::runtime_error(written.error().message);
  return slide;
}

}  // namespace snitt::test
