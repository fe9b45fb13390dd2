#include "tiling/slide_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <thread>

#include "core/sha256.h"
#include "support/make_slide.h"
#include "support/shared_data.h"
#include "support/temp_folder.h"

namespace snitt {
namespace {

using test::SlideRecipe;
using test::TempFolder;

constexpr std::size_t kSmallCache = std::size_t{2} << 20;

std::unique_ptr<SlideReader> opened(const std::filesystem::path& file, ReaderChoice reader,
                                    std::size_t cacheBytes = kSmallCache) {
  auto slide = openSlide(file, {reader, cacheBytes});
  EXPECT_TRUE(slide) << slide.error().message;
  return slide ? std::move(*slide) : nullptr;
}

constexpr ReaderChoice kReaders[] = {ReaderChoice::direct, ReaderChoice::openSlide};

class SlideReaderOnOddSlide : public testing::Test {
 protected:
  void SetUp() override {
    SlideRecipe recipe;
    recipe.widthPx = 2613;
    recipe.heightPx = 1907;
    test::makeSlide(file(), recipe);
  }
  [[nodiscard]] std::filesystem::path file() const { return m_folder / "odd.svs"; }

 private:
  TempFolder m_folder;
};

TEST_F(SlideReaderOnOddSlide, ARegionIsItsTiles) {
  for (const ReaderChoice reader : kReaders) {
    const auto slide = opened(file(), reader);
    ASSERT_NE(slide, nullptr);
    for (const double downsample : {1.0, 1.84, 2.0, 3.68, 32.0, 0.8}) {
      // Wider than the slide at coarse downsamples, so that its edges and the white around it take part.
      const Region whole{downsample, 11, -4, 330, 230};
      const auto region = slide->read(whole);
      ASSERT_TRUE(region) << region.error().message;
      for (int top = 0; top < whole.heightPx; top += 87)
        for (int left = 0; left < whole.widthPx; left += 101) {
          const Region part{downsample, whole.x + left, whole.y + top, std::min(101, whole.widthPx - left),
                            std::min(87, whole.heightPx - top)};
          const auto tile = slide->read(part);
          ASSERT_TRUE(tile);
          for (int y = 0; y < part.heightPx; ++y)
            ASSERT_TRUE(std::equal(tile->row(y), tile->row(y) + tile->rowBytes(), region->pixel(left, top + y)))
                << slide->info().reader << " at " << downsample;
        }
    }
  }
}

TEST_F(SlideReaderOnOddSlide, ARegionLargerThanOnePieceIsItsTilesToo) {
  const auto slide = opened(file(), ReaderChoice::direct);
  ASSERT_NE(slide, nullptr);
  // 2090 source pixels and more: resampled in several pieces.
  const auto region = slide->read({1.1, 0, 0, 2375, 1733});
  ASSERT_TRUE(region);
  const auto tile = slide->read({1.1, 1700, 900, 400, 400});
  ASSERT_TRUE(tile);
  for (int y = 0; y < 400; ++y)
    ASSERT_TRUE(std::equal(tile->row(y), tile->row(y) + tile->rowBytes(), region->pixel(1700, 900 + y)));
}

TEST_F(SlideReaderOnOddSlide, ThreadsGetTheSameBytesAsOne) {
  for (const ReaderChoice reader : kReaders) {
    const auto alone = opened(file(), reader, std::size_t{64} << 20);
    const auto shared = opened(file(), reader, std::size_t{1} << 20);
    ASSERT_TRUE(alone && shared);
    std::vector<Region> regions;
    for (int i = 0; i < 60; ++i)
      regions.push_back({i % 3 == 0 ? 1.0 : i % 3 == 1 ? 1.84 : 5.0, 40 * (i % 13), 30 * (i % 11), 150, 120});
    std::vector<Image> expected;
    for (const Region& region : regions) expected.push_back(*alone->read(region));
    std::array<int, 4> wrong{};
    {
      std::vector<std::jthread> threads;
      for (std::size_t t = 0; t < wrong.size(); ++t)
        threads.emplace_back([&, t] {
          for (std::size_t i = 0; i < regions.size(); ++i) {
            const std::size_t index = (i * 7 + t * 13) % regions.size();
            const auto image = shared->read(regions[index]);
            if (!image || *image != expected[index]) ++wrong[t];
          }
        });
    }
    for (const int count : wrong) EXPECT_EQ(count, 0) << shared->info().reader;
  }
}

TEST_F(SlideReaderOnOddSlide, ImpossibleRequestsAreRefused) {
  const auto slide = opened(file(), ReaderChoice::direct);
  ASSERT_NE(slide, nullptr);
  EXPECT_EQ(slide->read({0, 0, 0, 10, 10}).error().kind, ErrorKind::usage);
  EXPECT_EQ(slide->read({-1, 0, 0, 10, 10}).error().kind, ErrorKind::usage);
  EXPECT_EQ(slide->read({std::nan(""), 0, 0, 10, 10}).error().kind, ErrorKind::usage);
  EXPECT_EQ(slide->readNative(3, 0, 0, 10, 10).error().kind, ErrorKind::usage);
  EXPECT_EQ(slide->readNative(0, INT64_MIN + 1, 0, 10, 10).error().kind, ErrorKind::usage);
  std::vector<std::uint8_t> small(10);
  EXPECT_EQ(slide->readNative(0, 0, 0, 10, 10, small).error().kind, ErrorKind::usage);
}

// A dark disc, found again wherever the pixels come from.
TEST(SlideReader, APatternLandsAtItsPlaceAtEveryDownsample) {
  constexpr double kX = 1377.4;
  constexpr double kY = 911.7;
  const TempFolder folder;
  SlideRecipe recipe;
  recipe.widthPx = 2613;
  recipe.heightPx = 1907;
  recipe.quality = 98;
  recipe.paint = [](std::int64_t left, std::int64_t top, Image& tile) {
    for (int y = 0; y < tile.heightPx; ++y)
      for (int x = 0; x < tile.widthPx; ++x) {
        const double dx = (static_cast<double>(left + x) + 0.5 - kX) / 90;
        const double dy = (static_cast<double>(top + y) + 0.5 - kY) / 90;
        std::fill_n(tile.pixel(x, y), 3,
                    static_cast<std::uint8_t>(std::lround(250 - 230 * std::exp(-(dx * dx + dy * dy) / 2))));
      }
  };
  test::makeSlide(folder / "spot.svs", recipe);
  const auto slide = opened(folder / "spot.svs", ReaderChoice::direct);
  ASSERT_NE(slide, nullptr);
  for (const double downsample : {1.0, 1.84, 3.68, 6.0, 0.8}) {
    const int side = static_cast<int>(900 / downsample);
    const auto x0 = static_cast<std::int64_t>(kX / downsample) - side / 2;
    const auto y0 = static_cast<std::int64_t>(kY / downsample) - side / 2;
    const auto image = slide->read({downsample, x0, y0, side, side});
    ASSERT_TRUE(image);
    double sum = 0;
    double sumX = 0;
    double sumY = 0;
    for (int y = 0; y < side; ++y)
      for (int x = 0; x < side; ++x) {
        const double value = std::max(0, 245 - image->pixel(x, y)[1]);
        sum += value;
        sumX += value * (static_cast<double>(x0 + x) + 0.5);
        sumY += value * (static_cast<double>(y0 + y) + 0.5);
      }
    // The second level was shrunk by exactly 4 but, its size being rounded down, has a downsample of 4.004: pixels are
    // placed by the latter.
    const double stored = slide->info().levels[1].downsample;
    const double scale = downsample < stored ? 1 / downsample : stored / 4 / downsample;
    EXPECT_NEAR(sumX / sum, kX * scale, 0.02) << downsample;
    EXPECT_NEAR(sumY / sum, kY * scale, 0.02) << downsample;
  }
}

TEST(SlideReader, ReadingLeavesTheSlideUntouched) {
  SNITT_NEEDS_SHARED_DATA();
  const TempFolder folder;
  const auto file = folder / "slide.svs";
  std::filesystem::copy_file(test::sharedData() / "slides" / "CMU-1-Small-Region.svs", file);
  const auto hash = sha256OfFile(file).value();
  const auto time = std::filesystem::last_write_time(file);
  for (const ReaderChoice reader : kReaders) {
    const auto slide = opened(file, reader);
    ASSERT_TRUE(slide->read({2, 0, 0, 1110, 1483}));
    ASSERT_TRUE(slide->associatedImage("macro"));
  }
  EXPECT_EQ(sha256OfFile(file).value(), hash);
  EXPECT_EQ(std::filesystem::last_write_time(file), time);
}

}  // namespace
}  // namespace snitt
