// Values of the tiles of a slide, as tables of other programs and of Snitt hold them: a rectangle a tile and one or
// more named columns. Plain values and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/image.h"
#include "core/result.h"
#include "core/tile_grid.h"

namespace snitt {

struct TileTable {
  std::string name;                        // for people: the resolution, or the file's stem
  std::vector<LevelZeroRect> tiles;        // level-0 pixels, in the file's order
  std::vector<std::string> columns;        // without the "prob_" of the file
  std::vector<std::vector<float>> values;  // by column, then by tile; NaN where there is none
};

// A raster over the slide: cell (column, row) covers level 0 from origin + index · step on. NaN where there is no
// value.
struct ValueGrid {
  Grid<float> values;
  double originXPx = 0;  // level-0 pixels
  double originYPx = 0;
  double stepXPx = 1;
  double stepYPx = 1;
};

// CSV with the header minx,miny,width,height and at least one further column of numbers: Snitt's tiles-*.csv and
// WSInfer's model-outputs-csv. Empty and "nan" cells are NaN. Errors (corrupt) name line and column.
[[nodiscard]] Result<TileTable> parseTileCsv(std::string_view csv, std::string name);

// WSInfer's GeoJSON (and QuPath's): features whose geometry is an upright rectangle and whose `measurements` hold
// numbers, as an object or a list of name and value. Errors: corrupt; unsupported where no feature is a tile.
[[nodiscard]] Result<TileTable> parseTileGeoJson(std::string_view json, std::string name);

// One column as a raster. The step is the smallest distance between tiles' corners along each axis (a tile's own size
// where there is one column or row of tiles), so that where tiles overlap a value stands in the cell that its tile
// begins in. Steps that were rounded to whole pixels are found again as they were (353 and 354 px: 353.28). Errors:
// unsupported where a tile begins more than a pixel from its place on the grid, where there is no tile, or for a grid
// of more than 128 million cells; usage for a column that is not there.
[[nodiscard]] Result<ValueGrid> gridOf(const TileTable& table, std::size_t column);

// Finds the tile under a point. Built once, then any number of threads. Keeps a reference to the table, whose address
// and tiles must not change.
class TileIndex {
 public:
  explicit TileIndex(const TileTable& table);
  // The tile whose centre is nearest among those that contain the point (level-0 pixels).
  [[nodiscard]] std::optional<std::size_t> at(double x, double y) const;

 private:
  struct Entry {
    std::uint64_t cell = 0;
    std::size_t tile = 0;
  };

  const TileTable* m_table;
  double m_cellPx = 1;               // no tile in m_entries is larger
  std::vector<Entry> m_entries;      // by the cell of the tile's corner
  std::vector<std::size_t> m_large;  // tiles much larger than the others
};

}  // namespace snitt
