// Slides made in code: SVS-like and generic pyramidal TIFF with JPEG tiles, and ways to damage them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "core/image.h"

namespace snitt::test {

struct SlideRecipe {
  int widthPx = 2048;
  int heightPx = 1536;
  int tilePx = 240;
  int levels = 3;  // each a quarter of the edge of the one before (SVS), rounded down
  int levelFactor = 4;
  std::optional<double> mpp = 0.25;  // written into the Aperio description
  std::optional<double> magnification = 40;
  bool aperio = true;  // false: generic tiled TIFF, no description, no mpp
  bool bigTiff = false;
  int quality = 80;
  bool chromaSubsampled = true;                // 4:2:0 YCbCr, else 4:4:4
  std::string scanner = "SS1302";              // Aperio "ScanScope ID"
  std::optional<double> resolutionTagUm = {};  // µm/px written into the TIFF resolution tags
  // Draws one level-0 tile of the slide into `tile` whose top left is (x, y). Default: paintTissue(seed 1).
  std::function<void(std::int64_t x, std::int64_t y, Image& tile)> paint;
};

// Something like H&E tissue: pink stroma, purple nuclei, glands, an irregular outline on light glass. Depends on
// nothing but position, slide size and seed.
[[nodiscard]] std::function<void(std::int64_t, std::int64_t, Image&)> paintTissue(int widthPx, int heightPx,
                                                                                  unsigned seed);

// Writes the slide; throws std::runtime_error where that fails (a fixture that cannot be made is no test result).
void makeSlide(const std::filesystem::path& file, const SlideRecipe& recipe);

// Overwrites the middle of the compressed data of one stored tile with zeros / 0xFF bytes.
void corruptTile(const std::filesystem::path& file, int level, int column, int row);

}  // namespace snitt::test
