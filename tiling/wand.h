// The area of like colour around a place. Pure function.
#pragma once

#include "core/image.h"

namespace snitt {

// Pixels 4-connected to (x, y) whose colour is at most `tolerance` from that of the place, as a distance in CIELAB
// (CIE 1976, D65 sRGB) of the picture blurred by a pixel; holes of less than 1/100 of it are filled. `rgb` has three
// channels; (x, y) lies inside it, tolerance >= 0.
[[nodiscard]] Mask likeArea(const Image& rgb, int x, int y, double tolerance);

}  // namespace snitt
