#include "tiling/quality.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <new>
#include <random>
#include <stop_token>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "support/fake_slide.h"
#include "support/load_picture.h"
#include "support/shared_data.h"
#include "tiling/mask_ops.h"

namespace snitt {
namespace {

using namespace test;

SlideScale scaleOf(double mpp) {
  SlideScale scale;
  scale.mpp = {mpp, mpp};
  return scale;
}

// Whole patches of 128 px of every real picture in focus, at 1 µm/px.
std::vector<Image> realPatches() {
  std::vector<Image> patches;
  const auto cut = [&](const Image& image) {
    const int edge = std::min({128, image.widthPx, image.heightPx});
    for (int top = 0; top + edge <= image.heightPx; top += edge)
      for (int left = 0; left + edge <= image.widthPx; left += edge) {
        Image patch(edge, edge);
        for (int y = 0; y < edge; ++y) std::copy_n(image.pixel(left, top + y), 3 * edge, patch.row(y));
        patches.push_back(std::move(patch));
      }
  };
  for (const char* group : {"AC", "H", "S", "T", "V"})
    for (const auto& entry : std::filesystem::directory_iterator(sharedData() / "tiles" / "colorectal" / group))
      cut(loadPicture(entry.path(), 0.5));
  for (const auto& entry : std::filesystem::directory_iterator(sharedData() / "tiles" / "glas" / "images"))
    cut(loadPicture(entry.path(), 0.62));
  using Slide = std::pair<const char*, double>;
  for (const auto& [file, mpp] : {Slide{"CMU-1-Small-Region.svs", 0.499}, Slide{"colon_polyp_region.tif", 0.25}}) {
    const auto slide = openSlide(sharedData() / "slides" / file);
    const Level& finest = (*slide)->info().levels.front();
    const Result<Image> whole =
        (*slide)->read(Region{1 / mpp, 0, 0, static_cast<int>(static_cast<double>(finest.widthPx) * mpp),
                              static_cast<int>(static_cast<double>(finest.heightPx) * mpp)});
    cut(*whole);
  }
  return patches;
}

TEST(Quality, realTissueInFocusIsSharpAndOutOfFocusIsNot) {
  SNITT_NEEDS_SHARED_DATA();
  int sharp = 0;
  int sharpAfterJpeg = 0;
  int judged = 0;
  int blurred = 0;
  int judgedBlurred = 0;
  const std::vector<Image> patches = realPatches();
  for (const Image& patch : patches) {
    if (!patchHasContent(patch)) continue;
    ++judged;
    sharp += patchSharpness(patch) >= blurLimit() ? 1 : 0;
    sharpAfterJpeg += patchSharpness(throughJpeg(patch, 40)) >= blurLimit() ? 1 : 0;
    const Image away = throughJpeg(defocused(patch, 3), 80);
    if (!patchHasContent(away)) continue;
    ++judgedBlurred;
    blurred += patchSharpness(away) < blurLimit() ? 1 : 0;
  }
  EXPECT_GT(judged, 500);
  EXPECT_GE(sharp, 0.97 * judged);
  EXPECT_GE(sharpAfterJpeg, 0.97 * judged);
  EXPECT_GE(judgedBlurred, 0.97 * judged);  // blur must not hide itself by leaving patches without content
  EXPECT_GE(blurred, 0.9 * judgedBlurred);
}

TEST(Quality, plainPatchesHaveNoContent) {
  std::mt19937 random(4);
  Image mucin(128, 128, 3, 225);
  for (std::uint8_t& value : mucin.bytes) value = static_cast<std::uint8_t>(value + random() % 5);
  EXPECT_FALSE(patchHasContent(mucin));
  EXPECT_FALSE(patchHasContent(Image(128, 128)));
  EXPECT_FALSE(patchHasContent(Image()));
  EXPECT_EQ(patchSharpness(Image(128, 128)), 0);
  EXPECT_EQ(patchSharpness(Image()), 0);
}

// Discs of 5 µm on pink at 0.25 µm/px; `soft` µm from dark to pale.
FakeSlide::Paint nuclei(double softUm) {
  return [softUm](std::int64_t x, std::int64_t y, std::uint8_t* rgb) {
    const std::int64_t clump = (x / 320 + y / 320) % 2;
    const double toCentre = std::hypot(static_cast<double>(x % 80 - 40), static_cast<double>(y % 80 - 40)) / 4;
    const double dark = std::clamp(0.5 + (5 - toCentre) / softUm, 0.0, 1.0) * (clump == 0 ? 1.0 : 0.4);
    rgb[0] = static_cast<std::uint8_t>(230 - 120 * dark);
    rgb[1] = static_cast<std::uint8_t>(160 - 100 * dark);
    rgb[2] = static_cast<std::uint8_t>(195 - 55 * dark);
  };
}

TissueMap flatMap(int width, int height) {
  TissueMap map;
  map.downsample = 32;
  map.mpp = 8;
  map.overview = Image(width, height, 3, 200);
  map.tissue = Mask(width, height, 255);
  map.pen = map.fold = Mask(width, height);
  return map;
}

TEST(Quality, blurShareFollowsFocus) {
  FakeSlide sharp(4096, 4096, nuclei(0.5));
  FakeSlide soft(4096, 4096, nuclei(12));
  const TissueMap map = flatMap(128, 128);
  const Result<QualityFigures> good = measureQuality(sharp, scaleOf(0.25), map, map.tissue, {});
  const Result<QualityFigures> bad = measureQuality(soft, scaleOf(0.25), map, map.tissue, {});
  ASSERT_TRUE(good && bad);
  EXPECT_LT(good->blurShare, 0.02);
  EXPECT_GT(bad->blurShare, 0.98);
}

TEST(Quality, blurIsJudgedInTheRegionAlone) {
  // Sharp left of the middle, soft right of it.
  FakeSlide slide(4096, 4096,
                  [](std::int64_t x, std::int64_t y, std::uint8_t* rgb) { nuclei(x < 2048 ? 0.5 : 12)(x, y, rgb); });
  const TissueMap map = flatMap(128, 128);
  Mask left(128, 128);
  for (int y = 0; y < 128; ++y)
    for (int x = 0; x < 64; ++x) left.at(x, y) = 255;
  EXPECT_LT(measureQuality(slide, scaleOf(0.25), map, left, {})->blurShare, 0.02);
  EXPECT_NEAR(measureQuality(slide, scaleOf(0.25), map, map.tissue, {})->blurShare, 0.5, 0.02);
}

TEST(Quality, patchesThatCannotBeReadAreLeftOut) {
  FakeSlide slide(4096, 4096, nuclei(0.5));
  for (int column = 0; column < 16; ++column) slide.damage(column, 3);
  const TissueMap map = flatMap(128, 128);
  const Result<QualityFigures> figures = measureQuality(slide, scaleOf(0.25), map, map.tissue, {});
  ASSERT_TRUE(figures);
  EXPECT_LT(figures->blurShare, 0.02);
}

TEST(Quality, blurOfARegionThatCannotBeReadIsUnknown) {
  FakeSlide slide(4096, 4096, nuclei(0.5));
  for (int row = 0; row < 16; ++row)
    for (int column = 0; column < 16; ++column) slide.damage(column, row);
  const TissueMap map = flatMap(128, 128);
  const Result<QualityFigures> figures = measureQuality(slide, scaleOf(0.25), map, map.tissue, {});
  ASSERT_TRUE(figures);
  EXPECT_TRUE(std::isnan(figures->blurShare));
  EXPECT_GT(figures->areaMm2, 0);
}

TEST(Quality, blurOfARegionWithoutContentIsNought) {
  FakeSlide slide(4096, 4096, [](std::int64_t, std::int64_t, std::uint8_t*) {});
  slide.damage(3, 3);
  const TissueMap map = flatMap(128, 128);
  EXPECT_EQ(measureQuality(slide, scaleOf(0.25), map, map.tissue, {})->blurShare, 0);
}

TEST(Quality, memoryThatRunsOutIsAnError) {
  FakeSlide slide(4096, 4096, [](std::int64_t, std::int64_t, std::uint8_t*) { throw std::bad_alloc(); });
  const auto pixels = slide.readNative(0, 0, 0, 8, 8);
  ASSERT_FALSE(pixels);
  EXPECT_EQ(pixels.error().kind, ErrorKind::io);
  EXPECT_NE(pixels.error().message.find("memory ran out"), std::string::npos);
  EXPECT_EQ(slide.read(Region{4, 0, 0, 8, 8}).error(), pixels.error());
}

TEST(Quality, areaFoldAndBrightnessAreOfTheRegion) {
  FakeSlide slide(3200, 3200, nuclei(0.5));
  TissueMap map = flatMap(100, 100);
  Mask region(100, 100);
  for (int y = 0; y < 50; ++y)
    for (int x = 0; x < 100; ++x) {
      region.at(x, y) = 255;
      map.overview.pixel(x, y)[0] = map.overview.pixel(x, y)[1] = map.overview.pixel(x, y)[2] = 100;
      if (y < 10) map.fold.at(x, y) = 255;
    }
  for (int x = 0; x < 100; ++x) map.fold.at(x, 80) = 255;
  const Result<QualityFigures> figures = measureQuality(slide, scaleOf(0.25), map, region, {});
  ASSERT_TRUE(figures);
  EXPECT_DOUBLE_EQ(figures->areaMm2, 5000 * 64 / 1e6);
  EXPECT_DOUBLE_EQ(figures->foldShare, 0.2);
  EXPECT_DOUBLE_EQ(figures->brightness, 100);
}

TEST(Quality, penCountsWhereItLiesOnTheRegion) {
  FakeSlide slide(9600, 9600, nuclei(0.5));
  TissueMap map = flatMap(300, 300);
  map.tissue = Mask(300, 300);
  for (int y = 50; y < 250; ++y)
    for (int x = 50; x < 250; ++x) map.tissue.at(x, y) = 255;
  for (int y = 100; y < 120; ++y)
    for (int x = 0; x < 300; ++x) {  // a stroke across the tissue and over the glass on both sides
      map.pen.at(x, y) = 255;
      map.tissue.at(x, y) = 0;
    }
  for (int y = 280; y < 300; ++y)
    for (int x = 0; x < 300; ++x) map.pen.at(x, y) = 255;  // a stroke beside it
  const Result<QualityFigures> figures = measureQuality(slide, scaleOf(0.25), map, map.tissue, {});
  ASSERT_TRUE(figures);
  EXPECT_NEAR(figures->penShare, 0.1, 0.005);  // 20 of 200 rows
  map.pen = Mask(300, 300);
  EXPECT_EQ(measureQuality(slide, scaleOf(0.25), map, map.tissue, {})->penShare, 0);
}

TEST(Quality, emptyRegionAndWrongSize) {
  FakeSlide slide(3200, 3200, nuclei(0.5));
  const TissueMap map = flatMap(100, 100);
  const Result<QualityFigures> nothing = measureQuality(slide, scaleOf(0.25), map, Mask(100, 100), {});
  ASSERT_TRUE(nothing);
  EXPECT_EQ(nothing->areaMm2, 0);
  EXPECT_EQ(nothing->blurShare, 0);
  const Result<QualityFigures> wrong = measureQuality(slide, scaleOf(0.25), map, Mask(99, 100), {});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().kind, ErrorKind::usage);
}

TEST(Quality, stopsWhenAsked) {
  FakeSlide slide(3200, 3200, nuclei(0.5));
  const TissueMap map = flatMap(100, 100);
  std::stop_source stop;
  stop.request_stop();
  const Result<QualityFigures> figures =
      measureQuality(slide, scaleOf(0.25), map, map.tissue, {.stop = stop.get_token()});
  ASSERT_FALSE(figures);
  EXPECT_EQ(figures.error().kind, ErrorKind::cancelled);
}

}  // namespace
}  // namespace snitt
