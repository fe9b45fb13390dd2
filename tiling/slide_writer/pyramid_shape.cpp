#include <algorithm>

#include "tiling/slide_writer/pyramid_shape_p.h"

namespace snitt {

namespace {

LevelShape shapeOf(std::int64_t widthPx, std::int64_t heightPx, int tilePx) {
  return {widthPx, heightPx, (widthPx + tilePx - 1) / tilePx, (heightPx + tilePx - 1) / tilePx};
}

}  // namespace

PyramidShape::PyramidShape(std::int64_t widthPx, std::int64_t heightPx, int tilePx) : m_tilePx(tilePx) {
  m_levels.push_back(shapeOf(widthPx, heightPx, tilePx));
  while (std::max(m_levels.back().widthPx, m_levels.back().heightPx) > kSmallestLevelPx &&
         std::min(m_levels.back().widthPx, m_levels.back().heightPx) >= kLevelFactor)
    m_levels.push_back(
        shapeOf(m_levels.back().widthPx / kLevelFactor, m_levels.back().heightPx / kLevelFactor, tilePx));
}

int PyramidShape::overviewLevel() const {
  std::size_t level = 0;
  while (level + 1 < m_levels.size() && std::max(m_levels[level].widthPx, m_levels[level].heightPx) > kOverviewPx)
    ++level;
  return static_cast<int>(level);
}

TileAt PyramidShape::tileOfLevel0(std::int64_t number) const {
  const LevelShape& level = m_levels[0];
  const std::int64_t top = number / (level.columns * kLevelFactor) * kLevelFactor;
  const std::int64_t rows = std::min<std::int64_t>(kLevelFactor, level.rows - top);
  const std::int64_t inBand = number - top * level.columns;
  const std::int64_t left = inBand / (rows * kLevelFactor) * kLevelFactor;
  const std::int64_t columns = std::min<std::int64_t>(kLevelFactor, level.columns - left);
  const std::int64_t inBlock = inBand - left * rows;
  return {0, left + inBlock % columns, top + inBlock / columns};
}

TileAt PyramidShape::parent(const TileAt& tile) const {
  return {tile.level + 1, tile.column / kLevelFactor, tile.row / kLevelFactor};
}

bool PyramidShape::hasParent(const TileAt& tile) const {
  if (static_cast<std::size_t>(tile.level) + 1 >= m_levels.size()) return false;
  const LevelShape& above = m_levels[static_cast<std::size_t>(tile.level) + 1];
  return tile.column / kLevelFactor < above.columns && tile.row / kLevelFactor < above.rows;
}

int PyramidShape::children(const TileAt& tile) const {
  const LevelShape& below = m_levels[static_cast<std::size_t>(tile.level) - 1];
  const auto across = std::min<std::int64_t>(kLevelFactor, below.columns - tile.column * kLevelFactor);
  const auto down = std::min<std::int64_t>(kLevelFactor, below.rows - tile.row * kLevelFactor);
  return static_cast<int>(across * down);
}

TileAt PyramidShape::lastOfLevel0Under(TileAt tile) const {
  for (; tile.level > 0; --tile.level) {
    const LevelShape& below = m_levels[static_cast<std::size_t>(tile.level) - 1];
    tile.column = std::min(tile.column * kLevelFactor + kLevelFactor, below.columns) - 1;
    tile.row = std::min(tile.row * kLevelFactor + kLevelFactor, below.rows) - 1;
  }
  return tile;
}

std::int64_t PyramidShape::numberOfLevel0(const TileAt& tile) const {
  const LevelShape& level = m_levels[0];
  const std::int64_t top = tile.row / kLevelFactor * kLevelFactor;
  const std::int64_t left = tile.column / kLevelFactor * kLevelFactor;
  const std::int64_t rows = std::min<std::int64_t>(kLevelFactor, level.rows - top);
  const std::int64_t columns = std::min<std::int64_t>(kLevelFactor, level.columns - left);
  return top * level.columns + left * rows + (tile.row - top) * columns + tile.column - left;
}

TilePlace PyramidShape::place(const TileAt& tile) const {
  return {numberOfLevel0(lastOfLevel0Under(tile)), tile.level};
}

TilePlace PyramidShape::next(const TilePlace& place) const {
  const TileAt last = tileOfLevel0(place.number);
  TileAt tile = last;
  while (tile.level < place.level) tile = parent(tile);
  if (hasParent(tile) && lastOfLevel0Under(parent(tile)) == last) return {place.number, place.level + 1};
  return {place.number + 1, 0};
}

int PyramidShape::widthInside(const TileAt& tile) const {
  const LevelShape& level = m_levels[static_cast<std::size_t>(tile.level)];
  return static_cast<int>(std::min<std::int64_t>(m_tilePx, level.widthPx - tile.column * m_tilePx));
}

int PyramidShape::heightInside(const TileAt& tile) const {
  const LevelShape& level = m_levels[static_cast<std::size_t>(tile.level)];
  return static_cast<int>(std::min<std::int64_t>(m_tilePx, level.heightPx - tile.row * m_tilePx));
}

std::size_t PyramidShape::index(const TileAt& tile) const {
  return static_cast<std::size_t>(tile.row * m_levels[static_cast<std::size_t>(tile.level)].columns + tile.column);
}

}  // namespace snitt
