// Tiles of a plan, decoded by reader threads into a bounded ring of reusable buffers and worked on by inference
// workers.
//
// Readers pull the next batch, so nothing piles up; memory is ring × batch × tile, whatever the slide. A tile's batch
// follows from its index in the plan and the last batch is padded with white, so that the order of threads cannot
// change a result.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "core/progress.h"
#include "core/result.h"
#include "tiling/slide_reader.h"
#include "tiling/tile_plan.h"

namespace snitt {

struct TileBatch {
  std::size_t number = 0;               // of the plan's batches
  std::size_t first = 0;                // index in the plan of its first tile
  std::size_t count = 0;                // tiles that are in the plan; the rest is padding
  std::vector<std::uint8_t> rgb;        // batch × tilePx² × 3, interleaved
  std::vector<std::size_t> unreadable;  // indices in the plan; white in `rgb`
};

struct TileStreamOptions {
  int batch = 1;
  int workers = 1;
};

// Called by `workers` threads at once, each with a batch of its own; batches are begun in plan order.
using BatchWork = std::function<Result<void>(const TileBatch&)>;

// `done` counts tiles, so that several streams can share one progress bar.
using TilesDone = std::function<void(std::size_t count)>;

// Returns the indices of the tiles that could not be read, sorted. The first error of a worker ends the stream; kind
// cancelled when stopped.
[[nodiscard]] Result<std::vector<std::size_t>> streamTiles(SlideReader& slide, const TilePlan& plan,
                                                           const TileStreamOptions& options, const BatchWork& work,
                                                           const TilesDone& done, const RunControl& control);

}  // namespace snitt
