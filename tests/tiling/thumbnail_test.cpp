// The oracle for the picture as a whole is OpenCV's area resampling of all level-0 pixels.
#include "tiling/thumbnail.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "support/fake_slide.h"
#include "support/load_picture.h"
#include "support/make_slide.h"
#include "support/temp_folder.h"

namespace snitt {
namespace {

using test::FakeSlide;
using test::TempFolder;

void paintGreen(std::int64_t, std::int64_t, std::uint8_t* rgb) {
  rgb[0] = 10;
  rgb[1] = 200;
  rgb[2] = 30;
}

bool isGreen(const std::uint8_t* rgb) { return rgb[0] == 10 && rgb[1] == 200 && rgb[2] == 30; }

TEST(Thumbnail, IsTheMeanOfTheSlidesOwnPixels) {
  const TempFolder folder;
  test::SlideRecipe recipe;
  recipe.widthPx = 3072;
  recipe.heightPx = 2048;
  recipe.levels = 1;
  test::makeSlide(folder / "slide.svs", recipe);
  const auto slide = openSlide(folder / "slide.svs");
  ASSERT_TRUE(slide);
  const auto thumbnail = slideThumbnail(**slide, 192);
  ASSERT_TRUE(thumbnail) << thumbnail.error().message;
  ASSERT_EQ(thumbnail->widthPx, 192);
  ASSERT_EQ(thumbnail->heightPx, 128);
  const Image expected = test::shrunk((*slide)->readNative(0, 0, 0, 3072, 2048).value(), 192, 128);
  for (std::size_t i = 0; i < expected.bytes.size(); ++i)
    ASSERT_LE(std::abs(expected.bytes[i] - thumbnail->bytes[i]), 1) << i;
}

TEST(Thumbnail, TheLongerEdgeIsAsAskedAndASmallSlideIsNotEnlarged) {
  FakeSlide tall(1000, 3001, paintGreen);
  const auto thumbnail = slideThumbnail(tall, 500);
  ASSERT_TRUE(thumbnail);
  EXPECT_EQ(thumbnail->heightPx, 500);
  EXPECT_EQ(thumbnail->widthPx, 167);
  FakeSlide small(120, 80, paintGreen);
  EXPECT_EQ(slideThumbnail(small, 500)->widthPx, 120);
  EXPECT_EQ(slideThumbnail(small, 500)->heightPx, 80);
  EXPECT_EQ(slideThumbnail(small, 0).error().kind, ErrorKind::usage);
}

TEST(Thumbnail, APartThatCannotBeReadIsHatchedAndTheRestIsThere) {
  FakeSlide slide(4096, 4096, paintGreen);
  slide.damage(4, 8);  // level-0 pixels (1024, 2048) to (1280, 2304): thumbnail (128, 256) to (160, 288)
  const auto thumbnail = slideThumbnail(slide, 512);
  ASSERT_TRUE(thumbnail);
  int hatched = 0;
  for (int y = 0; y < 512; ++y)
    for (int x = 0; x < 512; ++x) {
      const bool inside = x >= 128 && x < 160 && y >= 256 && y < 288;
      const bool near = x >= 120 && x < 168 && y >= 248 && y < 296;
      ASSERT_FALSE(inside && isGreen(thumbnail->pixel(x, y))) << x << " " << y;
      ASSERT_TRUE(near || isGreen(thumbnail->pixel(x, y))) << x << " " << y;
      if (inside && thumbnail->pixel(x, y)[0] == 160) ++hatched;
    }
  EXPECT_EQ(hatched, 32 * 32 / 4);
}

TEST(Thumbnail, ASlideOfWhichNothingCanBeReadIsHatchedAllOver) {
  FakeSlide slide(512, 512, paintGreen);
  for (int row = 0; row < 2; ++row)
    for (int column = 0; column < 2; ++column) slide.damage(column, row);
  const auto thumbnail = slideThumbnail(slide, 256);
  ASSERT_TRUE(thumbnail);
  for (int y = 0; y < 256; ++y)
    for (int x = 0; x < 256; ++x) ASSERT_LT(thumbnail->pixel(x, y)[0], 230);
}

TEST(Thumbnail, AStopIsObeyed) {
  FakeSlide slide(4096, 4096, paintGreen);
  std::stop_source source;
  source.request_stop();
  RunControl control;
  control.stop = source.get_token();
  EXPECT_EQ(slideThumbnail(slide, 256, control).error().kind, ErrorKind::cancelled);
}

}  // namespace
}  // namespace snitt
