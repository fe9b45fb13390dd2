// Which tiles a pyramid has, and the one order in which they are drawn and stored.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace snitt {

// A level's edge is a quarter of the one before, rounded down as Aperio does, so that a tile's parent takes whole
// blocks of 4 x 4 pixels of it alone.
inline constexpr int kLevelFactor = 4;
inline constexpr std::int64_t kSmallestLevelPx = 1500;  // the longest edge of the last level is at most this
// The first level of at most this edge is kept whole for the thumbnail: 27 MB, and never much smaller than Aperio's.
inline constexpr std::int64_t kOverviewPx = 3000;

struct LevelShape {
  std::int64_t widthPx = 0;
  std::int64_t heightPx = 0;
  std::int64_t columns = 0;  // of tiles
  std::int64_t rows = 0;
};

struct TileAt {
  int level = 0;
  std::int64_t column = 0;
  std::int64_t row = 0;
  bool operator==(const TileAt&) const = default;
};

// Where in the file's order: behind which tile of level 0, by its number, and there by level.
struct TilePlace {
  std::int64_t number = 0;
  int level = 0;
  auto operator<=>(const TilePlace&) const = default;
};

// A value; all functions are thread-safe.
class PyramidShape {
 public:
  PyramidShape(std::int64_t widthPx, std::int64_t heightPx, int tilePx);

  [[nodiscard]] const std::vector<LevelShape>& levels() const { return m_levels; }
  [[nodiscard]] int tilePx() const { return m_tilePx; }
  [[nodiscard]] int overviewLevel() const;
  [[nodiscard]] std::int64_t tilesOfLevel0() const { return m_levels[0].columns * m_levels[0].rows; }

  // Level 0 goes block by block of 4 x 4 tiles, the blocks and the tiles in each row by row: so few tiles of level 1
  // are unfinished at any time.
  [[nodiscard]] TileAt tileOfLevel0(std::int64_t number) const;

  // The tile that this one is shrunk into. False where the level above ends before, by a last column or row of tiles
  // that is narrower than four pixels.
  [[nodiscard]] bool hasParent(const TileAt& tile) const;
  [[nodiscard]] TileAt parent(const TileAt& tile) const;
  // How many tiles are shrunk into this one.
  [[nodiscard]] int children(const TileAt& tile) const;
  // In the file a tile lies behind the last tile of level 0 that it is made from.
  [[nodiscard]] TilePlace place(const TileAt& tile) const;
  [[nodiscard]] TilePlace next(const TilePlace& place) const;
  // Pixels of the tile that lie on the level.
  [[nodiscard]] int widthInside(const TileAt& tile) const;
  [[nodiscard]] int heightInside(const TileAt& tile) const;
  // Place of a tile in its directory.
  [[nodiscard]] std::size_t index(const TileAt& tile) const;

 private:
  [[nodiscard]] TileAt lastOfLevel0Under(TileAt tile) const;
  [[nodiscard]] std::int64_t numberOfLevel0(const TileAt& tile) const;

  std::vector<LevelShape> m_levels;
  int m_tilePx;
};

}  // namespace snitt
