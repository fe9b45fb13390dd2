// Tissue made in code, half of it put out of focus by a Gaussian.
#include "tiling/blur_map.h"

#include <algorithm>
#include <cstring>
#include <stop_token>

#include <gtest/gtest.h>

#include "support/fake_slide.h"
#include "support/load_picture.h"
#include "support/make_slide.h"

namespace snitt {
namespace {

using namespace test;

constexpr int kWidth = 3072;
constexpr int kHeight = 2048;
constexpr double kMpp = 0.5;

SlideScale scaleOf(double mpp) {
  SlideScale scale;
  scale.mpp = {mpp, mpp};
  return scale;
}

const Image& sharpTissue() {
  static const Image picture = [] {
    Image tissue(kWidth, kHeight);
    paintTissue(kWidth, kHeight, 3)(0, 0, tissue);
    return tissue;
  }();
  return picture;
}

// The right half is blurred.
const Image& halfBlurred() {
  static const Image picture = [] {
    Image half = sharpTissue();
    const Image soft = defocused(half, 6);
    for (int y = 0; y < kHeight; ++y)
      std::memcpy(half.pixel(kWidth / 2, y), soft.pixel(kWidth / 2, y), std::size_t{kWidth / 2} * 3);
    return half;
  }();
  return picture;
}

FakeSlide slideOf(const Image& picture) {
  return {kWidth, kHeight, [&picture](std::int64_t x, std::int64_t y, std::uint8_t* rgb) {
            std::copy_n(picture.pixel(static_cast<int>(x), static_cast<int>(y)), 3, rgb);
          }};
}

// All of the slide, whatever is on it: patches without content are left out by themselves.
TissueMap everywhere() {
  TissueMap map;
  map.downsample = 16;
  map.mpp = 8;
  map.tissue = Mask(kWidth / 16, kHeight / 16, 255);
  return map;
}

struct Shares {
  double left = 0;
  double right = 0;
};

Shares sharesOf(const Mask& blur) {
  Shares shares;
  for (int y = 0; y < blur.height; ++y)
    for (int x = 0; x < blur.width; ++x) (x < blur.width / 2 ? shares.left : shares.right) += blur.at(x, y) != 0;
  const double half = blur.width * blur.height / 2.0;
  return {shares.left / half, shares.right / half};
}

TEST(BlurMap, TheBlurredHalfIsFoundAndTheSharpOneIsNot) {
  FakeSlide slide = slideOf(halfBlurred());
  const auto blur = findBlur(slide, scaleOf(kMpp), everywhere(), 100000, {});
  ASSERT_TRUE(blur) << blur.error().message;
  EXPECT_EQ(blur->width, kWidth / 16);
  const Shares shares = sharesOf(*blur);
  EXPECT_LT(shares.left, 0.05);
  EXPECT_GT(shares.right, 0.4);

  FakeSlide sharp = slideOf(sharpTissue());
  const Shares none = sharesOf(findBlur(sharp, scaleOf(kMpp), everywhere(), 100000, {}).value());
  EXPECT_LT(none.right, 0.05);
}

TEST(BlurMap, NoMorePatchesThanAskedForAndOnlyInTissue) {
  FakeSlide slide = slideOf(halfBlurred());
  TissueMap map = everywhere();
  const Mask few = findBlur(slide, scaleOf(kMpp), map, 4, {}).value();
  const auto set = std::ranges::count_if(few.values, [](auto value) { return value != 0; });
  // A patch is 128 µm, 16 pixels of the mask.
  EXPECT_LE(set, 4 * 17 * 17);
  for (int y = 0; y < map.tissue.height; ++y)
    for (int x = map.tissue.width / 2; x < map.tissue.width; ++x) map.tissue.at(x, y) = 0;
  const Shares shares = sharesOf(findBlur(slide, scaleOf(kMpp), map, 100000, {}).value());
  EXPECT_LT(shares.right, 0.03);
}

TEST(BlurMap, WhatCannotBeReadIsLeftOut) {
  FakeSlide slide = slideOf(halfBlurred());
  const Shares whole = sharesOf(findBlur(slide, scaleOf(kMpp), everywhere(), 100000, {}).value());
  FakeSlide damaged = slideOf(halfBlurred());
  for (int row = 0; row < 4; ++row)
    for (int column = 6; column < 12; ++column) damaged.damage(column, row);
  const auto blur = findBlur(damaged, scaleOf(kMpp), everywhere(), 100000, {});
  ASSERT_TRUE(blur) << blur.error().message;
  const Shares shares = sharesOf(*blur);
  EXPECT_LT(shares.right, whole.right);
  EXPECT_GT(shares.right, 0);
  for (int y = 0; y < 4 * 256 / 16 - 16; ++y)
    for (int x = 6 * 256 / 16 + 16; x < blur->width; ++x) ASSERT_EQ(blur->at(x, y), 0);
}

TEST(BlurMap, AStopIsObeyedAndEmptyTissueIsNoFault) {
  FakeSlide slide = slideOf(halfBlurred());
  std::stop_source stop;
  stop.request_stop();
  const auto stopped = findBlur(slide, scaleOf(kMpp), everywhere(), 1000, {stop.get_token()});
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().kind, ErrorKind::cancelled);
  TissueMap none = everywhere();
  std::ranges::fill(none.tissue.values, std::uint8_t{0});
  const auto blur = findBlur(slide, scaleOf(kMpp), none, 1000, {});
  ASSERT_TRUE(blur) << blur.error().message;
  EXPECT_EQ(sharesOf(*blur).right, 0);
}

}  // namespace
}  // namespace snitt
