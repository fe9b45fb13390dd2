// Few numbers on how a slide looks to a network: what a reference distribution is made of and drift is seen by.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "core/score.h"
#include "tiling/tissue.h"

namespace snitt {

struct InputStatistics {
  double brightness = 0;    // mean luminance of the tissue, 0–255
  double haematoxylin = 0;  // mean optical density of each stain in the tissue (Ruifrok and Johnston, 2001; the
  double eosin = 0;         // vectors of stain views), against the slide's own glass
  double blurredShare = 0;  // of the tissue, [0, 1]; NaN where it could not be measured
  double tissueShare = 0;   // of the slide's area, [0, 1]

  // Names as in a bundle's reference distributions, with their values.
  [[nodiscard]] std::vector<std::pair<std::string_view, double>> named() const;
};

// `quality`: of all tissue of the map. Pure.
[[nodiscard]] InputStatistics inputStatistics(const TissueMap& map, const QualityFigures& quality);

}  // namespace snitt
