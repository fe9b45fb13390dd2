// Folded tissue on an overview, private to this folder.
#pragma once

#include <opencv2/core.hpp>

#include "core/progress.h"
#include "tiling/density_p.h"

namespace snitt {

// Bands in which the tissue lies double: denser than the tissue around them and more than the slide's tissue as a
// whole, in all of its colours (a lymph follicle is denser too, but bluer), and longer than wide.
// Empty where it was told to stop.
[[nodiscard]] cv::Mat foldsOf(const Density& density, const cv::Mat& tissue, double mpp, const RunControl& control);

}  // namespace snitt
