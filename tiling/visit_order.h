// VisitOrder: the tiles of a plan, block of neighbours after block of neighbours, the blocks in a random order. Pure
// functions.
//
// Why: the first blocks of a random order are a simple random sample of all of them, so that a score can be estimated
// from what was visited (core/decision/block_estimate.h); and neighbours share the file's own tiles, so that inside a
// block each of those is decoded once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "tiling/tile_plan.h"

namespace snitt {

struct VisitOrder {
  std::vector<std::uint32_t> tiles;    // indices in the plan, each once
  std::vector<std::size_t> blockEnds;  // for each block the place in `tiles` after its last one; no block is empty
};

// Blocks are squares of `blockEdge` × `blockEdge` steps of the plan; those at the tumour's border, or of a thinned
// plan, hold fewer tiles. Rows of a block are walked to and fro. The same plan, edge and seed give the same order with
// every compiler and library. blockEdge >= 1.
[[nodiscard]] VisitOrder visitOrder(const TilePlan& plan, int blockEdge, std::uint64_t seed);

// The largest edge that leaves enough blocks for an estimate that comes early, and whose pixels stay well within a
// reader's cache. Larger blocks decode fewer of the file's tiles again.
[[nodiscard]] int visitBlockEdge(const TilePlan& plan);

// From what a slide is and how it is looked at, so that a run can be made again.
[[nodiscard]] std::uint64_t visitSeed(std::string_view fingerprint, std::string_view resolution);

}  // namespace snitt
