// Masks and polygons. Mask pixel (i, j) stands for the level-0 square [i·s, (i+1)·s) × [j·s, (j+1)·s), s = downsample.
// Pure functions.
#pragma once

#include <vector>

#include "core/image.h"
#include "core/polygon.h"

namespace snitt {

// 8-connected outlines with holes (4-connected), in level-0 pixels; ordered by their first pixel in reading order.
// An outline runs through the middles of the pixel edges between inside and outside, cutting each corner by half a
// pixel: pixels that touch at a corner stay one simple ring, and polygonsToMask gives the mask back exactly. Area is
// therefore counted on the mask, not on the polygon. Pieces under `leastAreaPx` mask pixels are left out.
[[nodiscard]] std::vector<Polygon> maskToPolygons(const Mask& mask, double downsample, double leastAreaPx = 0);

// A mask pixel is inside when its centre is (holes cut out; polygons joined). Rings that cross themselves follow the
// even-odd rule; a centre on an edge belongs to the side right of or below it. Rings with a coordinate that is no
// finite number enclose nothing.
[[nodiscard]] Mask polygonsToMask(const std::vector<Polygon>& polygons, int width, int height, double downsample);

[[nodiscard]] std::int64_t countInside(const Mask& mask);
// 8-connected.
[[nodiscard]] int countComponents(const Mask& mask);
// Of the area that both cover, should their sizes differ.
[[nodiscard]] Mask intersect(const Mask& a, const Mask& b);
// Nearest-neighbour change of scale to another grid over the same slide; outside the old grid is outside.
[[nodiscard]] Mask rescale(const Mask& mask, double fromDownsample, int width, int height, double toDownsample);
// 2·|A∩B| / (|A|+|B|); 1 when both are empty.
[[nodiscard]] double dice(const Mask& a, const Mask& b);

}  // namespace snitt
