// A slide of the size of real ones, for benchmarks and soaks: tissue all over, made within a minute.
#pragma once

#include <algorithm>
#include <filesystem>
#include <memory>

#include "support/make_slide.h"

namespace snitt::test {

inline void makeBigSlide(const std::filesystem::path& file, int edgePx) {
  // A piece from the middle of a painted slide, repeated: painting all of it would take many minutes.
  constexpr int kPiecePx = 2560;
  constexpr int kPaintedPx = 12000;
  const auto piece = std::make_shared<Image>(kPiecePx, kPiecePx);
  paintTissue(kPaintedPx, kPaintedPx, 7)(kPaintedPx / 3, kPaintedPx / 3, *piece);
  SlideRecipe recipe;
  recipe.widthPx = edgePx;
  recipe.heightPx = edgePx;
  recipe.levels = 4;
  recipe.quality = 80;
  recipe.paint = [piece](std::int64_t x, std::int64_t y, Image& tile) {
    for (int row = 0; row < tile.heightPx; ++row)
      for (int column = 0; column < tile.widthPx;) {
        const int fromX = static_cast<int>((x + column) % kPiecePx);
        const int count = std::min(tile.widthPx - column, kPiecePx - fromX);
        std::copy_n(piece->pixel(fromX, static_cast<int>((y + row) % kPiecePx)), 3 * count, tile.pixel(column, row));
        column += count;
      }
  };
  makeSlide(file, recipe);
}

}  // namespace snitt::test
