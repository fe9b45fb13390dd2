#include "core/tile_grid.h"

#include <cmath>
#include <limits>

#include "core/csv.h"
#include "core/text/number.h"

namespace snitt {

LevelZeroRect TileGeometry::levelZero(const TilePosition& tile) const {
  const std::int64_t edge = std::llround(tilePx * downsample);
  const auto rounded = [this](int steps) {
    return std::int64_t{std::llround(static_cast<double>(std::int64_t{steps} * stepPx) * downsample)};
  };
  return {rounded(tile.column), rounded(tile.row), edge, edge};
}

std::vector<double> TileGrid::ensemble() const {
  std::vector<double> mean(tiles.size(), scores.empty() ? std::numeric_limits<double>::quiet_NaN() : 0);
  for (std::size_t tile = 0; tile < mean.size(); ++tile) {
    for (const std::vector<double>& member : scores) mean[tile] += member[tile];
    if (!scores.empty()) mean[tile] /= static_cast<double>(scores.size());
  }
  return mean;
}

std::string formatTileScores(const TileGrid& grid) {
  CsvRow header{"minx", "miny", "width", "height"};
  for (const std::string& member : grid.members) header.push_back("prob_" + member);
  header.emplace_back("prob_ensemble");
  std::string text = csvRow(header);
  const std::vector<double> ensemble = grid.ensemble();
  for (std::size_t tile = 0; tile < grid.tiles.size(); ++tile) {
    const LevelZeroRect rect = grid.geometry.levelZero(grid.tiles[tile]);
    CsvRow row{std::to_string(rect.minX), std::to_string(rect.minY), std::to_string(rect.width),
               std::to_string(rect.height)};
    for (const std::vector<double>& member : grid.scores) row.push_back(shortest(member[tile]));
    row.push_back(shortest(ensemble[tile]));
    text += csvRow(row);
  }
  return text;
}

}  // namespace snitt
