// Region: a rectangle of a slide at a downsample; an immutable value that is also a cache key.
//
// The pixel grid of a downsample s is fixed to the slide's origin: output pixel (i, j) stands for the level-0 area
// [i·s, (i+1)·s) × [j·s, (j+1)·s). x and y count such pixels, so a region gives the same pixels whether it is asked for
// as one or as many tiles.
#pragma once

#include <compare>
#include <cstdint>

namespace snitt {

struct Region {
  double downsample = 1;  // level-0 pixels per output pixel, > 0
  std::int64_t x = 0;     // output pixels; may lie outside the slide, which is white there
  std::int64_t y = 0;
  int widthPx = 0;
  int heightPx = 0;
  auto operator<=>(const Region&) const = default;
};

}  // namespace snitt
