#include "inference/training/augmentation.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "inference/training/prepared_bag.h"

namespace snitt {
namespace {

// As bytes: (value / 255 − 0) / (1 / 255).
const ChannelScale asBytes{{1, 1, 1}, {0, 0, 0}};

std::vector<std::uint8_t> numbered(int edgePx) {
  std::vector<std::uint8_t> rgb(static_cast<std::size_t>(edgePx * edgePx * 3));
  for (std::size_t i = 0; i < rgb.size(); ++i) rgb[i] = static_cast<std::uint8_t>(i);
  return rgb;
}

std::vector<float> changed(const std::vector<std::uint8_t>& rgb, int edgePx, const TileChange& change) {
  std::vector<float> out(rgb.size());
  changeTile(rgb, edgePx, change, asBytes, out);
  return out;
}

TEST(Augmentation, NothingDrawnIsTheTileNormalised) {
  const auto rgb = numbered(5);
  ChannelScale channels = channelScale({{0.5, 0.6, 0.7}, {0.1, 0.2, 0.3}});
  std::vector<float> plain(rgb.size());
  normalise(rgb, channels, plain.data());
  std::vector<float> out(rgb.size());
  changeTile(rgb, 5, TileChange{}, channels, out);
  for (std::size_t i = 0; i < out.size(); ++i) EXPECT_NEAR(out[i], plain[i], 1e-5);
}

// Eight ways to lay a square, each as often as the others; turns alone never mirror.
TEST(Augmentation, LaysTilesInEveryWayThatIsAllowed) {
  const std::vector<std::uint8_t> rgb = numbered(2);
  const auto ways = [&](bool mirror, bool quarterTurns) {
    const AugmentOptions options{0, 0, 0, mirror, quarterTurns};
    std::set<std::vector<float>> seen;
    for (std::uint64_t i = 0; i < 200; ++i) {
      statistics::CounterRandom random(1, i);
      const auto out = changed(rgb, 2, drawTileChange(options, random));
      std::vector<float> corners;
      for (std::size_t p = 0; p < 4; ++p) corners.push_back(std::round(out[p * 3]));
      seen.insert(corners);
    }
    return seen;
  };
  EXPECT_EQ(ways(true, true).size(), 8U);
  EXPECT_EQ(ways(true, false).size(), 4U);
  EXPECT_EQ(ways(false, false).size(), 1U);
  // Clockwise from the top left, pixels are 0, 3, 9, 6: a turn keeps their order around.
  const std::set<std::vector<float>> turns{{0, 3, 6, 9}, {6, 0, 9, 3}, {9, 6, 3, 0}, {3, 9, 0, 6}};
  EXPECT_EQ(ways(false, true), turns);
}

// Grey stays grey under hue and saturation; colours keep their luma; a third of a turn takes red towards another.
TEST(Augmentation, ColourMapsKeepLuma) {
  const auto apply = [](const std::array<float, 9>& m, double r, double g, double b) {
    return std::array{m[0] * r + m[1] * g + m[2] * b, m[3] * r + m[4] * g + m[5] * b, m[6] * r + m[7] * g + m[8] * b};
  };
  const auto luma = [](const std::array<double, 3>& c) { return 0.299 * c[0] + 0.587 * c[1] + 0.114 * c[2]; };
  const auto turned = colourMap(1, 1.1, 0.05);
  for (const double channel : apply(turned, 90, 90, 90)) EXPECT_NEAR(channel, 90, 1e-4);
  EXPECT_NEAR(luma(apply(turned, 200, 40, 90)), luma({200, 40, 90}), 1e-4);
  EXPECT_NEAR(luma(apply(colourMap(0.9, 1, 0), 200, 40, 90)), 0.9 * luma({200, 40, 90}), 1e-4);
  const auto grey = apply(colourMap(1, 0, 0), 200, 40, 90);
  EXPECT_NEAR(grey[0], grey[2], 1e-4);
  // A sixth of a turn forth and back is nothing.
  const auto there = apply(colourMap(1, 1, 1.0 / 6), 200, 40, 90);
  const auto back = apply(colourMap(1, 1, -1.0 / 6), there[0], there[1], there[2]);
  EXPECT_NEAR(back[1], 40, 1e-3);
  EXPECT_GT(std::abs(there[0] - 200), 20);
}

TEST(Augmentation, JitterStaysWithinItsRanges) {
  double least = 2;
  double most = 0;
  for (std::uint64_t i = 0; i < 2000; ++i) {
    statistics::CounterRandom random(3, i);
    const auto change = drawTileChange({0.1, 0, 0, false, false}, random);
    least = std::min<double>(least, change.colour[0]);
    most = std::max<double>(most, change.colour[0]);
  }
  EXPECT_NEAR(least, 0.9, 0.002);
  EXPECT_NEAR(most, 1.1, 0.002);
}

// Brightness 1.2 then contrast 0.5: distances from the mean luma of the brightened tile are halved.
TEST(Augmentation, ContrastIsAroundTheTilesOwnLuma) {
  const std::vector<std::uint8_t> rgb{100, 100, 100, 50, 50, 50, 20, 60, 90, 30, 90, 10};
  TileChange change;
  change.colour = colourMap(1.2, 1, 0);
  change.contrast = 0.5F;
  double luma = 0;
  for (std::size_t i = 0; i < rgb.size(); i += 3)
    luma += 1.2 * (0.299 * rgb[i] + 0.587 * rgb[i + 1] + 0.114 * rgb[i + 2]) / 4;
  const auto out = changed(rgb, 2, change);
  for (std::size_t i = 0; i < rgb.size(); ++i) EXPECT_NEAR(out[i], luma + 0.5 * (1.2 * rgb[i] - luma), 1e-3) << i;
}

TEST(Augmentation, DrawsEachSubsetOfTilesOnceAndInOrder) {
  const auto all = drawTiles(6, 0, {1, 2});
  EXPECT_EQ(all, std::vector<std::uint32_t>({0, 1, 2, 3, 4, 5}));
  std::vector<int> times(6, 0);
  for (std::uint64_t i = 0; i < 3000; ++i) {
    const auto some = drawTiles(6, 2, {1, i});
    ASSERT_EQ(some.size(), 2U);
    ASSERT_LT(some[0], some[1]);
    for (const std::uint32_t tile : some) ++times[tile];
  }
  for (const int count : times) EXPECT_NEAR(count, 1000, 120);
}

}  // namespace
}  // namespace snitt
