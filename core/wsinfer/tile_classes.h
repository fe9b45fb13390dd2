// What a classifier of tiles said of a slide, and WSInfer's own files of it. Plain values.
#pragma once

#include <string>
#include <vector>

#include "core/tile_grid.h"

namespace snitt {

struct TileClasses {
  TileGeometry geometry;
  std::vector<std::string> classNames;
  std::vector<TilePosition> tiles;                 // reading order
  std::vector<std::vector<double>> probabilities;  // by tile, then by class; empty where the tile could not be read
};

// model-outputs-csv/<slide>.csv: minx,miny,width,height in level-0 pixels, then prob_<Class>; one row a tile that could
// be read.
[[nodiscard]] std::string formatClassCsv(const TileClasses& classes);

// model-outputs-geojson/<slide>.geojson: the same rows as QuPath's tile objects, with prob_<Class> as measurements.
[[nodiscard]] std::string formatClassGeoJson(const TileClasses& classes);

// Where the tiles lie that could not be read.
[[nodiscard]] std::vector<LevelZeroRect> unreadableTiles(const TileClasses& classes);

}  // namespace snitt
