#include "tiling/visit_order.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <utility>

namespace snitt {
namespace {

// An estimate begins at twelve blocks (core/decision/block_estimate.h): of this many at a fifth of the tiles or sooner.
constexpr double kEnoughBlocks = 64;
// Half of what a reader keeps by default, in level-0 pixels: the level that is read may be coarser, never finer.
constexpr double kMostBlockPx = (std::size_t{64} << 20) / 3.0;

using Block = std::vector<std::uint32_t>;

// By row and column of the block. Inside one the plan's reading order, every second row backwards.
std::vector<Block> blocksOf(const TilePlan& plan, int edge) {
  std::map<std::pair<int, int>, Block> byPlace;
  for (std::size_t i = 0; i < plan.tiles.size(); ++i) {
    const TilePosition& tile = plan.tiles[i];
    byPlace[{tile.row / edge, tile.column / edge}].push_back(static_cast<std::uint32_t>(i));
  }
  std::vector<Block> blocks;
  blocks.reserve(byPlace.size());
  for (auto& [place, block] : byPlace) {
    const auto rowOf = [&](std::uint32_t tile) { return plan.tiles[tile].row; };
    for (auto begin = block.begin(); begin != block.end();) {
      const auto end =
          std::find_if(begin, block.end(), [&](std::uint32_t tile) { return rowOf(tile) != rowOf(*begin); });
      if ((rowOf(*begin) - place.first * edge) % 2 != 0) std::reverse(begin, end);
      begin = end;
    }
    blocks.push_back(std::move(block));
  }
  return blocks;
}

// Below `bound`, each with the same probability: what lies beyond the last whole multiple is drawn again.
std::uint64_t below(std::uint64_t bound, std::mt19937_64& random) {
  const std::uint64_t beyond = (std::mt19937_64::max() % bound + 1) % bound;
  std::uint64_t value = random();
  while (value > std::mt19937_64::max() - beyond) value = random();
  return value % bound;
}

// Fisher and Yates. Our own, since std::shuffle and the standard's distributions differ between libraries; the
// generator's numbers are fixed by the standard.
void shuffle(std::vector<Block>& blocks, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  for (std::size_t left = blocks.size(); left > 1; --left) std::swap(blocks[left - 1], blocks[below(left, random)]);
}

}  // namespace

VisitOrder visitOrder(const TilePlan& plan, int blockEdge, std::uint64_t seed) {
  std::vector<Block> blocks = blocksOf(plan, blockEdge);
  shuffle(blocks, seed);
  VisitOrder order;
  order.tiles.reserve(plan.tiles.size());
  order.blockEnds.reserve(blocks.size());
  for (const Block& block : blocks) {
    order.tiles.insert(order.tiles.end(), block.begin(), block.end());
    order.blockEnds.push_back(order.tiles.size());
  }
  return order;
}

int visitBlockEdge(const TilePlan& plan) {
  const double stepPx = plan.geometry.stepPx * plan.geometry.downsample;
  const double byBlocks = std::sqrt(static_cast<double>(plan.tiles.size()) / kEnoughBlocks);
  const double byPixels = stepPx > 0 ? std::sqrt(kMostBlockPx) / stepPx : 1;
  return static_cast<int>(std::max(1.0, std::min(byBlocks, byPixels)));
}

// FNV-1a, 64 bits (Fowler, Noll and Vo): a seed needs no more than to differ.
std::uint64_t visitSeed(std::string_view fingerprint, std::string_view resolution) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  const auto take = [&](std::string_view text) {
    for (const char letter : text) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3ULL;
  };
  take(fingerprint);
  take("\n");
  take(resolution);
  return hash;
}

}  // namespace snitt
