#include "inference/engine/normalise.h"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace snitt {
namespace {

const Normalisation imageNet{{.485, .456, .406}, {.229, .224, .225}};

// Every byte in every channel, and a length that no vector divides.
std::vector<std::uint8_t> allBytes() {
  std::vector<std::uint8_t> rgb;
  for (int value = 0; value < 256; ++value)
    for (int channel = 0; channel < 3; ++channel) rgb.push_back(static_cast<std::uint8_t>(value));
  rgb.insert(rgb.end(), {1, 2, 3});
  return rgb;
}

double exact(std::uint8_t value, std::size_t index) {
  return (value / 255.0 - imageNet.mean[index % 3]) / imageNet.sd[index % 3];
}

TEST(Normalise, GivesTheValuesOfTheFormula) {
  const auto rgb = allBytes();
  std::vector<float> found(rgb.size());
  normalise(rgb, channelScale(imageNet), found.data());
  for (std::size_t i = 0; i < rgb.size(); ++i) EXPECT_NEAR(found[i], exact(rgb[i], i), 1e-6) << i;
}

TEST(Normalise, RoundsToTheNearestBf16) {
  const auto rgb = allBytes();
  std::vector<float> full(rgb.size());
  std::vector<std::uint16_t> found(rgb.size());
  normalise(rgb, channelScale(imageNet), full.data());
  normaliseToBf16(rgb, channelScale(imageNet), found.data());
  const auto value = [](std::uint16_t bits) { return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16); };
  for (std::size_t i = 0; i < rgb.size(); ++i) {
    const float distance = std::abs(value(found[i]) - full[i]);
    for (const int step : {-1, 1})
      EXPECT_LE(distance, std::abs(value(static_cast<std::uint16_t>(found[i] + step)) - full[i])) << i;
  }
}

}  // namespace
}  // namespace snitt
