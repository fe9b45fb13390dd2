// What a slide was stained with, told by its pixels; private to this folder.
#pragma once

#include <opencv2/core.hpp>

#include "core/image.h"
#include "tiling/density_p.h"
#include "tiling/tissue.h"

namespace snitt {

// Light on a dark ground: hardly a pixel as bright as glass, most of them dark, and yet structure.
[[nodiscard]] bool isFluorescence(const Image& overview);

// `tissue` as found in a transmitted-light image. A slide with too little tissue to tell is unknown.
[[nodiscard]] StainKind stainOf(const Density& density, const cv::Mat& tissue);

}  // namespace snitt
