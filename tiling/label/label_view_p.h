// A picture of a label, changed so that a code in it may be read, and how its places are found on the label again.
#pragma once

#include <opencv2/core.hpp>

namespace snitt {

struct LabelView {
  cv::Mat grey;  // 8 bits
  cv::Matx23d toLabel{1, 0, 0, 0, 1, 0};
};

[[nodiscard]] LabelView scaled(const LabelView& view, double factor);
// Turned counter-clockwise, with all its corners; what is new is as light as the edge.
[[nodiscard]] LabelView turned(const LabelView& view, double degrees);
[[nodiscard]] LabelView sharpened(const LabelView& view);
[[nodiscard]] LabelView smoothed(const LabelView& view);
// As much contrast everywhere as there is somewhere.
[[nodiscard]] LabelView evened(const LabelView& view);

}  // namespace snitt
