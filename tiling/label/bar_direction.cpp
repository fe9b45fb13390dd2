#include "tiling/label/bar_direction_p.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <opencv2/imgproc.hpp>

namespace snitt {
namespace {

constexpr int kBins = 90;  // of 2°
constexpr double kBinDegrees = 180.0 / kBins;
constexpr int kApartBins = 4;
// Share of a neighbourhood's edges that run one way: bars have above 0.9, print below 0.5.
constexpr float kCoherent = 0.6F;
constexpr float kLeastShareOfPeak = 0.15F;

using Histogram = std::array<float, kBins>;

cv::Mat averaged(const cv::Mat& values, int windowPx) {
  cv::Mat result;
  cv::boxFilter(values, result, CV_32F, {windowPx, windowPx});
  return result;
}

Histogram directionsOf(const cv::Mat& grey) {
  cv::Mat dx;
  cv::Mat dy;
  cv::Scharr(grey, dx, CV_32F, 1, 0);
  cv::Scharr(grey, dy, CV_32F, 0, 1);
  const int window = std::max(8, std::max(grey.cols, grey.rows) / 16);
  const cv::Mat xx = averaged(dx.mul(dx), window);
  const cv::Mat yy = averaged(dy.mul(dy), window);
  const cv::Mat xy = averaged(dx.mul(dy), window);
  Histogram result{};
  const int step = std::max(2, window / 4);
  for (int y = step / 2; y < grey.rows; y += step)
    for (int x = step / 2; x < grey.cols; x += step) {
      const float sum = xx.at<float>(y, x) + yy.at<float>(y, x);
      const float difference = xx.at<float>(y, x) - yy.at<float>(y, x);
      const float across = 2 * xy.at<float>(y, x);
      const float oneWay = std::hypot(difference, across);
      if (oneWay <= kCoherent * sum) continue;
      const double degrees = std::atan2(across, difference) * 90 / CV_PI;  // half the angle
      const int bin = static_cast<int>(std::floor((degrees + 180) / kBinDegrees + 0.5)) % kBins;
      result[static_cast<std::size_t>(bin)] += oneWay;
    }
  return result;
}

float at(const Histogram& histogram, int bin) { return histogram[static_cast<std::size_t>((bin + 2 * kBins) % kBins)]; }

// The bin's neighbours tell where in it the peak lies.
double peakDegrees(const Histogram& histogram, int bin) {
  const float left = at(histogram, bin - 1);
  const float right = at(histogram, bin + 1);
  const float sum = left + at(histogram, bin) + right;
  const double shift = sum > 0 ? (right - left) / sum : 0;
  return std::fmod((bin + shift) * kBinDegrees + 180, 180);
}

}  // namespace

std::vector<double> barDirections(const cv::Mat& grey, int most) {
  Histogram histogram = directionsOf(grey);
  Histogram smooth{};
  for (int bin = 0; bin < kBins; ++bin)
    smooth[static_cast<std::size_t>(bin)] = at(histogram, bin - 1) + 2 * at(histogram, bin) + at(histogram, bin + 1);
  std::vector<double> result;
  const float highest = *std::ranges::max_element(smooth);
  while (static_cast<int>(result.size()) < most) {
    const auto peak = std::ranges::max_element(smooth);
    if (*peak <= 0 || *peak < kLeastShareOfPeak * highest) break;
    const int bin = static_cast<int>(peak - smooth.begin());
    result.push_back(peakDegrees(histogram, bin));
    for (int i = -kApartBins; i <= kApartBins; ++i) smooth[static_cast<std::size_t>((bin + i + kBins) % kBins)] = 0;
  }
  return result;
}

}  // namespace snitt
