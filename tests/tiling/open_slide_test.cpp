// Bad input: every fault ends in one sentence that names the file, within seconds and without much memory.
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "core/os/os.h"
#include "support/make_slide.h"
#include "support/shared_data.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"
#include "tiling/slide_reader.h"

namespace snitt {
namespace {

using test::SlideRecipe;
using test::TempFolder;

constexpr std::uint16_t kImageWidth = 256;
constexpr std::uint16_t kImageLength = 257;
constexpr std::uint16_t kTileWidth = 322;
constexpr std::uint16_t kTileOffsets = 324;
constexpr std::uint16_t kTileByteCounts = 325;

SlideRecipe smallSlide(int levels = 2) {
  SlideRecipe recipe;
  recipe.widthPx = 1200;
  recipe.heightPx = 960;
  recipe.levels = levels;
  return recipe;
}

// Opens, and reads where that works: the error of the first step that fails.
Error faultOf(const std::filesystem::path& file, ReaderChoice reader = ReaderChoice::automatic) {
  const auto start = std::chrono::steady_clock::now();
  const std::uint64_t memory = os::peakMemoryBytes();
  Error error{ErrorKind::usage, "nothing failed"};
  if (const auto slide = openSlide(file, {reader}); !slide) {
    error = slide.error();
  } else if (const auto image = (*slide)->read({1, 0, 0, 512, 512}); !image) {
    error = image.error();
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
  EXPECT_LT(os::peakMemoryBytes() - memory, std::uint64_t{200} << 20) << file;
  EXPECT_NE(error.message.find(file.filename().string()), std::string::npos) << error.message;
  EXPECT_FALSE(error.message.ends_with('.')) << error.message;
  EXPECT_EQ(error.message.find('\n'), std::string::npos) << error.message;
  return error;
}

TEST(OpenSlide, AMissingFile) {
  const TempFolder folder;
  EXPECT_EQ(faultOf(folder / "nowhere.svs").kind, ErrorKind::notFound);
  EXPECT_EQ(faultOf(folder / "no" / "where.svs").kind, ErrorKind::notFound);
}

TEST(OpenSlide, AnEmptyFile) {
  const TempFolder folder;
  test::writeBytes(folder / "empty.svs", "");
  const Error error = faultOf(folder / "empty.svs");
  EXPECT_EQ(error.kind, ErrorKind::corrupt);
  EXPECT_NE(error.message.find("empty"), std::string::npos);
}

TEST(OpenSlide, TextRenamedToSvs) {
  const TempFolder folder;
  test::writeBytes(folder / "notes.svs", std::string(4000, 'x') + "\n");
  EXPECT_EQ(faultOf(folder / "notes.svs").kind, ErrorKind::unsupported);
  test::writeBytes(folder / "tiny.svs", "II*");
  EXPECT_EQ(faultOf(folder / "tiny.svs").kind, ErrorKind::unsupported);
}

TEST(OpenSlide, ASlideCutAtAThird) {
  const TempFolder folder;
  test::makeSlide(folder / "cut.svs", smallSlide());
  std::filesystem::resize_file(folder / "cut.svs", std::filesystem::file_size(folder / "cut.svs") * 3 / 10);
  const Error error = faultOf(folder / "cut.svs");
  EXPECT_EQ(error.kind, ErrorKind::corrupt);
  EXPECT_NE(error.message.find("cut short"), std::string::npos) << error.message;
}

TEST(OpenSlide, ARealSlideCutAtAnyPlaceNeverOpensAsSound) {
  SNITT_NEEDS_SHARED_DATA();
  const TempFolder folder;
  const std::string bytes = test::readBytes(test::sharedData() / "slides" / "CMU-1-Small-Region.svs");
  for (const double share : {0.001, 0.3, 0.6, 0.9, 0.99}) {
    test::writeBytes(folder / "cut.svs", bytes.substr(0, static_cast<std::size_t>(share * double(bytes.size()))));
    const auto slide = openSlide(folder / "cut.svs");
    if (!slide) {
      EXPECT_EQ(slide.error().kind, ErrorKind::corrupt) << slide.error().message;
      continue;
    }
    EXPECT_FALSE((*slide)->readNative(0, 0, 0, 2220, 2967)) << share;
  }
}

TEST(OpenSlide, ASlideCutInItsLastTileLosesThatTileAlone) {
  const TempFolder folder;
  test::makeSlide(folder / "whole.svs", smallSlide(1));
  test::putDirectoryFirst(folder / "whole.svs");
  std::filesystem::copy_file(folder / "whole.svs", folder / "cut.svs");
  std::filesystem::resize_file(folder / "cut.svs", std::filesystem::file_size(folder / "cut.svs") - 20);
  const auto whole = openSlide(folder / "whole.svs");
  const auto cut = openSlide(folder / "cut.svs");
  ASSERT_TRUE(whole && cut);
  EXPECT_EQ((*cut)->readNative(0, 960, 720, 240, 240).error().kind, ErrorKind::corrupt);
  EXPECT_EQ(*(*cut)->readNative(0, 0, 0, 1200, 720), *(*whole)->readNative(0, 0, 0, 1200, 720));
  EXPECT_EQ(*(*cut)->readNative(0, 0, 720, 960, 240), *(*whole)->readNative(0, 0, 720, 960, 240));
}

TEST(OpenSlide, HugeDimensionsInTheHeader) {
  const TempFolder folder;
  for (const std::uint16_t tag : {kImageWidth, kImageLength, kTileWidth}) {
    test::makeSlide(folder / "huge.svs", smallSlide());
    test::setTag(folder / "huge.svs", tag, 0x7FFFFFFF);
    EXPECT_EQ(faultOf(folder / "huge.svs").kind, ErrorKind::corrupt) << tag;
  }
  test::makeSlide(folder / "huge.tif", smallSlide());
  test::setTag(folder / "huge.tif", kImageWidth, 0x7FFFFFFF);
  test::setTag(folder / "huge.tif", kImageLength, 0x7FFFFFFF);
  EXPECT_EQ(faultOf(folder / "huge.tif").kind, ErrorKind::corrupt);
}

TEST(OpenSlide, MoreTilesThanAnySlideHasAreRefused) {
  const TempFolder folder;
  test::makeSlide(folder / "many.svs", smallSlide());
  // 3000 x 3000 tiles of 240 px, in a file that is long enough for their lists but holds nothing there.
  test::setTag(folder / "many.svs", kImageWidth, 720'000);
  test::setTag(folder / "many.svs", kImageLength, 720'000);
  std::filesystem::resize_file(folder / "many.svs", std::uintmax_t{100} << 20);
  const Error fault = faultOf(folder / "many.svs");
  EXPECT_EQ(fault.kind, ErrorKind::corrupt);
  EXPECT_NE(fault.message.find("more tiles"), std::string::npos) << fault.message;
}

TEST(OpenSlide, TilesThatLieAboutTheirPlaceFailAlone) {
  const TempFolder folder;
  test::makeSlide(folder / "far.svs", smallSlide());
  test::setTagElement(folder / "far.svs", kTileOffsets, 0, 0xFFFFFF00);
  EXPECT_EQ(faultOf(folder / "far.svs").kind, ErrorKind::corrupt);
  test::makeSlide(folder / "long.svs", smallSlide());
  test::setTagElement(folder / "long.svs", kTileByteCounts, 0, 0x7FFFFFFF);
  EXPECT_EQ(faultOf(folder / "long.svs").kind, ErrorKind::corrupt);
  const auto slide = openSlide(folder / "far.svs");
  ASSERT_TRUE(slide);
  EXPECT_TRUE((*slide)->readNative(0, 240, 0, 500, 500));
}

TEST(OpenSlide, ATileOfAnotherSizeThanItsDirectorySays) {
  const TempFolder folder;
  SlideRecipe recipe = smallSlide(1);
  recipe.widthPx = 480;
  recipe.heightPx = 480;
  test::makeSlide(folder / "lie.svs", recipe);
  test::setTag(folder / "lie.svs", kTileWidth, 256);
  const auto slide = openSlide(folder / "lie.svs", {ReaderChoice::direct});
  ASSERT_TRUE(slide) << slide.error().message;
  EXPECT_EQ((*slide)->readNative(0, 0, 0, 100, 100).error().kind, ErrorKind::corrupt);
}

TEST(OpenSlide, ADamagedTileFailsAloneThroughBothReaders) {
  const TempFolder folder;
  test::makeSlide(folder / "sound.svs", smallSlide());
  std::filesystem::copy_file(folder / "sound.svs", folder / "damaged.svs");
  test::corruptTile(folder / "damaged.svs", 0, 2, 1);
  const auto sound = openSlide(folder / "sound.svs");
  ASSERT_TRUE(sound);
  for (const ReaderChoice reader : {ReaderChoice::direct, ReaderChoice::openSlide}) {
    const auto slide = openSlide(folder / "damaged.svs", {reader});
    ASSERT_TRUE(slide);
    for (int round = 0; round < 2; ++round)
      for (int row = 0; row < 4; ++row)
        for (int column = 0; column < 5; ++column) {
          const auto image = (*slide)->readNative(0, 240 * column, 240 * row, 240, 240);
          if (column == 2 && row == 1) {
            ASSERT_FALSE(image) << (*slide)->info().reader;
            EXPECT_EQ(image.error().kind, ErrorKind::corrupt);
            EXPECT_NE(image.error().message.find("damaged.svs"), std::string::npos);
          } else {
            ASSERT_TRUE(image) << image.error().message;
            EXPECT_EQ(*image, *(*sound)->readNative(0, 240 * column, 240 * row, 240, 240));
          }
        }
    EXPECT_FALSE((*slide)->read({1.84, 250, 100, 100, 100}));
    EXPECT_TRUE((*slide)->readNative(1, 0, 0, 300, 240));
  }
}

TEST(OpenSlide, OneThreadsDamagedTileSpoilsNoOthersRead) {
  const TempFolder folder;
  test::makeSlide(folder / "damaged.svs", smallSlide());
  test::corruptTile(folder / "damaged.svs", 0, 0, 0);
  // No cache, so that every read reaches OpenSlide.
  const auto slide = openSlide(folder / "damaged.svs", {ReaderChoice::openSlide, 0});
  ASSERT_TRUE(slide);
  const Image expected = *(*slide)->readNative(0, 480, 240, 240, 240);
  int spoiled = 0;
  {
    const std::jthread other([&](const std::stop_token& stop) {
      while (!stop.stop_requested()) EXPECT_FALSE((*slide)->readNative(0, 0, 0, 10, 10));
    });
    for (int i = 0; i < 300; ++i)
      if (const auto image = (*slide)->readNative(0, 480, 240, 240, 240); !image || *image != expected) ++spoiled;
  }
  EXPECT_EQ(spoiled, 0);
}

TEST(OpenSlide, ASlideThatOpensAndThenCannotBeRead) {
  SNITT_NEEDS_SHARED_DATA();
  const auto file = test::sharedData() / "slides" / "openslide-python_unreadable.svs";
  for (const ReaderChoice reader : {ReaderChoice::direct, ReaderChoice::openSlide}) {
    ASSERT_TRUE(openSlide(file, {reader}));
    EXPECT_EQ(faultOf(file, reader).kind, ErrorKind::corrupt);
  }
}

TEST(OpenSlide, AFileWithoutPermission) {
  if (geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const TempFolder folder;
  test::makeSlide(folder / "locked.svs", smallSlide());
  std::filesystem::permissions(folder / "locked.svs", std::filesystem::perms::none);
  EXPECT_EQ(faultOf(folder / "locked.svs").kind, ErrorKind::io);
}

TEST(OpenSlide, AFolderWithoutASlide) {
  const TempFolder folder;
  std::filesystem::create_directory(folder / "things");
  EXPECT_EQ(faultOf(folder / "things").kind, ErrorKind::unsupported);
  test::writeBytes(folder / "things" / "a.dcm", "not DICOM at all");
  EXPECT_EQ(faultOf(folder / "things").kind, ErrorKind::unsupported);
}

TEST(OpenSlide, PathsWithSpacesAndLettersOfAllKinds) {
  const TempFolder folder;
  std::filesystem::create_directory(folder / "prøver æøå");
  const auto file = folder / "prøver æøå" / "你好 snitt.svs";
  test::makeSlide(file, smallSlide());
  for (const ReaderChoice reader : {ReaderChoice::direct, ReaderChoice::openSlide}) {
    const auto slide = openSlide(file, {reader});
    ASSERT_TRUE(slide) << slide.error().message;
    EXPECT_TRUE((*slide)->read({2, 0, 0, 100, 100}));
  }
}

TEST(OpenSlide, FlippedBytesAnywhereNeverCrash) {
  const TempFolder folder;
  SlideRecipe recipe = smallSlide();
  recipe.widthPx = 500;
  recipe.heightPx = 300;
  test::makeSlide(folder / "sound.svs", recipe);
  const std::string sound = test::readBytes(folder / "sound.svs");
  std::uint32_t state = 12345;
  for (int round = 0; round < 300; ++round) {
    std::string bytes = sound;
    for (int i = 0; i < 3; ++i) {
      state = state * 1664525U + 1013904223U;
      // Every second flip hits the directories, which lie behind the tiles.
      const std::size_t reach = i % 2 == 0 ? bytes.size() : std::min<std::size_t>(bytes.size(), 2000);
      bytes[bytes.size() - 1 - state % reach] ^= static_cast<char>(1 + (state >> 13U) % 255);
    }
    test::writeBytes(folder / "flipped.svs", bytes);
    const auto slide = openSlide(folder / "flipped.svs", {ReaderChoice::direct});
    if (slide) static_cast<void>((*slide)->read({1.5, 0, 0, 340, 210}));
  }
}

}  // namespace
}  // namespace snitt
