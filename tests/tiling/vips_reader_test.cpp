// Flat pictures. The oracles are the pixels that libvips was given, OpenCV's decoders, OpenSlide and the direct reader.
#include "tiling/readers/vips_reader.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>

#include "core/os/os.h"
#include "support/load_picture.h"
#include "support/make_picture.h"
#include "support/make_slide.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"
#include "tiling/slide_reader.h"

namespace snitt {
namespace {

using test::patternImage;
using test::savePicture;
using test::TempFolder;
using test::tissueImage;

constexpr std::uint16_t kImageLength = 257;

Image allOf(SlideReader& slide) {
  const Level& level = slide.info().levels.front();
  return slide.readNative(0, 0, 0, static_cast<int>(level.widthPx), static_cast<int>(level.heightPx)).value();
}

Image pixelsOf(const std::filesystem::path& file, ReaderChoice reader = ReaderChoice::automatic) {
  const auto slide = openSlide(file, {reader});
  if (!slide) throw std::runtime_error(slide.error().message);
  return allOf(**slide);
}

// Opens, and reads where that works: the error of the first step that fails.
Error faultOf(const std::filesystem::path& file) {
  const auto start = std::chrono::steady_clock::now();
  const std::uint64_t memory = os::peakMemoryBytes();
  Error error{ErrorKind::usage, "nothing failed"};
  ::testing::internal::CaptureStderr();
  if (const auto slide = openSlide(file); !slide)
    error = slide.error();
  else if (const auto image = (*slide)->read({1, 0, 0, 64, 64}); !image)
    error = image.error();
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
  EXPECT_LT(os::peakMemoryBytes() - memory, std::uint64_t{200} << 20) << file;
  EXPECT_NE(error.message.find(file.filename().string()), std::string::npos) << error.message;
  EXPECT_FALSE(error.message.ends_with('.')) << error.message;
  EXPECT_EQ(error.message.find('\n'), std::string::npos) << error.message;
  return error;
}

bool says(const Error& error, const char* words) { return error.message.find(words) != std::string::npos; }

TEST(VipsReader, APngHasThePixelsItWasMadeOf) {
  const TempFolder folder;
  savePicture(folder / "a.png", patternImage(1300, 700));
  const auto slide = openSlide(folder / "a.png");
  ASSERT_TRUE(slide) << slide.error().message;
  EXPECT_EQ((*slide)->info().reader, "vips");
  EXPECT_EQ((*slide)->info().vendor, "png");
  EXPECT_EQ((*slide)->info().levels.size(), 1U);
  EXPECT_EQ(allOf(**slide), patternImage(1300, 700));
  // A rectangle across blocks, and beyond the edge: white.
  const Image corner = (*slide)->readNative(0, 1200, 600, 200, 200).value();
  EXPECT_EQ(corner.pixel(99, 99)[0], patternImage(1300, 700).pixel(1299, 699)[0]);
  EXPECT_EQ(corner.pixel(100, 100)[0], 255);
}

TEST(VipsReader, AJpegHasThePixelsThatOpenCvSees) {
  const TempFolder folder;
  for (const char* saver : {"Q=90", "Q=80,interlace", "Q=95,subsample-mode=off"}) {
    savePicture(folder / "a.jpg", tissueImage(900, 701), {saver});
    EXPECT_EQ(pixelsOf(folder / "a.jpg"), test::loadPicture(folder / "a.jpg")) << saver;
  }
}

TEST(VipsReader, PlainTiffsHaveThePixelsTheyWereMadeOf) {
  const TempFolder folder;
  const Image image = patternImage(1000, 600);
  for (const char* saver : {"compression=none", "compression=lzw", "compression=deflate,predictor=horizontal",
                            "compression=packbits", "compression=zstd", "bigtiff"}) {
    savePicture(folder / "a.tif", image, {saver});
    const auto slide = openSlide(folder / "a.tif");
    ASSERT_TRUE(slide) << slide.error().message;
    EXPECT_EQ((*slide)->info().reader, "vips") << saver;
    EXPECT_EQ(allOf(**slide), image) << saver;
  }
}

TEST(VipsReader, GreyPaletteAndTransparencyBecomeRgb) {
  const TempFolder folder;
  savePicture(folder / "grey.png", patternImage(100, 80, 1));
  const Image grey = pixelsOf(folder / "grey.png");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(grey.pixel(17, 33)[i], *patternImage(100, 80, 1).pixel(17, 33));

  Image four(64, 64);
  for (int y = 0; y < 64; ++y)
    for (int x = 0; x < 64; ++x) four.pixel(x, y)[1] = x < 32 ? 10 : 200;
  savePicture(folder / "palette.png", four, {"palette"});
  EXPECT_EQ(pixelsOf(folder / "palette.png"), test::loadPicture(folder / "palette.png"));

  Image clear(50, 50, 4, 100);
  for (int i = 0; i < 50; ++i) clear.pixel(i, 0)[3] = 0;
  for (int i = 0; i < 50; ++i) clear.pixel(i, 1)[3] = 255;
  savePicture(folder / "clear.png", clear);
  const Image over = pixelsOf(folder / "clear.png");
  EXPECT_EQ(over.pixel(5, 0)[0], 255) << "glass where nothing is";
  EXPECT_EQ(over.pixel(5, 1)[0], 100);
  EXPECT_EQ(over.pixel(5, 2)[0], 194) << "100 at 100/255 over white";
}

TEST(VipsReader, AColourProfileIsHandedOnAndChangesNoPixel) {
  const TempFolder folder;
  for (const char* name : {"a.png", "a.jpg", "a.tif"}) {
    savePicture(folder / name, tissueImage(64, 64), {"profile=srgb"});
    const auto slide = openSlide(folder / name);
    ASSERT_TRUE(slide) << slide.error().message;
    const auto profile = (*slide)->iccProfile();
    ASSERT_TRUE(profile && profile->size() > 128) << name;
    EXPECT_EQ(std::string(profile->begin() + 36, profile->begin() + 40), "acsp") << "ICC.1, header";
    savePicture(folder / "without.png", tissueImage(64, 64));
    if (std::string(name) != "a.jpg") {
      EXPECT_EQ(allOf(**slide), pixelsOf(folder / "without.png"));
    }
  }
  EXPECT_TRUE(openSlide(folder / "without.png").value()->iccProfile()->empty());
}

TEST(VipsReader, WhatOtherReadersOpenTooLooksTheSame) {
  const TempFolder folder;
  const Image image = patternImage(1100, 900);
  for (const char* saver : {"tile,compression=none", "tile,compression=deflate", "tile,compression=lzw"}) {
    savePicture(folder / "tiled.tif", image, {saver});
    EXPECT_EQ(pixelsOf(folder / "tiled.tif", ReaderChoice::openSlide), image) << saver;
    EXPECT_EQ(pixelsOf(folder / "tiled.tif", ReaderChoice::vips), image) << saver;
  }
  test::SlideRecipe recipe;
  recipe.widthPx = 1500;
  recipe.heightPx = 1000;
  for (const bool subsampled : {true, false}) {
    recipe.chromaSubsampled = subsampled;
    test::makeSlide(folder / "jpeg.svs", recipe);
    EXPECT_EQ(pixelsOf(folder / "jpeg.svs", ReaderChoice::vips), pixelsOf(folder / "jpeg.svs", ReaderChoice::direct));
  }
}

TEST(VipsReader, APictureBeyond64MiBGoesThroughANamelessFile) {
  const TempFolder folder;
  std::filesystem::create_directory(folder / "tmp");
  setenv("TMPDIR", (folder / "tmp").c_str(), 1);
  const Image image = patternImage(6000, 4500);
  savePicture(folder / "big.tif", image);
  const auto slide = openSlide(folder / "big.tif");
  ASSERT_TRUE(slide);
  EXPECT_EQ((*slide)->readNative(0, 5500, 4100, 500, 400).value().bytes.back(), image.bytes.back());
  EXPECT_TRUE(std::filesystem::is_empty(folder / "tmp"));
  EXPECT_EQ(allOf(**slide), image);
  unsetenv("TMPDIR");
}

TEST(VipsReader, NoScaleIsGuessedFromAPrintersResolution) {
  const TempFolder folder;
  test::PictureOptions printed;
  printed.pixelsPerMm = 72 / 25.4;
  for (const char* name : {"a.png", "a.jpg", "a.tif"}) {
    savePicture(folder / name, patternImage(64, 64), printed);
    const auto slide = openSlide(folder / name);
    ASSERT_TRUE(slide);
    EXPECT_FALSE((*slide)->info().mpp) << name;
    EXPECT_FALSE((*slide)->info().mppOrigin.empty());
  }
  // A plain TIFF may state a microscope's, as a tiled one may.
  printed.pixelsPerMm = 4000;
  savePicture(folder / "scaled.tif", patternImage(64, 64), printed);
  ASSERT_TRUE(openSlide(folder / "scaled.tif").value()->info().mpp);
  EXPECT_NEAR(openSlide(folder / "scaled.tif").value()->info().mpp->x, 0.25, 1e-6);
  savePicture(folder / "scaled.png", patternImage(64, 64), printed);
  EXPECT_FALSE(openSlide(folder / "scaled.png").value()->info().mpp);
}

TEST(VipsReader, AnOrientationTurnsNothingAndIsAFinding) {
  const TempFolder folder;
  test::PictureOptions turned;
  turned.orientation = 6;
  for (const char* name : {"turned.tif", "turned.jpg"}) {
    savePicture(folder / name, tissueImage(90, 60), turned);
    const auto slide = openSlide(folder / name);
    ASSERT_TRUE(slide) << slide.error().message;
    EXPECT_EQ((*slide)->info().levels.front().widthPx, 90);
    if (std::string(name) == "turned.tif") {
      EXPECT_EQ(allOf(**slide), tissueImage(90, 60));
    }
    ASSERT_EQ((*slide)->info().findings.size(), 1U);
    EXPECT_NE((*slide)->info().findings[0].find("orientation 6"), std::string::npos);
  }
}

TEST(VipsReader, PixelsThatAreNoPictureOfTissueAreRefusedWithTheReason) {
  const TempFolder folder;
  savePicture(folder / "cmyk.jpg", patternImage(64, 64, 4), {"", "", "cmyk"});
  EXPECT_TRUE(says(faultOf(folder / "cmyk.jpg"), "CMYK"));
  savePicture(folder / "cmyk.tif", patternImage(64, 64, 4), {"", "", "cmyk"});
  EXPECT_TRUE(says(faultOf(folder / "cmyk.tif"), "CMYK"));
  savePicture(folder / "deep.png", patternImage(64, 64), {"", "", "16bit"});
  EXPECT_TRUE(says(faultOf(folder / "deep.png"), "8 bits"));
  savePicture(folder / "deep.tif", patternImage(64, 64), {"", "", "16bit"});
  EXPECT_TRUE(says(faultOf(folder / "deep.tif"), "16 bits"));
  savePicture(folder / "deeptiled.tif", patternImage(64, 64), {"tile", "", "16bit"});
  EXPECT_TRUE(says(faultOf(folder / "deeptiled.tif"), "16 bits"));
  savePicture(folder / "float.tif", patternImage(64, 64, 1), {"tile", "", "float"});
  EXPECT_TRUE(says(faultOf(folder / "float.tif"), "floating-point"));
  savePicture(folder / "bits.tif", patternImage(64, 64, 1), {"bitdepth=1"});
  EXPECT_TRUE(says(faultOf(folder / "bits.tif"), "1 bit"));
  savePicture(folder / "stack.tif", patternImage(64, 64), {"", "ImageJ=1.53\nimages=3\nslices=3"});
  EXPECT_TRUE(openSlide(folder / "stack.tif")) << "one picture alone is no stack";
  for (const char* name : {"cmyk.jpg", "cmyk.tif", "deep.png", "deep.tif", "float.tif", "bits.tif"})
    EXPECT_EQ(faultOf(folder / name).kind, ErrorKind::unsupported) << name;
}

TEST(VipsReader, ACutFileFailsAndNoPixelOfItIsShown) {
  const TempFolder folder;
  for (const char* name : {"a.png", "a.jpg", "a.tif"}) {
    savePicture(folder / name, patternImage(700, 500), {std::string(name) == "a.tif" ? "compression=deflate" : ""});
    const std::string whole = test::readBytes(folder / name);
    for (const double share : {0.01, 0.3, 0.7, 0.98}) {
      test::writeBytes(folder / name,
                       whole.substr(0, static_cast<std::size_t>(share * static_cast<double>(whole.size()))));
      EXPECT_EQ(faultOf(folder / name).kind, ErrorKind::corrupt) << name << " " << share;
    }
  }
}

TEST(VipsReader, FlippedBytesNeverCrashAndAPngTellsOfThem) {
  const TempFolder folder;
  for (const char* name : {"a.png", "a.jpg", "a.tif"}) {
    savePicture(folder / name, patternImage(200, 150), {std::string(name) == "a.tif" ? "compression=lzw" : ""});
    const std::string whole = test::readBytes(folder / name);
    std::uint32_t state = 99;
    for (int round = 0; round < 60; ++round) {
      std::string bytes = whole;
      state = state * 1664525U + 1013904223U;
      const std::size_t at = (state >> 8U) % bytes.size();
      bytes[at] ^= static_cast<char>(1 + (state >> 3U) % 255);
      test::writeBytes(folder / name, bytes);
      const auto slide = openSlide(folder / name);
      const bool read = slide && (*slide)->readNative(0, 0, 0, 200, 150);
      const bool inData = at > 60 && at + 16 < bytes.size();
      EXPECT_FALSE(read && inData && std::string(name) == "a.png") << at;
    }
  }
}

TEST(VipsReader, BombsAreRefusedUnopened) {
  const TempFolder folder;
  test::saveBlank(folder / "bomb.png", 10000, 8000);
  test::saveBlank(folder / "bomb.tif", 10000, 8000, "compression=deflate");
  test::saveBlank(folder / "bomb.jpg", 10000, 8000, "Q=1,optimize-coding");
  for (const char* name : {"bomb.png", "bomb.tif", "bomb.jpg"}) {
    const Error fault = faultOf(folder / name);
    EXPECT_EQ(fault.kind, ErrorKind::corrupt) << fault.message;
    EXPECT_TRUE(says(fault, "10000 x 8000")) << fault.message;
  }
  savePicture(folder / "huge.tif", patternImage(64, 64));
  test::setTag(folder / "huge.tif", kImageLength, 0x7FFFFFFF);
  EXPECT_NE(faultOf(folder / "huge.tif").kind, ErrorKind::usage);
}

TEST(VipsReader, TextUnderAPicturesName) {
  const TempFolder folder;
  for (const char* name : {"a.png", "a.jpg", "a.tif", "a.ome.tif"}) {
    test::writeBytes(folder / name, std::string(2000, 'x'));
    EXPECT_EQ(faultOf(folder / name).kind, ErrorKind::unsupported);
  }
}

// The picture inside is a thumbnail: as a slide it would be scored at a scale that is a thousandth of the truth.
TEST(VipsReader, APictureUnderASlidesNameIsNoSlide) {
  const TempFolder folder;
  savePicture(folder / "a.jpg", tissueImage(100, 100));
  for (const char* name : {"a.ndpi", "a.svs", "a.mrxs"}) {
    std::filesystem::copy_file(folder / "a.jpg", folder / name);
    EXPECT_EQ(faultOf(folder / name).kind, ErrorKind::unsupported);
  }
  EXPECT_TRUE(says(faultOf(folder / "a.mrxs"), "folder a beside it"));
}

}  // namespace
}  // namespace snitt
