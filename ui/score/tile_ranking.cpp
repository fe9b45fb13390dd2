#include "ui/score/tile_ranking.h"

#include <algorithm>
#include <cmath>

namespace snitt {

std::vector<std::size_t> rankTiles(const TileTable& table, TileEnd end, std::size_t most) {
  std::vector<std::size_t> best;
  if (table.values.empty() || most == 0) return best;
  const std::vector<float>& scores = table.values.back();
  const auto before = [&](std::size_t a, std::size_t b) {
    return end == TileEnd::highest ? scores[a] > scores[b] : scores[a] < scores[b];
  };
  for (std::size_t tile = 0; tile < std::min(scores.size(), table.tiles.size()); ++tile) {
    if (!std::isfinite(scores[tile]) || (best.size() == most && !before(tile, best.back()))) continue;
    // Behind its equals: those came earlier in the plan.
    best.insert(std::upper_bound(best.begin(), best.end(), tile, before), tile);
    if (best.size() > most) best.pop_back();
  }
  return best;
}

}  // namespace snitt
