// What each network said of each tile of one resolution, with where the tiles lie. Plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace snitt {

struct TilePosition {
  int column = 0;  // in plan steps from the slide's origin
  int row = 0;
  bool operator==(const TilePosition&) const = default;
};

// Rounded to whole level-0 pixels; all tiles of a plan get the same width and height, as readers of the CSV expect.
struct LevelZeroRect {
  std::int64_t minX = 0;
  std::int64_t minY = 0;
  std::int64_t width = 0;
  std::int64_t height = 0;
  bool operator==(const LevelZeroRect&) const = default;
};

struct TileGeometry {
  double downsample = 1;  // level-0 pixels per tile pixel
  int tilePx = 0;
  int stepPx = 0;
  bool operator==(const TileGeometry&) const = default;

  [[nodiscard]] LevelZeroRect levelZero(const TilePosition& tile) const;
};

struct TileGrid {
  std::string resolution;  // "10x"
  TileGeometry geometry;
  std::vector<TilePosition> tiles;          // reading order
  std::vector<std::size_t> unreadable;      // indices in `tiles`, sorted
  std::vector<std::string> members;         // ids
  std::vector<std::vector<double>> scores;  // by member, then by tile; NaN where unreadable
  bool operator==(const TileGrid&) const = default;

  // Mean of the members for each tile; NaN where unreadable or without members.
  [[nodiscard]] std::vector<double> ensemble() const;
};

// tiles-<resolution>.csv: minx,miny,width,height, prob_<member> for each, prob_ensemble; one row a tile in plan order.
[[nodiscard]] std::string formatTileScores(const TileGrid& grid);

}  // namespace snitt
