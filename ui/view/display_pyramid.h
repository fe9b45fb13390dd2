// The levels and tiles that a view draws: the slide's own levels, and levels between and beyond them at twice the
// downsample of the one before, so that no more than about two slide pixels ever fall on a screen pixel. Plain value.
//
// Tiles of a level are square, of one size for all levels, and lie on the fixed grid of Region. A multiple of the
// slide's own tiles where that is possible, so that no stored tile is decoded for two of them.
#pragma once

#include <QRectF>
#include <QSize>

#include <compare>
#include <cstddef>
#include <vector>

#include "tiling/region.h"
#include "tiling/slide_info.h"
#include "ui/view/viewport.h"

namespace snitt {

struct DisplayTile {
  int level = 0;  // of the DisplayPyramid, 0 = finest
  int column = 0;
  int row = 0;
  auto operator<=>(const DisplayTile&) const = default;
};

struct DisplayTileHash {
  std::size_t operator()(const DisplayTile& tile) const {
    std::size_t hash = static_cast<std::size_t>(tile.column) * 0x9E3779B97F4A7C15ULL;
    hash ^= static_cast<std::size_t>(tile.row) * 0xC2B2AE3D27D4EB4FULL;
    return hash ^ (static_cast<std::size_t>(tile.level) * 0x165667B19E3779F9ULL);
  }
};

class DisplayPyramid {
 public:
  DisplayPyramid() = default;
  explicit DisplayPyramid(const SlideInfo& info);

  [[nodiscard]] int levelCount() const { return static_cast<int>(m_downsamples.size()); }
  [[nodiscard]] double downsample(int level) const { return m_downsamples[static_cast<std::size_t>(level)]; }
  [[nodiscard]] int tilePx() const { return m_tilePx; }
  [[nodiscard]] QSizeF slideSizePx() const { return m_slideSizePx; }

  // The level whose pixels are shown at this many level-0 pixels a screen pixel: enlarged by a fifth at the most, as
  // far as there is a finer level.
  [[nodiscard]] int levelFor(double viewDownsample) const;

  // Stored in the slide, so that reading it costs no more than its own pixels.
  [[nodiscard]] bool isStored(int level) const { return m_stored[static_cast<std::size_t>(level)]; }

  // Level-0 pixels; what reaches beyond the slide is cut off.
  [[nodiscard]] QRectF slideRect(const DisplayTile& tile) const;
  [[nodiscard]] Region region(const DisplayTile& tile) const;
  [[nodiscard]] bool contains(const DisplayTile& tile) const;
  // The tile of the next coarser level that covers this one's middle.
  [[nodiscard]] DisplayTile parentOf(const DisplayTile& tile) const;
  // Tiles of `level` that overlap a level-0 rectangle, row by row.
  [[nodiscard]] std::vector<DisplayTile> tilesIn(const QRectF& slide, int level) const;
  // Tiles of `level` that the view shows with `marginPx` device pixels around it, those nearest to its middle first.
  [[nodiscard]] std::vector<DisplayTile> visible(const Viewport& view, int level, double marginPx = 0) const;

 private:
  [[nodiscard]] QSize tileCounts(int level) const;

  std::vector<double> m_downsamples;
  std::vector<bool> m_stored;
  QSizeF m_slideSizePx;
  int m_tilePx = 256;
};

}  // namespace snitt
