// The slide writer against those who read: OpenSlide, libtiff, and a writer of fixtures that shares no code with it.
#include "tiling/slide_writer/svs_writer.h"

#include <gtest/gtest.h>
#include <tiffio.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>
#include <thread>

#include "core/atomic_file.h"
#include "support/make_profile.h"
#include "support/make_slide.h"
#include "support/openslide_oracle.h"
#include "support/small_disk.h"
#include "support/temp_folder.h"
#include "tiling/slide_reader.h"

namespace snitt {
namespace {

using test::openSlidePixels;
using test::TempFolder;

// Quickly drawn, and different everywhere.
void drawWaves(std::int64_t x, std::int64_t y, Image& tile) {
  for (int row = 0; row < tile.heightPx; ++row)
    for (int column = 0; column < tile.widthPx; ++column) {
      const auto a = static_cast<unsigned>(x + column);
      const auto b = static_cast<unsigned>(y + row);
      std::uint8_t* pixel = tile.pixel(column, row);
      pixel[0] = static_cast<std::uint8_t>(150 + (a / 3 + b / 5) % 64);
      pixel[1] = static_cast<std::uint8_t>(90 + (a * b / 4096) % 100);
      pixel[2] = static_cast<std::uint8_t>(140 + (a / 64 ^ b / 64) % 90);
    }
}

SvsRecipe recipeOf(std::int64_t widthPx, std::int64_t heightPx) {
  SvsRecipe recipe;
  recipe.widthPx = widthPx;
  recipe.heightPx = heightPx;
  recipe.draw = drawWaves;
  recipe.mpp = 0.2523;
  recipe.scanner = "SS1302";
  recipe.date = "03/14/24";
  recipe.time = "09:26:53";
  recipe.name = "P0001-A1";
  return recipe;
}

SvsRecipe withPictures(SvsRecipe recipe) {
  recipe.label = Image(300, 310, 3, 200);
  for (int x = 0; x < 300; x += 2) recipe.label.pixel(x, 17)[0] = 0;
  recipe.macro = [](const Image& thumbnail) { return Image(900, 300, 3, thumbnail.bytes[0]); };
  return recipe;
}

void write(const std::filesystem::path& file, const SvsRecipe& recipe, int threads = 2) {
  const auto written = writeSvs(file, recipe, {}, threads);
  ASSERT_TRUE(written) << written.error().message;
}

std::unique_ptr<SlideReader> opened(const std::filesystem::path& file, ReaderChoice reader) {
  auto slide = openSlide(file, {reader, std::size_t{32} << 20});
  EXPECT_TRUE(slide) << slide.error().message;
  return slide ? std::move(*slide) : nullptr;
}

std::size_t filesIn(const std::filesystem::path& folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

TEST(SvsWriter, OpenSlideAndTheDirectReaderTellTheSame) {
  const TempFolder folder;
  const auto file = folder / "a.svs";
  write(file, withPictures(recipeOf(6100, 2300)));
  for (const ReaderChoice reader : {ReaderChoice::direct, ReaderChoice::openSlide}) {
    const auto slide = opened(file, reader);
    ASSERT_NE(slide, nullptr);
    const SlideInfo& info = slide->info();
    EXPECT_EQ(info.vendor, "aperio");
    EXPECT_EQ(info.scanner, "Aperio SS1302");
    EXPECT_DOUBLE_EQ(info.mpp.value().x, 0.2523);
    EXPECT_DOUBLE_EQ(info.mpp.value().y, 0.2523);
    EXPECT_DOUBLE_EQ(info.magnification.value(), 40);
    EXPECT_EQ(info.associatedImages, (std::vector<std::string>{"label", "macro", "thumbnail"}));
    ASSERT_EQ(info.levels.size(), 3U);
    EXPECT_EQ(info.levels[1].widthPx, 1525);
    EXPECT_EQ(info.levels[1].heightPx, 575);
    EXPECT_EQ(info.levels[2].widthPx, 381);
    EXPECT_EQ(info.levels[2].heightPx, 143);
  }
}

TEST(SvsWriter, PixelsAgreeBetweenReadersAtEveryLevel) {
  const TempFolder folder;
  SvsRecipe recipe = recipeOf(2501, 1703);
  for (const int tilePx : {240, 256}) {
    recipe.tilePx = tilePx;
    recipe.chromaSubsampled = tilePx == 240;
    const auto file = folder / (std::to_string(tilePx) + ".svs");
    write(file, recipe);
    const auto slide = opened(file, ReaderChoice::direct);
    ASSERT_NE(slide, nullptr);
    for (std::size_t i = 0; i < slide->info().levels.size(); ++i) {
      const auto width = static_cast<int>(slide->info().levels[i].widthPx);
      const auto height = static_cast<int>(slide->info().levels[i].heightPx);
      const auto ours = slide->readNative(static_cast<int>(i), 0, 0, width, height);
      ASSERT_TRUE(ours) << ours.error().message;
      EXPECT_TRUE(*ours == openSlidePixels(file, static_cast<int>(i), 0, 0, width, height)) << tilePx << " " << i;
    }
  }
}

// Same drawing, tiles, quality and averages: the fixtures' writer lets libtiff compress, tile by tile and level by
// level.
TEST(SvsWriter, ReadersSeeWhatTheFixturesWriterMakes) {
  const TempFolder folder;
  for (const auto& [width, height] : {std::pair{1601, 1003}, {961, 1680}, {1505, 61}}) {
    SvsRecipe recipe = recipeOf(width, height);
    recipe.quality = 80;
    recipe.draw = test::paintTissue(width, height, 3);
    write(folder / "ours.svs", recipe, 3);
    test::SlideRecipe fixture;
    fixture.widthPx = width;
    fixture.heightPx = height;
    fixture.quality = 80;
    fixture.levels = 2;
    fixture.paint = recipe.draw;
    test::makeSlide(folder / "theirs.svs", fixture);
    for (int level = 0; level < 2; ++level) {
      const int factor = level == 0 ? 1 : 4;
      const Image ours = openSlidePixels(folder / "ours.svs", level, 0, 0, width / factor, height / factor);
      const Image theirs = openSlidePixels(folder / "theirs.svs", level, 0, 0, width / factor, height / factor);
      // Beyond the slide the fixture repeats other pixels, and those share a block of 16 px with the last ones inside.
      int worst = 0;
      for (int y = 0; y < ours.heightPx / 16 * 16; ++y)
        for (int x = 0; x < ours.widthPx / 16 * 16 * 3; ++x)
          worst = std::max(worst, std::abs(ours.row(y)[x] - theirs.row(y)[x]));
      EXPECT_EQ(worst, 0) << width << " level " << level;
    }
  }
}

TEST(SvsWriter, EveryOddSizeIsComplete) {
  const TempFolder folder;
  // Around whole tiles and whole parents: 1024 and 4096 are such for tiles of 64 px.
  for (const std::int64_t width : {1L, 3L, 63L, 65L, 1537L, 4096L, 4097L, 4099L, 4161L})
    for (const std::int64_t height : {1L, 5L, 257L, 1027L}) {
      SvsRecipe recipe = recipeOf(width, height);
      recipe.tilePx = 64;
      recipe.draw = [](std::int64_t x, std::int64_t y, Image& tile) {
        const auto grey = static_cast<std::uint8_t>(60 + (x / 64 + y / 64) % 2 * 60);
        std::fill(tile.bytes.begin(), tile.bytes.end(), grey);
      };
      write(folder / "a.svs", recipe);
      const auto slide = opened(folder / "a.svs", ReaderChoice::direct);
      ASSERT_NE(slide, nullptr);
      const int last = static_cast<int>(slide->info().levels.size()) - 1;
      const Level& level = slide->info().levels.back();
      EXPECT_TRUE(last == 0 ? width <= 1500 || height < 4 : level.widthPx <= 1500) << width << " x " << height;
      const auto pixels =
          slide->readNative(last, 0, 0, static_cast<int>(level.widthPx), static_cast<int>(level.heightPx));
      ASSERT_TRUE(pixels) << pixels.error().message;
      const auto [least, most] = std::minmax_element(pixels->bytes.begin(), pixels->bytes.end());
      EXPECT_GE(*least, 50) << width << " x " << height;
      EXPECT_LE(*most, 130) << width << " x " << height;
    }
}

TEST(SvsWriter, TheSameRecipeGivesTheSameBytesWhateverTheThreads) {
  const TempFolder folder;
  SvsRecipe recipe = withPictures(recipeOf(4400, 3100));
  recipe.iccProfile = test::tableProfile();
  write(folder / "one.svs", recipe, 1);
  // Late tiles of the beginning hold up the others.
  recipe.draw = [draw = recipe.draw](std::int64_t x, std::int64_t y, Image& tile) {
    if ((x / 240 + y / 240) % 7 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(3));
    draw(x, y, tile);
  };
  for (const int threads : {2, 7, 16}) {
    write(folder / "many.svs", recipe, threads);
    EXPECT_TRUE(*readFile(folder / "one.svs") == *readFile(folder / "many.svs")) << threads;
  }
}

TEST(SvsWriter, LabelIsStoredWithoutLossAndTheProfileAsItIs) {
  const TempFolder folder;
  SvsRecipe recipe = withPictures(recipeOf(700, 600));
  recipe.iccProfile = test::tableProfile();
  write(folder / "a.svs", recipe);
  for (const ReaderChoice reader : {ReaderChoice::direct, ReaderChoice::openSlide}) {
    const auto slide = opened(folder / "a.svs", reader);
    ASSERT_NE(slide, nullptr);
    const auto label = slide->associatedImage("label");
    ASSERT_TRUE(label) << label.error().message;
    EXPECT_TRUE(*label == recipe.label);
    EXPECT_EQ(slide->associatedImage("macro").value().widthPx, 900);
    EXPECT_EQ(slide->associatedImage("thumbnail").value().widthPx, 700);
    EXPECT_EQ(slide->iccProfile().value(), recipe.iccProfile);
  }
}

TEST(SvsWriter, ThumbnailIsTheSlide) {
  const TempFolder folder;
  write(folder / "a.svs", recipeOf(5000, 4000));
  const auto slide = opened(folder / "a.svs", ReaderChoice::openSlide);
  ASSERT_NE(slide, nullptr);
  const Image thumbnail = slide->associatedImage("thumbnail").value();
  EXPECT_EQ(thumbnail.widthPx, 960);
  EXPECT_EQ(thumbnail.heightPx, 768);
  const Image level = openSlidePixels(folder / "a.svs", 1, 0, 0, 1250, 1000);
  double off = 0;
  for (int y = 8; y < 760; y += 3)
    for (int x = 8; x < 950; x += 3)
      off += std::abs(thumbnail.pixel(x, y)[1] - level.pixel(x * 1250 / 960, y * 1000 / 768)[1]);
  EXPECT_LT(off / (752 * 942 / 9), 14);
  // Even where the last level is small.
  write(folder / "b.svs", recipeOf(6200, 3000));
  EXPECT_EQ(opened(folder / "b.svs", ReaderChoice::openSlide)->associatedImage("thumbnail").value().widthPx, 1024);
}

TEST(SvsWriter, LibtiffReadsEveryPageWithoutComplaint) {
  const TempFolder folder;
  SvsRecipe recipe = withPictures(recipeOf(6100, 2300));
  static std::vector<std::string> complaints;
  complaints.clear();
  const auto complain = [](const char*, const char* format, va_list) { complaints.emplace_back(format); };
  const auto warnings = TIFFSetWarningHandler(complain);
  const auto errors = TIFFSetErrorHandler(complain);
  for (const std::uint64_t mostClassicBytes : {std::uint64_t{3'900'000'000}, std::uint64_t{1000}}) {
    recipe.mostClassicBytes = mostClassicBytes;
    write(folder / "a.svs", recipe);
    EXPECT_EQ(readFile(folder / "a.svs")->at(2), mostClassicBytes == 1000 ? '\x2b' : '\x2a');
    TIFF* tiff = TIFFOpen((folder / "a.svs").c_str(), "r");
    ASSERT_NE(tiff, nullptr);
    std::vector<bool> tiled;
    do {
      tiled.push_back(TIFFIsTiled(tiff) != 0);
      std::uint32_t width = 0;
      std::uint32_t height = 0;
      TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &width);
      TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &height);
      std::vector<std::uint32_t> raster(std::size_t{width} * height);
      EXPECT_EQ(TIFFReadRGBAImageOriented(tiff, width, height, raster.data(), ORIENTATION_TOPLEFT, 1), 1);
    } while (TIFFReadDirectory(tiff) != 0);
    TIFFClose(tiff);
    EXPECT_EQ(tiled, (std::vector<bool>{true, false, true, true, false, false}));
    EXPECT_EQ(opened(folder / "a.svs", ReaderChoice::direct)->info().levels.size(), 3U);
    EXPECT_EQ(openSlidePixels(folder / "a.svs", 2, 0, 0, 300, 100).widthPx, 300);
  }
  TIFFSetWarningHandler(warnings);
  TIFFSetErrorHandler(errors);
  EXPECT_EQ(complaints, std::vector<std::string>());
}

TEST(SvsWriter, DescriptionIsAperiosAndAValueCannotBreakIt) {
  const TempFolder folder;
  SvsRecipe recipe = recipeOf(6000, 600);
  recipe.name = "Åse|MPP = 9";
  recipe.more = {{"Simulated", "yes"}};
  write(folder / "a.svs", recipe);
  TIFF* tiff = TIFFOpen((folder / "a.svs").c_str(), "r");
  ASSERT_NE(tiff, nullptr);
  const char* text = nullptr;
  ASSERT_EQ(TIFFGetField(tiff, TIFFTAG_IMAGEDESCRIPTION, &text), 1);
  const std::string tail =
      "|AppMag = 40|MPP = 0.2523|ScanScope ID = SS1302|Date = 03/14/24|Time = 09:26:53|Filename = __se_MPP = "
      "9|Simulated = yes";
  EXPECT_EQ(text, "Aperio Image Library v12.0.16\r\n6000x600 [0,0 6000x600] (240x240) JPEG/RGB Q=70" + tail);
  TIFFReadDirectory(tiff);
  TIFFReadDirectory(tiff);
  ASSERT_EQ(TIFFGetField(tiff, TIFFTAG_IMAGEDESCRIPTION, &text), 1);
  EXPECT_EQ(text,
            "Aperio Image Library v12.0.16\r\n6000x600 [0,0 6000x600] (240x240) -> 1500x150 JPEG/RGB Q=70" + tail);
  TIFFClose(tiff);
  EXPECT_DOUBLE_EQ(opened(folder / "a.svs", ReaderChoice::openSlide)->info().mpp.value().x, 0.2523);
}

TEST(SvsWriter, AFullDiskAndAMissingFolderAreOneSentenceAndLeaveNothing) {
  const TempFolder folder;
  const auto missing = writeSvs(folder / "none" / "a.svs", recipeOf(300, 300), {}, 2);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().message,
            "could not write " + (folder / "none" / "a.svs").string() + ": No such file or directory");
  EXPECT_EQ(missing.error().kind, ErrorKind::notFound);
  const test::SmallDisk disk(folder / "small", "2m");
  if (!disk.mounted()) GTEST_SKIP() << "only root can mount a small disk";
  const auto full = writeSvs(folder / "small" / "a.svs", recipeOf(9000, 9000), {}, 3);
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().message,
            "could not write " + (folder / "small" / "a.svs").string() + ": No space left on device");
  EXPECT_EQ(filesIn(folder / "small"), 0U);
}

TEST(SvsWriter, StoppedOrFailedItLeavesTheOldFile) {
  const TempFolder folder;
  write(folder / "a.svs", recipeOf(300, 300));
  const std::string before = *readFile(folder / "a.svs");
  std::stop_source stop;
  SvsRecipe recipe = recipeOf(8000, 8000);
  std::atomic<int> drawn = 0;
  recipe.draw = [&](std::int64_t, std::int64_t, Image&) {
    if (++drawn == 40) stop.request_stop();
  };
  RunControl control;
  control.stop = stop.get_token();
  const auto stopped = writeSvs(folder / "a.svs", recipe, control, 4);
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().kind, ErrorKind::cancelled);
  EXPECT_LT(drawn, 50);
  recipe.draw = [&](std::int64_t x, std::int64_t, Image&) {
    if (x > 500) throw std::runtime_error("no ink");
  };
  const auto failed = writeSvs(folder / "a.svs", recipe, {}, 4);
  ASSERT_FALSE(failed);
  EXPECT_NE(failed.error().message.find("no ink"), std::string::npos) << failed.error().message;
  EXPECT_EQ(*readFile(folder / "a.svs"), before);
  EXPECT_EQ(filesIn(folder.path()), 1U);
}

TEST(SvsWriter, AsksForEachTileOnceAndCountsThem) {
  const TempFolder folder;
  SvsRecipe recipe = recipeOf(1700, 1300);
  std::mutex mutex;
  std::multiset<std::pair<std::int64_t, std::int64_t>> asked;
  recipe.draw = [&](std::int64_t x, std::int64_t y, Image&) {
    const std::scoped_lock lock(mutex);
    asked.emplace(x, y);
  };
  std::set<std::int64_t> done;
  RunControl control;
  control.progress = [&](const Progress& progress) {
    const std::scoped_lock lock(mutex);
    EXPECT_EQ(progress.stage, "write");
    EXPECT_EQ(progress.total, 48);
    done.insert(progress.done);
  };
  ASSERT_TRUE(writeSvs(folder / "a.svs", recipe, control, 3));
  EXPECT_EQ(asked.size(), 48U);
  EXPECT_EQ(std::set(asked.begin(), asked.end()).size(), 48U);
  EXPECT_EQ(done.size(), 48U);
}

TEST(SvsWriter, RefusesWhatMakesNoSlide) {
  const TempFolder folder;
  const auto refused = [&](const std::function<void(SvsRecipe&)>& change) {
    SvsRecipe recipe = recipeOf(300, 300);
    change(recipe);
    const auto written = writeSvs(folder / "a.svs", recipe, {}, 1);
    return !written && written.error().kind == ErrorKind::usage && !std::filesystem::exists(folder / "a.svs");
  };
  EXPECT_TRUE(refused([](SvsRecipe& recipe) { recipe.widthPx = 0; }));
  EXPECT_TRUE(refused([](SvsRecipe& recipe) { recipe.heightPx = 1'000'001; }));
  EXPECT_TRUE(refused([](SvsRecipe& recipe) { recipe.tilePx = 250; }));
  EXPECT_TRUE(refused([](SvsRecipe& recipe) { recipe.quality = 0; }));
  EXPECT_TRUE(refused([](SvsRecipe& recipe) { recipe.mpp = std::nan(""); }));
  EXPECT_TRUE(refused([](SvsRecipe& recipe) { recipe.draw = {}; }));
  EXPECT_TRUE(refused([](SvsRecipe& recipe) { recipe.label = Image(5, 5, 1); }));
}

}  // namespace
}  // namespace snitt
