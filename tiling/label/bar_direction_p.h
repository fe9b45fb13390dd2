// Which way bars run in a picture, so that it can be turned until a reader of lines meets them squarely.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

namespace snitt {

// Angles in degrees, 0 … 180, of the lines that cross bars at right angles (0: the bars stand upright; growing
// clockwise as one sees the picture); strongest first, at most `most`, none within 8° of another. `grey`: 8 bits. By
// the structure tensor (Bigün and Granlund, ICCV 1987): where all edges of a neighbourhood run one way there may be
// bars.
[[nodiscard]] std::vector<double> barDirections(const cv::Mat& grey, int most);

}  // namespace snitt
