#include <algorithm>
#include <cmath>
#include <limits>

#include "core/overlay/tile_table.h"

namespace snitt {

namespace {

// Far from any slide all lies in one last cell, which is slower to search and no less right.
std::int64_t cellAlong(double px, double cellPx) {
  constexpr double most = 1e9;
  return static_cast<std::int64_t>(std::clamp(std::floor(px / cellPx), -most, most));
}

std::uint64_t cellOf(std::int64_t column, std::int64_t row) {
  return static_cast<std::uint64_t>(column) << 32U ^ (static_cast<std::uint64_t>(row) & 0xffffffffU);
}

std::int64_t edgeOf(const LevelZeroRect& tile) { return std::max(tile.width, tile.height); }

}  // namespace

TileIndex::TileIndex(const TileTable& table) : m_table(&table) {
  if (table.tiles.empty()) return;
  std::vector<std::int64_t> edges;
  edges.reserve(table.tiles.size());
  for (const LevelZeroRect& tile : table.tiles) edges.push_back(edgeOf(tile));
  const auto middle = edges.begin() + static_cast<std::ptrdiff_t>(edges.size() / 2);
  std::nth_element(edges.begin(), middle, edges.end());
  // One tile over the whole slide must not put all others into a single cell.
  constexpr std::int64_t mostTimesTheMedian = 4;
  const std::int64_t most = std::max<std::int64_t>(1, *middle) * mostTimesTheMedian;
  std::int64_t cell = 1;
  for (const std::int64_t edge : edges)
    if (edge <= most) cell = std::max(cell, edge);
  m_cellPx = static_cast<double>(cell);
  m_entries.reserve(table.tiles.size());
  for (std::size_t i = 0; i < table.tiles.size(); ++i) {
    const LevelZeroRect& tile = table.tiles[i];
    if (edgeOf(tile) > most)
      m_large.push_back(i);
    else
      m_entries.push_back({cellOf(cellAlong(static_cast<double>(tile.minX), m_cellPx),
                                  cellAlong(static_cast<double>(tile.minY), m_cellPx)),
                           i});
  }
  std::ranges::sort(m_entries, {}, &Entry::cell);
}

std::optional<std::size_t> TileIndex::at(double x, double y) const {
  std::optional<std::size_t> best;
  double bestDistance = std::numeric_limits<double>::infinity();
  const auto consider = [&](std::size_t index) {
    const LevelZeroRect& tile = m_table->tiles[index];
    const double fromLeft = x - static_cast<double>(tile.minX);
    const double fromTop = y - static_cast<double>(tile.minY);
    const auto width = static_cast<double>(tile.width);
    const auto height = static_cast<double>(tile.height);
    if (!(fromLeft >= 0 && fromTop >= 0 && fromLeft < width && fromTop < height)) return;
    const double distance = std::hypot(fromLeft - width / 2, fromTop - height / 2);
    if (distance >= bestDistance) return;
    bestDistance = distance;
    best = index;
  };
  for (const std::size_t tile : m_large) consider(tile);
  if (m_entries.empty() || !std::isfinite(x) || !std::isfinite(y)) return best;
  // A tile that reaches here begins in this cell or in the one before it.
  const std::int64_t column = cellAlong(x, m_cellPx);
  const std::int64_t row = cellAlong(y, m_cellPx);
  for (const std::int64_t c : {column - 1, column})
    for (const std::int64_t r : {row - 1, row})
      for (const Entry& entry : std::ranges::equal_range(m_entries, cellOf(c, r), {}, &Entry::cell))
        consider(entry.tile);
  return best;
}

}  // namespace snitt
