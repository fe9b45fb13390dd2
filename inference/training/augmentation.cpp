#include "inference/training/augmentation.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace snitt {
namespace {

// BT.601: luma, and the scale of the two colour differences.
constexpr double redShare = 0.299;
constexpr double greenShare = 0.587;
constexpr double blueShare = 0.114;
constexpr double uScale = 0.492;
constexpr double vScale = 0.877;

std::array<double, 3> mapped(const std::array<double, 3>& rgb, double brightness, double saturation, double angle) {
  const double luma = redShare * rgb[0] + greenShare * rgb[1] + blueShare * rgb[2];
  const double u = saturation * uScale * (rgb[2] - luma);
  const double v = saturation * vScale * (rgb[0] - luma);
  const double turnedU = u * std::cos(angle) - v * std::sin(angle);
  const double turnedV = u * std::sin(angle) + v * std::cos(angle);
  const double red = luma + turnedV / vScale;
  const double blue = luma + turnedU / uScale;
  const double green = (luma - redShare * red - blueShare * blue) / greenShare;
  return {brightness * red, brightness * green, brightness * blue};
}

double spread(double most, statistics::CounterRandom& random) { return most * (2 * random.uniform() - 1); }

}  // namespace

std::array<float, 9> colourMap(double brightness, double saturation, double hueTurn) {
  std::array<float, 9> map{};
  for (std::size_t column = 0; column < 3; ++column) {
    std::array<double, 3> unit{};
    unit[column] = 1;
    const auto image = mapped(unit, brightness, saturation, 2 * std::numbers::pi * hueTurn);
    for (std::size_t row = 0; row < 3; ++row) map[row * 3 + column] = static_cast<float>(image[row]);
  }
  return map;
}

// Every draw is taken, whatever the options: switching one off leaves the others as they were.
TileChange drawTileChange(const AugmentOptions& options, statistics::CounterRandom& random) {
  TileChange change;
  const double brightness = 1 + spread(options.brightness, random);
  const double saturation = 1 + spread(options.saturation, random);
  const double hue = spread(options.hue, random);
  change.colour = colourMap(brightness, saturation, hue);
  const std::uint32_t bits = random.next();
  const bool quarter = options.quarterTurns && (bits & 4U) != 0;
  change.transposed = quarter;
  change.mirroredX = (options.mirror || options.quarterTurns) && (bits & 1U) != 0;
  change.mirroredY = options.mirror ? (bits & 2U) != 0 : change.mirroredX;
  // Turns alone: a quarter turn is an exchange of the axes with one of them mirrored, a half turn has both mirrored.
  if (!options.mirror && quarter) change.mirroredY = !change.mirroredX;
  change.contrast = static_cast<float>(1 + spread(options.contrast, random));
  return change;
}

namespace {

// Rows of the map with its offset: R' = m[0] R + m[1] G + m[2] B + m[9], …
using AffineMap = std::array<float, 12>;

AffineMap affineMap(std::span<const std::uint8_t> rgb, const TileChange& change) {
  AffineMap map{};
  std::ranges::copy(change.colour, map.begin());
  if (change.contrast == 1) return map;
  std::array<std::uint64_t, 3> sums{};
  for (std::size_t i = 0; i < rgb.size(); i += 3)
    for (std::size_t channel = 0; channel < 3; ++channel) sums[channel] += rgb[i + channel];
  const std::array<double, 3> shares{redShare, greenShare, blueShare};
  double luma = 0;
  for (std::size_t row = 0; row < 3; ++row)
    for (std::size_t column = 0; column < 3; ++column)
      luma += shares[row] * double{change.colour[row * 3 + column]} * static_cast<double>(sums[column]) /
              static_cast<double>(rgb.size() / 3);
  for (std::size_t i = 0; i < 9; ++i) map[i] *= change.contrast;
  for (std::size_t i = 9; i < 12; ++i) map[i] = static_cast<float>((1 - double{change.contrast}) * luma);
  return map;
}

}  // namespace

void changeTile(std::span<const std::uint8_t> rgb, int tilePx, const TileChange& change, const ChannelScale& channels,
                std::span<float> out) {
  const std::ptrdiff_t edge = tilePx;
  // Steps through the source, in bytes, for a step right and a step down in the result.
  const std::ptrdiff_t stepX = (change.transposed ? edge : 1) * 3 * (change.mirroredX ? -1 : 1);
  const std::ptrdiff_t stepY = (change.transposed ? 1 : edge) * 3 * (change.mirroredY ? -1 : 1);
  const std::ptrdiff_t origin =
      (change.mirroredX ? -stepX * (edge - 1) : 0) + (change.mirroredY ? -stepY * (edge - 1) : 0);
  const AffineMap m = affineMap(rgb, change);
  float* to = out.data();
  for (std::ptrdiff_t y = 0; y < edge; ++y) {
    const std::uint8_t* from = rgb.data() + origin + y * stepY;
    for (std::ptrdiff_t x = 0; x < edge; ++x, from += stepX, to += 3) {
      const auto r = static_cast<float>(from[0]);
      const auto g = static_cast<float>(from[1]);
      const auto b = static_cast<float>(from[2]);
      const float red = std::clamp(m[0] * r + m[1] * g + m[2] * b + m[9], 0.0F, 255.0F);
      const float green = std::clamp(m[3] * r + m[4] * g + m[5] * b + m[10], 0.0F, 255.0F);
      const float blue = std::clamp(m[6] * r + m[7] * g + m[8] * b + m[11], 0.0F, 255.0F);
      to[0] = red * channels.scale[0] + channels.offset[0];
      to[1] = green * channels.scale[1] + channels.offset[1];
      to[2] = blue * channels.scale[2] + channels.offset[2];
    }
  }
}

}  // namespace snitt
