// Long versions of what the readers' own tests show once: random reads against OpenSlide, random damage without a
// crash.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <random>

#include "core/atomic_file.h"
#include "support/make_slide.h"
#include "support/temp_folder.h"
#include "tiling/slide_reader.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

int soaked(int rounds) {
  const char* share = std::getenv("SNITT_SOAK_SHARE");
  return std::max(1, static_cast<int>(rounds * (share == nullptr ? 0.1 : std::strtod(share, nullptr))));
}

std::unique_ptr<SlideReader> opened(const std::filesystem::path& file, ReaderChoice choice) {
  OpenOptions options;
  options.reader = choice;
  auto slide = openSlide(file, options);
  EXPECT_TRUE(slide) << slide.error().message;
  return std::move(*slide);
}

TEST(SoakReaders, RandomRegionsAreTheSamePixelsThroughBothReaders) {
  const test::TempFolder folder;
  test::SlideRecipe recipe;
  recipe.widthPx = 4800;
  recipe.heightPx = 3840;
  test::makeSlide(folder / "slide.svs", recipe);
  const auto direct = opened(folder / "slide.svs", ReaderChoice::direct);
  const auto openslide = opened(folder / "slide.svs", ReaderChoice::openSlide);
  std::mt19937 random(7);
  const auto upTo = [&](std::int64_t most) { return std::uniform_int_distribution<std::int64_t>(0, most)(random); };
  for (int round = 0; round < soaked(4000); ++round) {
    const auto level = static_cast<int>(upTo(static_cast<std::int64_t>(direct->info().levels.size()) - 1));
    const Level& size = direct->info().levels[static_cast<std::size_t>(level)];
    const std::int64_t x = upTo(size.widthPx) - 100;
    const std::int64_t y = upTo(size.heightPx) - 100;
    const auto width = static_cast<int>(1 + upTo(400));
    const auto height = static_cast<int>(1 + upTo(400));
    const auto a = direct->readNative(level, x, y, width, height);
    const auto b = openslide->readNative(level, x, y, width, height);
    ASSERT_TRUE(a && b);
    ASSERT_EQ(*a, *b) << "level " << level << " at " << x << ", " << y << ", " << width << " × " << height;
  }
}

// Whatever the bytes say: an error or pixels, never a crash, and an error has a sentence.
TEST(SoakReaders, DamagedFilesNeverCrashAReader) {
  const test::TempFolder folder;
  test::SlideRecipe recipe;
  recipe.widthPx = 1000;
  recipe.heightPx = 800;
  test::makeSlide(folder / "whole.svs", recipe);
  const std::string whole = readFile(folder / "whole.svs").value();
  std::mt19937 random(11);
  for (int round = 0; round < soaked(3000); ++round) {
    std::string bytes = whole;
    const auto flips = 1 + random() % 20;
    // Structure is at the ends of a file; half of the damage goes there.
    for (unsigned i = 0; i < flips; ++i) {
      const std::size_t at = random() % 2 == 0 ? random() % bytes.size() : bytes.size() - 1 - random() % 2000;
      bytes[at] = static_cast<char>(random());
    }
    if (random() % 8 == 0) bytes.resize(random() % bytes.size());
    std::ofstream(folder / "damaged.svs", std::ios::binary) << bytes;
    for (const ReaderChoice choice : {ReaderChoice::automatic, ReaderChoice::openSlide}) {
      OpenOptions options;
      options.reader = choice;
      const auto slide = openSlide(folder / "damaged.svs", options);
      if (!slide) {
        EXPECT_FALSE(slide.error().message.empty());
        continue;
      }
      const auto pixels = (*slide)->read({2, 100, 100, 200, 200});
      EXPECT_TRUE(pixels || !pixels.error().message.empty());
    }
  }
}

}  // namespace
}  // namespace snitt
