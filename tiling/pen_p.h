// Pen ink and scanner frames on an overview, private to this folder.
#pragma once

#include <opencv2/core.hpp>

#include "core/progress.h"
#include "tiling/density_p.h"

namespace snitt {

// Near-black areas that run along an edge of the image: the scanner's frame, the slide's holder. CV_8U, 0 and 255.
[[nodiscard]] cv::Mat scannerFrame(const Density& density);

// Ink of felt pens, with the margin that its soft edge needs. It differs from stained tissue in three ways:
// haematoxylin, eosin and DAB never absorb red light much more than green (blue, green and turquoise ink do); none
// takes blue light away as strongly as green and leaves red alone (red, orange and yellow ink do); and ink is far
// smoother than tissue of its density (black, purple and pink ink).
// Empty where it was told to stop.
[[nodiscard]] cv::Mat penInk(const Density& density, const cv::Mat& frame, double mpp, const RunControl& control);

}  // namespace snitt
