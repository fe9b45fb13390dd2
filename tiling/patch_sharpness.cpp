#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "tiling/opencv_p.h"
#include "tiling/quality.h"

namespace snitt {
namespace {

constexpr double finestPx = 1;  // = µm
constexpr double finePx = 4;
constexpr double coarsePx = 16;
constexpr int marginPx = 4;            // filters know less at the edge of a patch
constexpr double leastContent = 0.01;  // optical density

// Optical density of the luminance: structures of dark and of pale tissue count alike.
cv::Mat densityOfPatch(const Image& rgbPatch) {
  cv::Mat grey;
  cv::cvtColor(viewOf(rgbPatch), grey, cv::COLOR_RGB2GRAY);
  cv::Mat table(1, 256, CV_32F);
  for (int light = 0; light < 256; ++light)
    table.at<float>(0, light) = static_cast<float>(std::log10(256.0 / (light + 1.0)));
  cv::Mat density;
  cv::LUT(grey, table, density);
  return density;
}

cv::Mat blurred(const cv::Mat& image, double sigma) {
  cv::Mat out;
  cv::GaussianBlur(image, out, {}, sigma, sigma, cv::BORDER_REFLECT_101);
  return out;
}

cv::Mat inner(const cv::Mat& image) {
  if (image.cols <= 2 * marginPx || image.rows <= 2 * marginPx) return image;
  return image(cv::Rect(marginPx, marginPx, image.cols - 2 * marginPx, image.rows - 2 * marginPx));
}

double power(const cv::Mat& difference) {
  const cv::Mat part = inner(difference);
  return part.dot(part) / static_cast<double>(part.total());
}

}  // namespace

double patchSharpness(const Image& rgbPatch) {
  if (rgbPatch.bytes.empty() || rgbPatch.channels != 3) return 0;
  const cv::Mat density = densityOfPatch(rgbPatch);
  const double finest = power(density - blurred(density, finestPx));
  const double fine = power(density - blurred(density, finePx));
  return fine > 0 ? std::min(1.0, finest / fine) : 0;
}

double blurLimit() { return 0.06; }

bool patchHasContent(const Image& rgbPatch) {
  if (rgbPatch.bytes.empty() || rgbPatch.channels != 3) return false;
  const cv::Mat density = densityOfPatch(rgbPatch);
  return std::sqrt(power(blurred(density, finePx) - blurred(density, coarsePx))) > leastContent;
}

}  // namespace snitt
