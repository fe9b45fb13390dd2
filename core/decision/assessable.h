// Not assessable is a result of its own: beyond any limit of the bundle there is no class, and never "uncertain".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/bundle/manifest.h"

namespace snitt {

struct TileCount {
  std::string resolution;
  int planned = 0;
  int unreadable = 0;
};

struct AssessableFigures {
  double tumourMm2 = 0;
  double blurredShare = 0;  // of the tumour region
  double foldedShare = 0;
  double inkedShare = 0;
  std::vector<TileCount> tiles;
};

// The reasons why the slide is not assessable, each with the figure and the limit; nothing when it is. A figure that
// equals its limit is still assessable. No tumour at all, no readable tile in a resolution and a figure that is NaN are
// reasons whatever the limits. Tiles that could not be read do not count towards the least number of tiles.
[[nodiscard]] std::optional<std::string> notAssessableReason(const AssessableLimits& limits,
                                                             const AssessableFigures& figures);

}  // namespace snitt
