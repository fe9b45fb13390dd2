// Single tiles of simulated tumours whose truth is known, drawn without writing a slide.
//
// Pure functions of their arguments: the same ones give the same pixels, on any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/image.h"
#include "core/result.h"
#include "tiling/phantom/phantom.h"

namespace snitt {

enum class TissueClass { tumour, other };  // other: within the tissue, outside the tumour

struct TileRequest {
  int tilePx = 224;
  double mpp = 0.92;  // µm per pixel of the tiles
  int tiles = 1;
  TissueClass tissue = TissueClass::tumour;
  double leastShare = 0.5;  // of a tile's area that is of this tissue, above 0 to 1
  // What is drawn and then averaged to `mpp`. 0: the phantom's own level 0, as from a slide. Else µm per pixel; an
  // eighth of the pixels at mpp / 3, and what is finer than a drawn pixel is sampled, not averaged.
  double drawMpp = 0;
  bool jpeg = true;        // through the scanner's JPEG at the drawn scale
  std::uint64_t seed = 1;  // of the places
};

// Usage, naming what cannot be.
[[nodiscard]] Result<void> checkTileRequest(const TileRequest& request);

struct SimulatedTile {
  Image image;
  double share = 0;  // of its area that is of the asked tissue
  double xUm = 0;    // upper left corner on the slide
  double yUm = 0;
};

// Tiles at random places of a phantom, which may overlap. Where no place was found that has `leastShare`, the best of
// those that were tried is taken. Usage where the request cannot be.
[[nodiscard]] Result<std::vector<SimulatedTile>> drawSimulatedTiles(const PhantomRecipe& recipe,
                                                                    const TileRequest& request);

// A series of tumours.
struct SimulatedTumours {
  std::uint64_t seed = 1;
  std::vector<std::string> scanners{"north", "south"};  // profiles, each as often
  int slidePx = 6000;                                   // edge of the square slide, level-0 px
  double mppSd = 0.001;
  // Architecture and cells are independent of each other and even between minus and plus this: extremes, from which a
  // scale is learned faster, are then as frequent as the middle.
  double mostLatent = 2.5;
};

// Tumour `index` of the series, with its truth (architecture, cells). Usage where there is no such scanner.
[[nodiscard]] Result<PhantomRecipe> tumourOf(const SimulatedTumours& tumours, std::size_t index);

}  // namespace snitt
