// Plain statistics of a phantom's pixels that tell its architecture at 10x and its cells at 40x.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "tiling/phantom/phantom.h"

namespace snitt::test {

inline Image part(const Phantom& phantom, std::int64_t x, std::int64_t y, int widthPx, int heightPx) {
  Image tile(widthPx, heightPx);
  phantom.draw(x, y, tile);
  return tile;
}

inline double greenDensity(const std::uint8_t* rgb) { return -std::log10(std::max<double>(rgb[1], 1) / 245.0); }
inline double redDensity(const std::uint8_t* rgb) { return -std::log10(std::max<double>(rgb[0], 1) / 245.0); }

// Level-0 places well inside the tumour, evenly over it.
inline std::vector<std::pair<int, int>> tumourPlaces(const Phantom& phantom, std::size_t count) {
  const double downsample = 32;
  const Mask mask = phantom.tumourMask(downsample);
  std::vector<std::pair<int, int>> inside;
  for (int y = 0; y < mask.height; ++y)
    for (int x = 0; x < mask.width; ++x)
      if (mask.at(x, y) != 0) inside.emplace_back(static_cast<int>(x * downsample), static_cast<int>(y * downsample));
  std::vector<std::pair<int, int>> chosen;
  for (std::size_t i = 0; i < count; ++i) chosen.push_back(inside[(2 * i + 1) * inside.size() / (2 * count)]);
  return chosen;
}

// What a coarse picture (0.92 µm/px) of the tumour shows.
struct Coarse {
  double density = 0;     // mean, green
  double redDensity = 0;  // mean
  double lumen = 0;       // share of bright pixels
};

inline Coarse coarseOf(PhantomRecipe recipe) {
  recipe.mpp = 0.92;
  recipe.widthPx = recipe.heightPx = 1630;
  const Phantom phantom(recipe);
  const Mask tumour = phantom.tumourMask(5);
  constexpr int kLeft = 315;
  Coarse sums;
  double pixels = 0;
  const Image tile = part(phantom, kLeft, kLeft, 1000, 1000);
  for (int y = 0; y < tile.heightPx; ++y)
    for (int x = 0; x < tile.widthPx; ++x) {
      if (tumour.at((kLeft + x) / 5, (kLeft + y) / 5) == 0) continue;
      const double density = greenDensity(tile.pixel(x, y));
      sums.density += density;
      sums.redDensity += redDensity(tile.pixel(x, y));
      sums.lumen += density < 0.06 ? 1 : 0;
      ++pixels;
    }
  return {sums.density / pixels, sums.redDensity / pixels, sums.lumen / pixels};
}

// What a fine picture (0.23 µm/px) shows of its nuclei: how uneven those are within, at about 1 µm, as a share of their
// density.
inline double unevenness(PhantomRecipe recipe) {
  recipe.mpp = 0.23;
  recipe.widthPx = recipe.heightPx = 6500;
  const Phantom phantom(recipe);
  double sum = 0;
  double pixels = 0;
  for (const auto& [x, y] : tumourPlaces(phantom, 6)) {
    const Image tile = part(phantom, x, y, 320, 320);
    const auto density = [&](int column, int row) {
      double all = 0;
      for (int j = -1; j <= 1; ++j)
        for (int i = -1; i <= 1; ++i) all += redDensity(tile.pixel(column + i, row + j)) / 9;
      return all;
    };
    for (int row = 8; row + 8 < tile.heightPx; row += 2)
      for (int column = 8; column + 8 < tile.widthPx; column += 2) {
        const double middle = density(column, row);
        const double around[4] = {density(column - 5, row), density(column + 5, row), density(column, row - 5),
                                  density(column, row + 5)};
        const double all = (middle + around[0] + around[1] + around[2] + around[3]) / 5;
        if (std::min({middle, around[0], around[1], around[2], around[3]}) < 0.6 * all || all < 0.25) continue;
        double square = (middle - all) * (middle - all);
        for (const double value : around) square += (value - all) * (value - all);
        sum += std::sqrt(square / 5) / all;
        ++pixels;
      }
  }
  return sum / pixels;
}

}  // namespace snitt::test
