// findTissue: the overview of a slide, damaged and real ones included.
#include <cmath>
#include <new>
#include <stop_token>

#include <gtest/gtest.h>

#include "support/fake_slide.h"
#include "support/load_picture.h"
#include "support/make_slide.h"
#include "support/shared_data.h"
#include "support/temp_folder.h"
#include "tiling/mask_ops.h"
#include "tiling/tissue.h"

namespace snitt {
namespace {

using test::FakeSlide;

SlideScale scaleOf(double mpp) {
  SlideScale scale;
  scale.mpp = {mpp, mpp};
  scale.source = "file";
  return scale;
}

// Pink with purple spots left of `edge`, glass right of it.
FakeSlide::Paint tissueLeftOf(std::int64_t edge) {
  return [edge](std::int64_t x, std::int64_t y, std::uint8_t* rgb) {
    const bool nucleus = (x / 40 + y / 56) % 3 == 0;
    rgb[0] = x >= edge ? 245 : nucleus ? 110 : 225;
    rgb[1] = x >= edge ? 245 : nucleus ? 70 : 150;
    rgb[2] = x >= edge ? 245 : nucleus ? 150 : 190;
  };
}

TEST(FindTissue, mapsTheSlideAtEightMicrons) {
  FakeSlide slide(5000, 4100, tissueLeftOf(2500));
  const Result<TissueMap> map = findTissue(slide, scaleOf(0.25), {});
  ASSERT_TRUE(map);
  EXPECT_DOUBLE_EQ(map->downsample, 32);
  EXPECT_DOUBLE_EQ(map->mpp, 8);
  EXPECT_EQ(map->tissue.width, 157);
  EXPECT_EQ(map->tissue.height, 129);
  EXPECT_NEAR(static_cast<double>(countInside(map->tissue)), 2500.0 / 32 * 4100 / 32, 500);
}

TEST(FindTissue, coarseSlidesKeepTheirOwnScale) {
  FakeSlide slide(300, 200, tissueLeftOf(300));
  const Result<TissueMap> map = findTissue(slide, scaleOf(16), {});
  ASSERT_TRUE(map);
  EXPECT_DOUBLE_EQ(map->downsample, 1);
  EXPECT_DOUBLE_EQ(map->mpp, 16);
}

TEST(FindTissue, hugeSlidesGetACoarserOverview) {
  FakeSlide slide(
      5000, 4000, [](std::int64_t, std::int64_t, std::uint8_t*) {}, 1000);
  const Result<TissueMap> map = findTissue(slide, scaleOf(8), {});
  ASSERT_TRUE(map);
  EXPECT_LE(map->tissue.values.size(), 12'100'000U);
  EXPECT_NEAR(map->downsample, std::sqrt(20.0 / 12), 1e-9);
  EXPECT_NEAR(map->mpp, 8 * std::sqrt(20.0 / 12), 1e-9);
}

TEST(FindTissue, stopsWhenAsked) {
  FakeSlide slide(5000, 4100, tissueLeftOf(2500));
  std::stop_source stop;
  stop.request_stop();
  const Result<TissueMap> map = findTissue(slide, scaleOf(0.25), {.stop = stop.get_token()});
  ASSERT_FALSE(map);
  EXPECT_EQ(map.error().kind, ErrorKind::cancelled);
}

TEST(FindTissue, aWideSlideWithoutPyramidStopsSoon) {
  int painted = 0;
  FakeSlide slide(100'000, 4096, [&painted](std::int64_t, std::int64_t, std::uint8_t*) { ++painted; });
  std::stop_source stop;
  RunControl control{.stop = stop.get_token()};
  control.progress = [&stop](const Progress&) { stop.request_stop(); };
  const Result<TissueMap> map = findTissue(slide, scaleOf(0.25), control);
  ASSERT_FALSE(map);
  EXPECT_EQ(map.error().kind, ErrorKind::cancelled);
  EXPECT_LT(painted, 6'000'000);
}

TEST(FindTissue, stopsBetweenTheStepsOfMapping) {
  std::stop_source stop;
  stop.request_stop();
  const auto map = mapTissue(Image(64, 64, 3, 200), 8, 32, {.stop = stop.get_token()});
  ASSERT_FALSE(map);
  EXPECT_EQ(map.error().kind, ErrorKind::cancelled);
}

TEST(FindTissue, memoryThatRunsOutIsAnError) {
  FakeSlide slide(5000, 4100, [](std::int64_t, std::int64_t, std::uint8_t*) { throw std::bad_alloc(); });
  const Result<TissueMap> map = findTissue(slide, scaleOf(0.25), {});
  ASSERT_FALSE(map);
  EXPECT_EQ(map.error().kind, ErrorKind::io);
  EXPECT_NE(map.error().message.find("memory ran out"), std::string::npos);
}

TEST(FindTissue, damagedBlocksAreGlassAndTheRestIsRead) {
  FakeSlide slide(4096, 4096, tissueLeftOf(4096));
  slide.damage(3, 5);
  slide.damage(10, 10);
  const Result<TissueMap> map = findTissue(slide, scaleOf(0.25), {});
  ASSERT_TRUE(map);
  // A block is 8 × 8 pixels of the overview; what was narrowed down around it is at most 16 × 16.
  const double lost = 128.0 * 128 - static_cast<double>(countInside(map->tissue));
  EXPECT_LE(lost, 2 * 16 * 16);
  EXPECT_GE(map->unreadableShare, 2.0 * 8 * 8 / (128 * 128));
  EXPECT_LE(map->unreadableShare, 2.0 * 16 * 16 / (128 * 128));
  EXPECT_EQ(map->overview.pixel(3 * 8 + 4, 5 * 8 + 4)[1], 255);
  EXPECT_LT(map->overview.pixel(60, 60)[1], 200);
}

TEST(FindTissue, nothingReadableIsAnError) {
  FakeSlide slide(512, 512, tissueLeftOf(512));
  for (int row = 0; row < 2; ++row)
    for (int column = 0; column < 2; ++column) slide.damage(column, row);
  const Result<TissueMap> map = findTissue(slide, scaleOf(0.25), {});
  ASSERT_FALSE(map);
  EXPECT_EQ(map.error().kind, ErrorKind::corrupt);
  EXPECT_NE(map.error().message.find("could be read"), std::string::npos);
}

TEST(FindTissue, reportsProgressToTheEnd) {
  FakeSlide slide(1024, 8192, tissueLeftOf(1024));
  std::int64_t last = -1;
  std::int64_t total = 0;
  RunControl control;
  control.progress = [&](const Progress& progress) {
    EXPECT_EQ(progress.stage, "tissue");
    EXPECT_GT(progress.done, last);
    last = progress.done;
    total = progress.total;
  };
  ASSERT_TRUE(findTissue(slide, scaleOf(0.25), control));
  EXPECT_EQ(last, total);
  EXPECT_GT(total, 0);
}

double shareOf(const Mask& part, const Mask& whole) {
  return static_cast<double>(countInside(part)) / static_cast<double>(countInside(whole));
}

TEST(FindTissue, realSlides) {
  SNITT_NEEDS_SHARED_DATA();
  struct Expected {
    const char* file;
    double mpp;
    double least;  // share of tissue, judged by eye on the outline over the picture
    double most;
  };
  for (const Expected& expected : {Expected{"slides/CMU-1-Small-Region.svs", 0.499, 0.36, 0.47},
                                   Expected{"slides/colon_polyp_region.tif", 0.25, 0.66, 0.75}}) {
    const auto slide = openSlide(test::sharedData() / expected.file);
    ASSERT_TRUE(slide) << slide.error().message;
    const Result<TissueMap> map = findTissue(**slide, scaleOf(expected.mpp), {});
    ASSERT_TRUE(map);
    const double share = static_cast<double>(countInside(map->tissue)) / static_cast<double>(map->tissue.values.size());
    EXPECT_GT(share, expected.least) << expected.file;
    EXPECT_LT(share, expected.most) << expected.file;
    EXPECT_LT(shareOf(map->fold, map->tissue), 0.03) << expected.file;
    EXPECT_LT(shareOf(map->pen, map->tissue), 0.02) << expected.file;
    EXPECT_EQ(map->stain, StainKind::haematoxylinEosin) << expected.file;
  }
}

TEST(FindTissue, paintedSlidesAreHaematoxylinEosinWithoutFaults) {
  const test::TempFolder folder;
  test::SlideRecipe recipe;
  recipe.widthPx = 4200;
  recipe.heightPx = 3400;
  test::makeSlide(folder / "painted.svs", recipe);
  const auto slide = openSlide(folder / "painted.svs");
  ASSERT_TRUE(slide) << slide.error().message;
  const Result<TissueMap> map = findTissue(**slide, scaleOf(0.25), {});
  ASSERT_TRUE(map);
  EXPECT_EQ(map->stain, StainKind::haematoxylinEosin);
  EXPECT_GT(shareOf(map->tissue, Mask(map->tissue.width, map->tissue.height, 255)), 0.2);
  EXPECT_EQ(countInside(map->pen), 0);
  EXPECT_LT(shareOf(map->fold, map->tissue), 0.03);
}

TEST(FindTissue, realPenMarks) {
  SNITT_NEEDS_SHARED_DATA();
  // Shares of the picture that lie under ink, judged by eye on the outline over it.
  const TissueMap red = mapTissue(test::loadPicture(test::sharedData() / "qc" / "tcga-red-pen.png"), 4, 16);
  EXPECT_NEAR(static_cast<double>(countInside(red.pen)) / static_cast<double>(red.pen.values.size()), 0.31, 0.04);
  EXPECT_EQ(red.pen.at(110, 300), 255);
  EXPECT_EQ(red.tissue.at(110, 300), 0);
  EXPECT_EQ(red.tissue.at(400, 250), 255);
  const TissueMap blue = mapTissue(test::loadPicture(test::sharedData() / "qc" / "wsi-blue-pen.png"), 16, 64);
  EXPECT_NEAR(static_cast<double>(countInside(blue.pen)) / static_cast<double>(blue.pen.values.size()), 0.048, 0.015);
  EXPECT_EQ(blue.tissue.at(90, 70), 255);
}

TEST(FindTissue, realCropWithoutGlassIsAllTissue) {
  SNITT_NEEDS_SHARED_DATA();
  const auto slide = openSlide(test::sharedData() / "slides" / "colon_polyp_region.tif");
  ASSERT_TRUE(slide);
  const Result<Image> crop = (*slide)->read(Region{32, 105, 90, 60, 110});
  ASSERT_TRUE(crop);
  const TissueMap map = mapTissue(*crop, 8, 32);
  EXPECT_GT(countInside(map.tissue), static_cast<std::int64_t>(0.99 * 60 * 110));
}

}  // namespace
}  // namespace snitt
