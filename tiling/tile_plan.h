// TilePlan: the deterministic list of tiles of a mask at one resolution. Pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/image.h"
#include "core/result.h"
#include "core/tile_grid.h"
#include "tiling/region.h"

namespace snitt {

struct TilePlanRequest {
  double downsample = 1;  // level-0 pixels per tile pixel
  int tilePx = 512;
  int overlapPx = 0;              // >= 0 and below tilePx
  double leastTumourShare = 0.5;  // of a tile's area, (0, 1]
  int mostTiles = 0;              // 0 = no limit
};

struct TilePlan {
  TileGeometry geometry;
  std::int64_t candidates = 0;      // tiles before thinning
  std::vector<TilePosition> tiles;  // reading order

  [[nodiscard]] Region region(std::size_t index) const;
};

// `mask` is over the whole slide at `maskDownsample`. A tile's tumour share is the exact area of mask pixels in it; a
// share of exactly the limit is enough. Tiles begin inside the slide and may reach beyond it, where there is no tumour.
// Beyond mostTiles the N candidates are thinned to M evenly along the reading order: number floor(k·N/M) for each
// k < M. Usage errors name the value that cannot be.
[[nodiscard]] Result<TilePlan> planTiles(const TilePlanRequest& request, const Mask& mask, double maskDownsample);

// CSV: minx,miny,width,height, one row a tile.
[[nodiscard]] std::string formatPlan(const TilePlan& plan);

}  // namespace snitt
