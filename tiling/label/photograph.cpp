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
  const double alongX = strength * std::cos(angle) / size.width;
  const double alongY = strength * std::sin(angle) / size.height;
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x)
      light.at<float>(y, x) += static_cast<float>(1 - strength / 2 + x * alongX + y * alongY);
  return light;
}

cv::Mat exposed(const cv::Mat& picture, double sigmaPx, double noise, statistics::CounterRandom& random) {
  cv::Mat blurred;
  cv::GaussianBlur(picture, blurred, {}, sigmaPx);
  cv::Mat grain = noiseOf(picture.size(), random);
  cv::GaussianBlur(grain, grain, {}, 0.6);              // demosaicing makes neighbours alike
  const auto levels = static_cast<float>(noise * 1.6);  // what the blur takes away
  cv::Mat bytes(picture.size(), CV_8UC3);
  for (int y = 0; y < bytes.rows; ++y)
    for (int x = 0; x < bytes.cols; ++x)
      for (int c = 0; c < 3; ++c)
        bytes.at<cv::Vec3b>(y, x)[c] =
            cv::saturate_cast<std::uint8_t>(blurred.at<cv::Vec3f>(y, x)[c] + levels * grain.at<float>(y, x));
  return bytes;
}

}  // namespace snitt
