#include <cmath>

#include <opencv2/imgproc.hpp>

#include "tiling/label/photograph_p.h"

namespace snitt {

namespace {

constexpr int kPatches = 5;

// The sum of a number's four bytes, scaled to variance 1: near enough to normal for grain, and drawn at once.
float nearlyNormal(std::uint32_t bits) {
  constexpr float kMean = 4 * 127.5F;
  constexpr float kDeviation = 147.8F;
  const std::uint32_t sum = (bits & 255U) + (bits >> 8U & 255U) + (bits >> 16U & 255U) + (bits >> 24U);
  return (static_cast<float>(sum) - kMean) / kDeviation;
}

cv::Mat noiseOf(cv::Size size, statistics::CounterRandom& random) {
  cv::Mat noise(size, CV_32F);
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x) noise.at<float>(y, x) = nearlyNormal(random.next());
  return noise;
}

}  // namespace

double between(statistics::CounterRandom& random, double least, double most) {
  return least + (most - least) * random.uniform();
}

cv::Mat unevenLight(cv::Size size, double strength, statistics::CounterRandom& random) {
  cv::Mat light;
  cv::resize(noiseOf({kPatches, kPatches}, random) * (strength / 3), light, size, 0, 0, cv::INTER_CUBIC);
  const double angle = between(random, 0, 2 * CV_PI);
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x) {
      const double across = (x * std::cos(angle) / size.width + y * std::sin(angle) / size.height) - 0.5;
      light.at<float>(y, x) += static_cast<float>(1 + strength * across);
    }
  return light;
}

cv::Mat exposed(const cv::Mat& picture, double sigmaPx, double noise, statistics::CounterRandom& random) {
  cv::Mat blurred;
  cv::GaussianBlur(picture, blurred, {}, sigmaPx);
  cv::Mat grain = noiseOf(picture.size(), random);
  cv::GaussianBlur(grain, grain, {}, 0.6);  // demosaicing makes neighbours alike
  cv::Mat grains;
  cv::merge(std::vector<cv::Mat>(3, grain * (noise * 1.6)), grains);
  cv::Mat bytes;
  cv::Mat(blurred + grains).convertTo(bytes, CV_8UC3);
  return bytes;
}

}  // namespace snitt
