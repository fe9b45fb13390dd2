// All tiles of one resolution through all its networks, then each member's score of the bag.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/decision/decision.h"
#include "core/progress.h"
#include "core/result.h"
#include "core/tile_grid.h"
#include "inference/engine/engine.h"
#include "inference/estimate/running_estimate.h"
#include "inference/tile_stream.h"
#include "tiling/slide_reader.h"
#include "tiling/slide_scale.h"
#include "tiling/tile_plan.h"

namespace snitt {

// The plan that a bundle asks for at one resolution of a slide.
[[nodiscard]] TilePlanRequest planRequest(const ResolutionSpec& spec, const SlideScale& scale);

struct ResolutionOutputs {
  TileGrid grid;                     // of every tile; without members when no tile could be read
  std::vector<MemberScore> members;  // of the bag
};

// How the tiles are visited (tiling/visit_order.h), and who hears of the running estimate; empty: nobody.
struct TileVisits {
  std::uint64_t seed = 0;
  RunningEstimate::Sink estimated = {};
};

// The same bytes with 1 thread or N and when run again. Results lie by index in the plan, whatever the order of visits.
[[nodiscard]] Result<ResolutionOutputs> scoreTiles(SlideReader& slide, TilePlan plan, const ResolutionSpec& spec,
                                                   const TileNetworks& networks, int threads, const TileVisits& visits,
                                                   const TilesDone& done, const RunControl& control);

}  // namespace snitt
