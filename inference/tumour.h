// Where the tumour is: found by the bundle's network, taken as all tissue, or drawn by a person.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/image.h"
#include "core/polygon.h"
#include "core/progress.h"
#include "core/result.h"
#include "inference/engine/engine.h"
#include "tiling/slide_reader.h"
#include "tiling/slide_scale.h"
#include "tiling/tissue.h"

namespace snitt {

struct TumourRegion {
  Mask mask;                      // over the whole slide
  double downsample = 1;          // level-0 pixels per mask pixel
  std::vector<Polygon> polygons;  // level-0 pixels
  double areaMm2 = 0;
  int components = 0;
  std::string source;  // "network", "tissue", "outline"
  int tiles = 0;       // that the segmentation network was to see
  int unreadable = 0;  // of them
};

// Tiles at the network's µm/px with overlap where there is tissue → merged probability map → post-processing. The merge
// runs in plan order, so that the mask does not depend on the number of threads.
[[nodiscard]] Result<TumourRegion> segmentTumour(SlideReader& slide, const SlideScale& scale, const TissueMap& tissue,
                                                 const SegmentationSpec& spec, const SegmentationNetwork& network,
                                                 int threads, const RunControl& control);

[[nodiscard]] TumourRegion tumourIsTissue(const TissueMap& tissue, const SlideScale& scale);

// Polygons of a person, in level-0 pixels; parts outside the slide are cut off. Drawn on a grid of at most 4 µm/px.
[[nodiscard]] Result<TumourRegion> tumourFromOutline(const std::vector<Polygon>& polygons, const SlideInfo& info,
                                                     const SlideScale& scale);

// Overlap of two regions of one slide, each on its own grid.
[[nodiscard]] double dice(const TumourRegion& a, const TumourRegion& b);

}  // namespace snitt
