// A TIFF made in memory with libtiff, so that only one place of the program writes files.
#pragma once

#include <tiffio.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "core/image.h"
#include "tiling/readers/tiff_handle_p.h"

namespace snitt {

inline constexpr std::uint32_t kTiffTilePx = 256;

// What libtiff writes to; lives longer than the handle.
struct TiffMemory {
  std::string bytes;
  std::uint64_t position = 0;
  std::string error;  // libtiff's first complaint; closing may add one
};

// Null on failure, with memory.error set.
[[nodiscard]] TiffHandle createTiff(TiffMemory& memory);

// One channel in tiles of kTiffTilePx, deflate.
void describeTiles(TIFF* tiff, int widthPx, int heightPx, std::uint16_t bitsPerSample);

// µm per pixel, into the resolution tags.
void describeScale(TIFF* tiff, double umPerPxX, double umPerPxY);

// The pixels of the current directory and its end; tiles are filled up with `beyond`. False on failure.
template <class T>
[[nodiscard]] bool writeTiles(TIFF* tiff, const Grid<T>& grid, T beyond) {
  const int edge = static_cast<int>(kTiffTilePx);
  for (int top = 0; top < grid.height; top += edge)
    for (int left = 0; left < grid.width; left += edge) {
      Grid<T> tile(edge, edge, beyond);
      const int width = std::min(edge, grid.width - left);
      for (int y = 0; y < std::min(edge, grid.height - top); ++y)
        std::copy_n(&grid.at(left, top + y), width, &tile.at(0, y));
      const auto index = TIFFComputeTile(tiff, static_cast<std::uint32_t>(left), static_cast<std::uint32_t>(top), 0, 0);
      const auto bytes = static_cast<tmsize_t>(tile.values.size() * sizeof(T));
      if (TIFFWriteEncodedTile(tiff, index, tile.values.data(), bytes) < 0) return false;
    }
  return TIFFWriteDirectory(tiff) == 1;
}

}  // namespace snitt
