#include "tiling/resample.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "core/image.h"

namespace snitt {
namespace {

// A source without end: `value` gives each pixel's grey.
SourceRows sourceOf(std::function<std::uint8_t(std::int64_t, std::int64_t)> value) {
  return [value](std::int64_t x, std::int64_t y, int width, int rows, std::span<std::uint8_t> rgb) -> Result<void> {
    for (int j = 0; j < rows; ++j)
      for (int i = 0; i < width; ++i)
        std::fill_n(rgb.data() + 3 * (static_cast<std::ptrdiff_t>(j) * width + i), 3, value(x + i, y + j));
    return {};
  };
}

std::uint8_t scatter(std::int64_t x, std::int64_t y) {
  auto h = static_cast<std::uint64_t>(x * 73856093 ^ y * 19349663) * 0x9E3779B97F4A7C15ULL;
  h = (h ^ (h >> 31U)) * 0xC2B2AE3D27D4EB4FULL;
  return static_cast<std::uint8_t>(h >> 56U);
}

Image resampled(const ResampleGrid& grid, const SourceRows& source) {
  Image image(grid.widthPx, grid.heightPx, 3, 0);
  EXPECT_TRUE(resample(grid, source, image.bytes));
  return image;
}

TEST(Resample, RatioOneCopies) {
  const Image image = resampled({1, -3, 5, 40, 30}, sourceOf(scatter));
  for (int y = 0; y < 30; ++y)
    for (int x = 0; x < 40; ++x) ASSERT_EQ(image.pixel(x, y)[1], scatter(x - 3, y + 5));
}

TEST(Resample, AreaMeansByHand) {
  // Ratio 1.5 over the row 0 30 60 90 120 150: (0 + 15) / 1.5 = 10, (15 + 60) / 1.5 = 50, (90 + 60) / 1.5 = 100,
  // (60 + 150) / 1.5 = 140.
  const Image row = resampled({1.5, 0, 0, 4, 1},
                              sourceOf([](std::int64_t x, std::int64_t) { return static_cast<std::uint8_t>(30 * x); }));
  EXPECT_EQ(row.pixel(0, 0)[0], 10);
  EXPECT_EQ(row.pixel(1, 0)[0], 50);
  EXPECT_EQ(row.pixel(2, 0)[0], 100);
  EXPECT_EQ(row.pixel(3, 0)[0], 140);
  // Ratio 2: one source pixel of 200 in an area of four.
  const Image dot = resampled({2, 0, 0, 2, 2}, sourceOf([](std::int64_t x, std::int64_t y) {
                                return static_cast<std::uint8_t>(x == 3 && y == 0 ? 200 : 0);
                              }));
  EXPECT_EQ(dot.pixel(1, 0)[0], 50);
  EXPECT_EQ(dot.pixel(0, 0)[0], 0);
  EXPECT_EQ(dot.pixel(1, 1)[0], 0);
}

TEST(Resample, LinearBetweenPixelCentresByHand) {
  // Ratio 0.5: output centres lie at source positions -0.25, 0.25, 0.75, 1.25 from the centres of pixels 0 and 1.
  const Image row =
      resampled({0.5, 0, 0, 4, 1},
                sourceOf([](std::int64_t x, std::int64_t) { return static_cast<std::uint8_t>(100 + 40 * x); }));
  EXPECT_EQ(row.pixel(0, 0)[0], 90);
  EXPECT_EQ(row.pixel(1, 0)[0], 110);
  EXPECT_EQ(row.pixel(2, 0)[0], 130);
  EXPECT_EQ(row.pixel(3, 0)[0], 150);
}

TEST(Resample, TilesAreTheRegionBitForBit) {
  for (const double ratio : {1.84, 2.0, 3.68, 32.0, 4.000121, 0.8, 0.3571, 1.0}) {
    const Image whole = resampled({ratio, 1000003, -7, 53, 41}, sourceOf(scatter));
    for (int top = 0; top < 41; top += 9)
      for (int left = 0; left < 53; left += 11) {
        const int width = std::min(11, 53 - left);
        const int height = std::min(9, 41 - top);
        const Image tile = resampled({ratio, 1000003 + left, -7 + top, width, height}, sourceOf(scatter));
        for (int y = 0; y < height; ++y)
          ASSERT_TRUE(std::equal(tile.row(y), tile.row(y) + tile.rowBytes(), whole.pixel(left, top + y)))
              << "ratio " << ratio << " at " << left << ", " << top + y;
      }
  }
}

TEST(Resample, APatternLandsWhereItShould) {
  // A smooth spot far from the origin, where an error in the ratio would show.
  constexpr double kX = 400000.3;
  constexpr double kY = 300123.8;
  const auto spot = sourceOf([](std::int64_t x, std::int64_t y) {
    const double dx = (static_cast<double>(x) + 0.5 - kX) / 60;
    const double dy = (static_cast<double>(y) + 0.5 - kY) / 60;
    return static_cast<std::uint8_t>(std::lround(250 * std::exp(-(dx * dx + dy * dy) / 2)));
  });
  for (const double ratio : {1.84, 2.0, 3.68, 4.000121, 16.0, 0.8}) {
    const int side = static_cast<int>(800 / ratio);
    const auto x0 = static_cast<std::int64_t>(kX / ratio) - side / 2;
    const auto y0 = static_cast<std::int64_t>(kY / ratio) - side / 2;
    const Image image = resampled({ratio, x0, y0, side, side}, spot);
    double sum = 0;
    double sumX = 0;
    double sumY = 0;
    for (int y = 0; y < side; ++y)
      for (int x = 0; x < side; ++x) {
        const double value = image.pixel(x, y)[0];
        sum += value;
        sumX += value * (static_cast<double>(x0 + x) + 0.5);
        sumY += value * (static_cast<double>(y0 + y) + 0.5);
      }
    EXPECT_NEAR(sumX / sum, kX / ratio, 0.01) << ratio;
    EXPECT_NEAR(sumY / sum, kY / ratio, 0.01) << ratio;
    // The spot's volume, 2π·60²·250, spread over ratio² source pixels each.
    EXPECT_NEAR(sum * ratio * ratio / (2 * M_PI * 60 * 60 * 250), 1, 0.002) << ratio;
  }
}

TEST(Resample, MeanIsKept) {
  double expected = 0;
  for (int y = 0; y < 320; ++y)
    for (int x = 0; x < 320; ++x) expected += scatter(x, y);
  for (const double ratio : {1.6, 2.0, 3.2, 32.0}) {
    const int side = static_cast<int>(std::lround(320 / ratio));
    const Image image = resampled({ratio, 0, 0, side, side}, sourceOf(scatter));
    double sum = 0;
    for (std::size_t i = 0; i < image.bytes.size(); i += 3) sum += image.bytes[i];
    EXPECT_NEAR(sum / (side * side), expected / (320 * 320), 0.1) << ratio;
  }
}

TEST(Resample, ExtremesStayExtremes) {
  for (const std::uint8_t value : {std::uint8_t{0}, std::uint8_t{255}})
    for (const double ratio : {1.84, 3.68, 7.0, 33.3, 0.8}) {
      const Image image =
          resampled({ratio, 5, 5, 60, 60}, sourceOf([value](std::int64_t, std::int64_t) { return value; }));
      EXPECT_TRUE(std::all_of(image.bytes.begin(), image.bytes.end(), [value](auto byte) { return byte == value; }));
    }
}

TEST(Resample, AsksForTheSourceInSmallStripsFromTopToBottom) {
  std::int64_t largest = 0;
  std::int64_t lastRow = -1;
  const SourceRows source = [&](std::int64_t, std::int64_t y, int width, int rows,
                                std::span<std::uint8_t> rgb) -> Result<void> {
    largest = std::max(largest, std::int64_t{width} * rows * 3);
    EXPECT_GT(y, lastRow);
    lastRow = y + rows - 1;
    std::fill(rgb.begin(), rgb.end(), std::uint8_t{0});
    return {};
  };
  static_cast<void>(resampled({4, 0, 0, 2000, 700}, source));
  EXPECT_LE(largest, 4 << 20);
  EXPECT_EQ(lastRow, 2799);
}

TEST(Resample, TheSourcesErrorComesThrough) {
  const SourceRows source = [](std::int64_t, std::int64_t, int, int, std::span<std::uint8_t>) -> Result<void> {
    return fail(ErrorKind::corrupt, "a damaged tile");
  };
  for (const double ratio : {1.0, 2.5, 0.7}) {
    Image image(8, 8);
    const auto done = resample({ratio, 0, 0, 8, 8}, source, image.bytes);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().message, "a damaged tile");
  }
}

}  // namespace
}  // namespace snitt
