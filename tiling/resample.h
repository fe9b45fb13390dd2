// Resampling on a fixed grid, a strip of source rows at a time. Pure arithmetic; the result for an output pixel depends
// on nothing but its own source pixels, in one fixed order, so that tiles of a region equal the region bit for bit.
//
// Output pixel i covers source pixels [i·ratio, (i+1)·ratio). A ratio above 1 takes the mean over that area, one below
// 1 interpolates linearly between pixel centres, and exactly 1 copies.
#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "core/result.h"

namespace snitt {

// Fills `rgb` (3·width·rows bytes) with source pixels [x, x + width) × [y, y + rows); x and y may lie outside the
// source, whose callback decides what is there. Called from top to bottom.
using SourceRows =
    std::function<Result<void>(std::int64_t x, std::int64_t y, int width, int rows, std::span<std::uint8_t> rgb)>;

struct ResampleGrid {
  double ratio = 1;    // source pixels per output pixel, > 0
  std::int64_t x = 0;  // output pixels
  std::int64_t y = 0;
  int widthPx = 0;
  int heightPx = 0;
};

// `rgb` holds 3·width·height bytes. The first error of the source ends the work and is handed on. Memory: a few MiB,
// or a few source rows where one row is larger than that.
[[nodiscard]] Result<void> resample(const ResampleGrid& grid, const SourceRows& source, std::span<std::uint8_t> rgb);

}  // namespace snitt
