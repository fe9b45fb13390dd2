// Where the tumour of a slide is, as a file says: a mask over the whole slide, or annotations.
#pragma once

#include <filesystem>

#include "core/image.h"
#include "core/result.h"
#include "tiling/slide_info.h"
#include "tiling/slide_scale.h"

namespace snitt {

// A grid over a slide from its origin: pixel (i, j) stands for the level-0 square [i·s, (i+1)·s) × [j·s, (j+1)·s).
struct SlideGrid {
  double downsample = 1;  // s
  int widthPx = 0;
  int heightPx = 0;
};

// The truth of `file` on a grid.
// - GeoJSON (by its ending, .geojson or .json) in level-0 pixels: the annotations of class Tumor (Tumour) where any has
//   a class, else all of them.
// - A picture with two values: what is above half of its largest value is tumour. It covers the whole slide, so it must
//   have the slide's shape to within a pixel of its own, and where both know their scale the slide's size too, to
//   within 2 %. One without tumour says that there is none.
// Errors name the file: notFound, io, corrupt; unsupported (annotations without a polygon of tumour, a picture with
// several labels or over 400 million pixels); usage where it is of another slide.
[[nodiscard]] Result<Mask> readTumourTruth(const std::filesystem::path& file, const SlideInfo& slide,
                                           const SlideScale& scale, const SlideGrid& grid);

}  // namespace snitt
