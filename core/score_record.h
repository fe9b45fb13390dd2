// Everything that a score leaves behind: what files and report are made of, and what the store keeps. Plain values.
#pragma once

#include <vector>

#include "core/polygon.h"
#include "core/score.h"
#include "core/tile_grid.h"

namespace snitt {

struct ScoreRecord {
  Score score;
  std::vector<Polygon> tumour;  // the outline that was scored, level-0 pixels
  std::vector<TileGrid> grids;  // by resolution; empty where the slide was not assessable before any tile was scored
};

}  // namespace snitt
