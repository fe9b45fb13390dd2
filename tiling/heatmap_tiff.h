// Heatmaps: the ensemble's score of every tile of one resolution as a picture that other programs can open.
//
// A float32 TIFF (TIFF 6.0 with Adobe's Technical Note 3 for floating point), one channel, in tiles of 256 px. It
// covers the whole slide from (0, 0); a pixel is one step of the tile plan, so that pixel (column, row) is the cell
// [column·step, (column+1)·step) of level 0. Without overlap that is the tile itself; where tiles overlap, a tile's
// value stands in the cell that it begins in. NaN where there is no tile or the tile could not be read (GDAL_NODATA
// says so too). Each further level halves the edges (rounded up) and takes the mean of the finite values of its four
// cells, NaN where none is finite, until one tile holds it.
//
// Levels are pages marked as reduced images, which libvips (page=1) and tifffile (pages) find; a reader that knows of
// no pyramid takes the full picture, which comes first. Compression is plain deflate: the floating-point predictor is
// one that tifffile cannot undo without a further package.
//
// The scale is in the resolution tags (pixels per cm) and, as µm, in the image description. Nothing in the file names
// the slide. The same input gives the same bytes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/image.h"
#include "core/result.h"
#include "core/tile_grid.h"

namespace snitt {

struct HeatmapSlide {
  std::int64_t widthPx = 0;  // level 0
  std::int64_t heightPx = 0;
  double mppX = 0;  // µm per level-0 pixel
  double mppY = 0;
};

struct Heatmap {
  Grid<float> values;  // the finest level
  double stepUmX = 0;  // µm per pixel
  double stepUmY = 0;
};

// `notice` (as "untrained: …") goes into the image description where it is not empty. Usage errors: a size or scale
// that is none, a tile outside the slide, more than 128 million plan steps.
[[nodiscard]] Result<Heatmap> makeHeatmap(const TileGrid& grid, const HeatmapSlide& slide);

// The file's bytes.
[[nodiscard]] Result<std::string> heatmapTiff(const TileGrid& grid, const HeatmapSlide& slide,
                                              const std::string& notice = {});

// A heatmap as heatmapTiff made it. Errors: notFound, io; unsupported (not a tiled float32 TIFF of one channel with a
// scale), corrupt (damaged, or claims sizes that it cannot hold), each with the file's name.
[[nodiscard]] Result<Heatmap> readHeatmap(const std::filesystem::path& file);

}  // namespace snitt
