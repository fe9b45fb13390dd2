// From overlapping tiles of tumour probabilities to a mask.
//
// Source: the post-processing described in arXiv 2510.11182; every constant comes from the bundle's manifest.
#pragma once

#include "core/bundle/manifest.h"
#include "core/image.h"
#include "core/result.h"

namespace snitt {

// Merges tiles onto one map, each pixel weighted by its distance from the tile's edge: (d + 1/2) for the d-th pixel
// from the nearest edge, d = 0 at it. Not thread-safe; tiles must be added in plan order, so that sums are the same
// whatever the threads.
class ProbabilityMerger {
 public:
  // Map of width × height pixels; `shrink` input pixels of a tile become one map pixel (area mean; need not be whole).
  ProbabilityMerger(int width, int height, double shrink);

  // `tile`: tilePx² probabilities [0, 1] whose top left is input pixel (x, y) of the slide-wide grid. What
  // lies outside the map is left out.
  void add(const Grid<float>& tile, std::int64_t x, std::int64_t y);

  // Probability × 255, rounded half up; 0 where no tile reached.
  [[nodiscard]] Grid<std::uint8_t> finish() const;

 private:
  double m_shrink;
  Grid<float> m_sum;
  Grid<float> m_weight;
};

// Smooth (median, Gaussian on the shrunk map), hysteresis threshold, drop components whose percentile of raw
// probabilities is too low, AND with the tissue mask, close, fill holes, open, drop small objects. In that order.
// `tissue` has the size of the map.
//
// What the paper leaves open: thresholds and percentile must be exceeded; the percentile is interpolated linearly
// between ranks; components are 8-connected, holes 4-connected and do not touch the map's edge; kernels are squares
// (an even size counts as the next odd one, below 2 leaves the step out); holes and objects of exactly the limit stay.
[[nodiscard]] Mask tumourMask(const Grid<std::uint8_t>& probabilities, const Mask& tissue,
                              const SegmentationPost& post);

}  // namespace snitt
