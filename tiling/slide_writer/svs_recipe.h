// What a slide file of Aperio's kind is made of.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "core/image.h"

namespace snitt {

// Fills `tile` (tilePx square, RGB) with the slide's pixels from (x, y) on, in level-0 pixels. Called from several
// threads at once, in no fixed order, and may be asked for more than the slide's right and lower edge: what is drawn
// there is replaced by the last pixels. What it draws may depend on x and y alone.
using DrawTile = std::function<void(std::int64_t x, std::int64_t y, Image& tile)>;

// Values are written as Aperio writes them, in printable ASCII; any other character, and '|', becomes '_'. Nothing of
// a file comes from the clock or the machine: what should tell of time stands here.
struct SvsRecipe {
  std::int64_t widthPx = 0;  // at most 1,000,000 both ways
  std::int64_t heightPx = 0;
  int tilePx = 240;  // Aperio has 240 and 256; a multiple of 16, 64 … 1024
  DrawTile draw;

  int quality = 70;                                            // JPEG, 1 … 100
  bool chromaSubsampled = true;                                // 4:2:0, else 4:4:4
  double mpp = 0.25;                                           // µm/px of level 0; Aperio keeps four decimals
  double magnification = 40;                                   // objective power
  std::string scanner = {};                                    // "SS1302"; Aperio's "ScanScope ID"
  std::string date = {};                                       // "12/29/09", as Aperio writes months first
  std::string time = {};                                       // "09:59:15"
  std::string name = {};                                       // Aperio's "Filename", without extension
  std::vector<std::pair<std::string, std::string>> more = {};  // further "Name = value", in this order
  std::vector<std::uint8_t> iccProfile = {};

  Image label = {};  // empty: none
  // Makes the macro photograph from the thumbnail, on the calling thread once all tiles are drawn. Empty: none.
  std::function<Image(const Image& thumbnail)> macro = {};

  // Files that would be larger become BigTIFF; classic TIFF ends at 4 GiB.
  std::uint64_t mostClassicBytes = 3'900'000'000;
};

}  // namespace snitt
