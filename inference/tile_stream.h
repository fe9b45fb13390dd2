// Tiles of a plan, decoded by reader threads into a bounded ring of reusable buffers and worked on by inference
// workers.
//
// Readers pull the next batch, so nothing piles up; memory is ring × batch × tile, whatever the slide. Batches are
// consecutive stretches of the plan, or of the order that it is visited in, and the last one is padded with white: a
// tile's batch never depends on threads, so their order cannot change a result.
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
  std::size_t number = 0;                // of the stream's batches
  std::size_t first = 0;                 // place of its first tile in the order of visits; without one, in the plan
  std::size_t count = 0;                 // tiles that are in the plan; the rest is padding
  std::span<const std::uint32_t> tiles;  // their indices in the plan; lives as long as the stream
  std::vector<std::uint8_t> rgb;         // batch × tilePx² × 3, interleaved
  std::vector<std::size_t> unreadable;   // indices in the plan; white in `rgb`

  // `rgb` without the padding.
  [[nodiscard]] std::span<const std::uint8_t> pixels(int tilePx) const {
    return std::span(rgb).first(3 * static_cast<std::size_t>(tilePx) * static_cast<std::size_t>(tilePx) * count);
  }
};

struct TileStreamOptions {
  int batch = 1;
  int workers = 1;
  int readers = 0;                            // threads that decode; 0: as many as workers
  std::span<const std::uint32_t> order = {};  // each index of the plan once; empty: as they come in the plan
};

// Called by `workers` threads at once, each with a batch of its own; batches are begun in the order of their numbers.
using BatchWork = std::function<Result<void>(const TileBatch&)>;

// `done` counts tiles, so that several streams can share one progress bar.
using TilesDone = std::function<void(std::size_t count)>;

// Returns the indices of the tiles that could not be read, sorted. The first error of a worker ends the stream; kind
// cancelled when stopped.
[[nodiscard]] Result<std::vector<std::size_t>> streamTiles(SlideReader& slide, const TilePlan& plan,
                                                           const TileStreamOptions& options, const BatchWork& work,
                                                           const TilesDone& done, const RunControl& control);

}  // namespace snitt
