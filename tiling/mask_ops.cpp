#include "tiling/mask_ops.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <opencv2/imgproc.hpp>

#include "tiling/opencv_p.h"

namespace snitt {

std::int64_t countInside(const Mask& mask) {
  return std::count_if(mask.values.begin(), mask.values.end(), [](std::uint8_t value) { return value != 0; });
}

int countComponents(const Mask& mask) {
  if (mask.empty()) return 0;
  cv::Mat labels;
  return cv::connectedComponents(viewOf(mask), labels, 8, CV_32S) - 1;
}

Mask intersect(const Mask& a, const Mask& b) {
  Mask both(std::min(a.width, b.width), std::min(a.height, b.height));
  for (int y = 0; y < both.height; ++y)
    for (int x = 0; x < both.width; ++x) both.at(x, y) = a.at(x, y) != 0 && b.at(x, y) != 0 ? 255 : 0;
  return both;
}

Mask rescale(const Mask& mask, double fromDownsample, int width, int height, double toDownsample) {
  Mask out(width, height);
  const double ratio = toDownsample / fromDownsample;
  std::vector<int> sourceX(static_cast<std::size_t>(width));
  for (int x = 0; x < width; ++x)
    sourceX[static_cast<std::size_t>(x)] = static_cast<int>(std::min<double>((x + 0.5) * ratio, mask.width));
  for (int y = 0; y < height; ++y) {
    const int fromY = static_cast<int>(std::min<double>((y + 0.5) * ratio, mask.height));
    if (fromY >= mask.height) break;
    for (int x = 0; x < width; ++x) {
      const int fromX = sourceX[static_cast<std::size_t>(x)];
      if (fromX < mask.width) out.at(x, y) = mask.at(fromX, fromY);
    }
  }
  return out;
}

double dice(const Mask& a, const Mask& b) {
  const std::int64_t total = countInside(a) + countInside(b);
  if (total == 0) return 1;
  return 2.0 * static_cast<double>(countInside(intersect(a, b))) / static_cast<double>(total);
}

}  // namespace snitt
