// OpenCV views of the plain pixel values; no pixel is copied, so a view must not outlive what it looks at.
#pragma once

#include <opencv2/core.hpp>

#include "core/image.h"

namespace snitt {

// OpenCV promises to leave an input array alone, which its types cannot say.
inline cv::Mat viewOf(const Image& image) {
  return {image.heightPx, image.widthPx, CV_8UC(image.channels), const_cast<std::uint8_t*>(image.bytes.data())};
}

inline cv::Mat viewOf(const Grid<std::uint8_t>& grid) {
  return {grid.height, grid.width, CV_8UC1, const_cast<std::uint8_t*>(grid.values.data())};
}

// `from` holds 0 and 255 alone.
inline Mask maskOf(const cv::Mat& from) {
  Mask mask(from.cols, from.rows);
  if (!mask.empty()) from.copyTo(viewOf(mask));
  return mask;
}

}  // namespace snitt
