// The direct reader against OpenSlide, bit for bit.
#include "tiling/readers/direct_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "support/make_slide.h"
#include "support/openslide_oracle.h"
#include "support/shared_data.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"
#include "tiling/slide_reader.h"

namespace snitt {
namespace {

using test::openSlidePixels;
using test::SlideRecipe;
using test::TempFolder;

constexpr std::int64_t kChunkPx = 4096;  // OpenSlide rounds its coordinates anew beyond this

std::unique_ptr<SlideReader> opened(const std::filesystem::path& file, ReaderChoice reader) {
  auto slide = openSlide(file, {reader, std::size_t{32} << 20});
  EXPECT_TRUE(slide) << slide.error().message;
  return slide ? std::move(*slide) : nullptr;
}

void expectSameRegion(SlideReader& slide, int level, std::int64_t x, std::int64_t y, int width, int height) {
  const double downsample = slide.info().levels[static_cast<std::size_t>(level)].downsample;
  const auto ours = slide.readNative(level, x, y, width, height);
  ASSERT_TRUE(ours) << ours.error().message;
  const Image theirs = openSlidePixels(slide.info().path, level, std::llround(static_cast<double>(x) * downsample),
                                       std::llround(static_cast<double>(y) * downsample), width, height);
  EXPECT_TRUE(*ours == theirs) << slide.info().path << " level " << level << " at " << x << ", " << y;
}

// Every pixel of every level, and windows across tile borders. OpenSlide places whole pixels of a level whose
// downsample is no whole number only when asked from the origin, so the windows are for the other levels.
void expectSamePixels(const std::filesystem::path& file) {
  const auto slide = opened(file, ReaderChoice::direct);
  ASSERT_NE(slide, nullptr);
  for (std::size_t i = 0; i < slide->info().levels.size(); ++i) {
    const Level& level = slide->info().levels[i];
    const int index = static_cast<int>(i);
    expectSameRegion(*slide, index, 0, 0, static_cast<int>(std::min(level.widthPx, kChunkPx)),
                     static_cast<int>(std::min(level.heightPx, kChunkPx)));
    if (level.downsample != std::floor(level.downsample)) continue;
    const std::int64_t tile = level.tileWidthPx;
    expectSameRegion(*slide, index, tile - 7, level.tileHeightPx - 9, 20, 23);
    expectSameRegion(*slide, index, 3, 5, static_cast<int>(tile) + 11, 17);
    expectSameRegion(*slide, index, level.widthPx - 30, level.heightPx - 40, 30, 40);
    expectSameRegion(*slide, index, level.widthPx - 30, level.heightPx - 40, 77, 66);
    expectSameRegion(*slide, index, -13 * 32, -9 * 32, 13 * 32 + 25, 9 * 32 + 19);
  }
}

SlideRecipe oddSlide() {
  SlideRecipe recipe;
  recipe.widthPx = 1501;
  recipe.heightPx = 1003;
  return recipe;
}

TEST(DirectReader, GivesOpenSlidesPixelsOnRealSlides) {
  SNITT_NEEDS_SHARED_DATA();
  expectSamePixels(test::sharedData() / "slides" / "CMU-1-Small-Region.svs");
  expectSamePixels(test::sharedData() / "slides" / "colon_polyp_region.tif");
}

TEST(DirectReader, GivesOpenSlidesPixelsOnAnSvsOfOddSize) {
  const TempFolder folder;
  SlideRecipe recipe = oddSlide();
  test::makeSlide(folder / "odd.svs", recipe);
  expectSamePixels(folder / "odd.svs");
  recipe.chromaSubsampled = false;
  test::makeSlide(folder / "full-chroma.svs", recipe);
  expectSamePixels(folder / "full-chroma.svs");
}

TEST(DirectReader, GivesOpenSlidesPixelsOnGenericAndBigTiff) {
  const TempFolder folder;
  SlideRecipe recipe = oddSlide();
  recipe.aperio = false;
  recipe.tilePx = 256;
  recipe.levelFactor = 2;
  test::makeSlide(folder / "generic.tif", recipe);
  expectSamePixels(folder / "generic.tif");
  recipe.bigTiff = true;
  recipe.chromaSubsampled = false;
  test::makeSlide(folder / "big.tif", recipe);
  expectSamePixels(folder / "big.tif");
  recipe = SlideRecipe{};
  recipe.widthPx = 1920;
  recipe.heightPx = 1440;
  recipe.bigTiff = true;
  test::makeSlide(folder / "whole-downsamples.svs", recipe);
  expectSamePixels(folder / "whole-downsamples.svs");
}

TEST(DirectReader, OutsideTheSlideIsWhiteThroughBothReaders) {
  const TempFolder folder;
  SlideRecipe recipe = oddSlide();
  recipe.paint = [](std::int64_t, std::int64_t, Image& tile) {
    std::fill(tile.bytes.begin(), tile.bytes.end(), std::uint8_t{60});
  };
  test::makeSlide(folder / "dark.svs", recipe);
  for (const ReaderChoice reader : {ReaderChoice::direct, ReaderChoice::openSlide}) {
    const auto slide = opened(folder / "dark.svs", reader);
    ASSERT_NE(slide, nullptr);
    const auto image = slide->readNative(0, 1491, 993, 20, 20);
    ASSERT_TRUE(image);
    for (int y = 0; y < 20; ++y)
      for (int x = 0; x < 20; ++x) {
        const int value = image->pixel(x, y)[1];
        if (x < 10 && y < 10)
          ASSERT_NEAR(value, 60, 2);
        else
          ASSERT_EQ(value, 255);
      }
    EXPECT_EQ(*slide->readNative(0, -500, 7, 40, 40), Image(40, 40));
    EXPECT_EQ(*slide->readNative(0, 100000, 7, 40, 40), Image(40, 40));
  }
}

TEST(DirectReader, TellsTheSameOfASlideAsOpenSlide) {
  const TempFolder folder;
  SlideRecipe recipe = oddSlide();
  test::makeSlide(folder / "a.svs", recipe);
  recipe.aperio = false;
  recipe.resolutionTagUm = 0.25;
  test::makeSlide(folder / "b.tif", recipe);
  std::vector<std::filesystem::path> files{folder / "a.svs", folder / "b.tif"};
  if (test::haveSharedData())
    for (const char* name : {"CMU-1-Small-Region.svs", "colon_polyp_region.tif"})
      files.push_back(test::sharedData() / "slides" / name);
  for (const auto& file : files) {
    const auto direct = opened(file, ReaderChoice::automatic);
    const auto other = opened(file, ReaderChoice::openSlide);
    ASSERT_TRUE(direct && other);
    EXPECT_EQ(direct->info().reader, "direct") << file;
    EXPECT_EQ(direct->info().vendor, other->info().vendor);
    EXPECT_EQ(direct->info().scanner, other->info().scanner);
    EXPECT_EQ(direct->info().magnification, other->info().magnification);
    EXPECT_EQ(direct->info().associatedImages, other->info().associatedImages);
    EXPECT_EQ(direct->info().mpp.has_value(), other->info().mpp.has_value()) << file;
    if (direct->info().mpp && other->info().mpp) {
      EXPECT_NEAR(direct->info().mpp->x, other->info().mpp->x, 1e-6);
    }
    ASSERT_EQ(direct->info().levels.size(), other->info().levels.size());
    for (std::size_t i = 0; i < direct->info().levels.size(); ++i) {
      EXPECT_EQ(direct->info().levels[i].widthPx, other->info().levels[i].widthPx);
      EXPECT_EQ(direct->info().levels[i].heightPx, other->info().levels[i].heightPx);
      EXPECT_DOUBLE_EQ(direct->info().levels[i].downsample, other->info().levels[i].downsample);
    }
  }
}

TEST(DirectReader, ReadsScaleMagnificationAndScanner) {
  const TempFolder folder;
  SlideRecipe recipe;
  recipe.widthPx = 300;
  recipe.heightPx = 200;
  recipe.levels = 1;
  test::makeSlide(folder / "a.svs", recipe);
  const auto aperio = opened(folder / "a.svs", ReaderChoice::direct);
  ASSERT_NE(aperio, nullptr);
  EXPECT_DOUBLE_EQ(aperio->info().mpp.value().x, 0.25);
  EXPECT_EQ(aperio->info().mppOrigin, "aperio.MPP");
  EXPECT_DOUBLE_EQ(aperio->info().magnification.value(), 40);
  EXPECT_EQ(aperio->info().scanner, "Aperio SS1302");
  recipe.aperio = false;
  test::makeSlide(folder / "none.tif", recipe);
  EXPECT_FALSE(opened(folder / "none.tif", ReaderChoice::direct)->info().mpp);
  // 1000 µm/px is the default that image libraries write.
  recipe.resolutionTagUm = 1000;
  test::makeSlide(folder / "default.tif", recipe);
  const auto odd = opened(folder / "default.tif", ReaderChoice::direct);
  EXPECT_FALSE(odd->info().mpp);
  EXPECT_NE(odd->info().mppOrigin.find("1000"), std::string::npos) << odd->info().mppOrigin;
}

TEST(DirectReader, AMissingTileIsPaintedAsOpenSlideDoes) {
  const TempFolder folder;
  SlideRecipe recipe = oddSlide();
  recipe.levels = 2;
  recipe.aperio = false;
  test::makeSlide(folder / "sparse.tif", recipe);
  test::setTagElement(folder / "sparse.tif", 325, 8, 0);
  expectSamePixels(folder / "sparse.tif");
  recipe.aperio = true;
  test::makeSlide(folder / "sparse.svs", recipe);
  test::setTagElement(folder / "sparse.svs", 325, 8, 0);
  // OpenSlide paints Aperio's missing tiles from other levels, so such files are left to it.
  EXPECT_EQ(opened(folder / "sparse.svs", ReaderChoice::automatic)->info().reader, "openslide");
}

TEST(DirectReader, LeavesWhatItCannotReadToOpenSlide) {
  SNITT_NEEDS_SHARED_DATA();
  const auto file = test::sharedData() / "slides" / "openslide-python_boxes.tiff";
  const auto direct = openSlide(file, {ReaderChoice::direct});
  ASSERT_FALSE(direct);
  EXPECT_EQ(direct.error().kind, ErrorKind::unsupported);
  const auto slide = opened(file, ReaderChoice::automatic);
  ASSERT_NE(slide, nullptr);
  EXPECT_EQ(slide->info().reader, "openslide");
  EXPECT_TRUE(slide->readNative(0, 0, 0, 300, 250));
}

TEST(DirectReader, GivesLabelMacroAndThumbnail) {
  SNITT_NEEDS_SHARED_DATA();
  const auto slide = opened(test::sharedData() / "slides" / "CMU-1-Small-Region.svs", ReaderChoice::direct);
  ASSERT_NE(slide, nullptr);
  EXPECT_EQ(slide->info().associatedImages, (std::vector<std::string>{"label", "macro", "thumbnail"}));
  const auto label = slide->associatedImage("label");
  ASSERT_TRUE(label) << label.error().message;
  EXPECT_EQ(label->widthPx, 387);
  EXPECT_EQ(label->heightPx, 463);
  EXPECT_EQ(slide->associatedImage("portrait").error().kind, ErrorKind::notFound);
}

}  // namespace
}  // namespace snitt
