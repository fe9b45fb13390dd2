#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "tiling/density_p.h"

namespace snitt {
namespace {

constexpr int leastGlassLight = 185;  // darker pixels are never bare glass
constexpr int mostGlassSpread = 30;   // between the channels of bare glass
constexpr double leastGlassShare = 0.001;
constexpr double defaultGlass = 245;

// Pale eosin looks like pinkish glass (green lowest); every other tint of bright light is the lamp's or the camera's.
constexpr double mostPinkTint = 0.015;  // optical density
constexpr double mostOtherTint = 0.05;

struct GlassPixels {
  std::array<std::int64_t, 256> count{};
  std::array<std::array<double, 3>, 256> sum{};
  std::int64_t total = 0;
};

GlassPixels likelyGlass(const Image& overview) {
  GlassPixels pixels;
  for (std::size_t i = 0; i + 2 < overview.bytes.size(); i += 3) {
    const auto [least, most] = std::minmax({overview.bytes[i], overview.bytes[i + 1], overview.bytes[i + 2]});
    if (least < leastGlassLight || most - least > mostGlassSpread) continue;
    const int sum = overview.bytes[i] + overview.bytes[i + 1] + overview.bytes[i + 2];
    const auto light = static_cast<std::size_t>(sum / 3);
    ++pixels.count[light];
    ++pixels.total;
    for (std::size_t channel = 0; channel < 3; ++channel) pixels.sum[light][channel] += overview.bytes[i + channel];
  }
  return pixels;
}

double densityOfLight(double light, double full) { return std::max(0.0, std::log10((full + 1) / (light + 1))); }

}  // namespace

cv::Mat Density::most() const { return cv::max(cv::max(red, green), blue); }
cv::Mat Density::least() const { return cv::min(cv::min(red, green), blue); }
cv::Mat Density::chroma() const { return most() - least(); }

Rgb glassColour(const Image& overview) {
  const GlassPixels pixels = likelyGlass(overview);
  const double pixelCount = static_cast<double>(overview.bytes.size()) / 3;
  if (static_cast<double>(pixels.total) < leastGlassShare * pixelCount || pixels.total == 0)
    return {defaultGlass, defaultGlass, defaultGlass};

  // The brightest quarter: shade darkens glass, nothing brightens it.
  std::int64_t taken = 0;
  Rgb mean{};
  for (std::size_t light = 256; light-- > 0 && taken * 4 < pixels.total;) {
    taken += pixels.count[light];
    for (std::size_t channel = 0; channel < 3; ++channel) mean[channel] += pixels.sum[light][channel];
  }
  for (double& channel : mean) channel /= static_cast<double>(taken);

  const double brightest = *std::max_element(mean.begin(), mean.end());
  const bool pink = mean[1] <= mean[0] && mean[1] <= mean[2];
  const double darkest = (brightest + 1) * std::pow(10, -(pink ? mostPinkTint : mostOtherTint)) - 1;
  for (double& channel : mean) channel = std::max(channel, darkest);
  return mean;
}

Density densityOf(const Image& overview, const Rgb& glass) {
  std::array<std::array<float, 256>, 3> table{};
  for (std::size_t channel = 0; channel < 3; ++channel)
    for (std::size_t light = 0; light < 256; ++light)
      table[channel][light] = static_cast<float>(densityOfLight(static_cast<double>(light), glass[channel]));

  Density density;
  for (cv::Mat* plane : {&density.red, &density.green, &density.blue})
    plane->create(overview.heightPx, overview.widthPx, CV_32F);
  for (int y = 0; y < overview.heightPx; ++y) {
    const std::uint8_t* in = overview.row(y);
    auto* red = density.red.ptr<float>(y);
    auto* green = density.green.ptr<float>(y);
    auto* blue = density.blue.ptr<float>(y);
    for (int x = 0; x < overview.widthPx; ++x, in += 3) {
      red[x] = table[0][in[0]];
      green[x] = table[1][in[1]];
      blue[x] = table[2][in[2]];
    }
  }
  return density;
}

}  // namespace snitt
