// The memory that a score needs is bounded by its buffers and networks, whatever the slide.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "support/score_fixture.h"

namespace snitt::test {
namespace {

constexpr long kMostMiB = 1536;
constexpr int kPatternPx = 2400;  // ten tiles of the recipe

double soakShare() {
  const char* share = std::getenv("SNITT_SOAK_SHARE");
  return share == nullptr ? 0.1 : std::strtod(share, nullptr);
}

// One painted patch laid side by side inside an ellipse: painting every pixel anew would take longer than the score.
SlideRecipe largeSlide(int widthPx) {
  SlideRecipe large;
  large.widthPx = widthPx;
  large.heightPx = widthPx * 3 / 4;
  Image pattern(kPatternPx, kPatternPx);
  // The middle of a slide four times as wide is all tissue.
  paintTissue(4 * kPatternPx, 4 * kPatternPx, 1)(kPatternPx * 3 / 2, kPatternPx * 3 / 2, pattern);
  large.paint = [pattern, width = large.widthPx, height = large.heightPx](std::int64_t left, std::int64_t top,
                                                                          Image& tile) {
    for (int y = 0; y < tile.heightPx; ++y)
      for (int x = 0; x < tile.widthPx; ++x) {
        const double alongX = (static_cast<double>(left + x) / width - 0.5) / 0.45;
        const double alongY = (static_cast<double>(top + y) / height - 0.5) / 0.45;
        std::uint8_t* pixel = tile.pixel(x, y);
        if (alongX * alongX + alongY * alongY > 1)
          std::fill_n(pixel, 3, std::uint8_t{243});
        else
          std::copy_n(
              pattern.pixel(static_cast<int>((left + x) % kPatternPx), static_cast<int>((top + y) % kPatternPx)), 3,
              pixel);
      }
  };
  return large;
}

class SoakMemory : public ScoreFixture {
 protected:
  // Ten full-width networks, five a resolution.
  void makeFullBundle() const {
    std::filesystem::remove_all(bundle());
    const int tiles = std::max(6, static_cast<int>(std::lround(100 * soakShare())));
    const Ran made = snitt({"bundle", "untrained", "--out", bundle().string(), "--width", "1", "--members", "5",
                            "--most-tiles", std::to_string(tiles)});
    ASSERT_EQ(made.code, 0) << made.err;
  }

  [[nodiscard]] long peakMiB(const std::string& name, int widthPx) const {
    makeSlide(m_folder / name, largeSlide(widthPx));
    const Ran ran = score(m_folder / name);
    EXPECT_EQ(ran.code, 0) << ran.err;
    RecordProperty("peakMiB " + name, std::to_string(ran.peakMemoryMiB));
    return ran.peakMemoryMiB;
  }
};

TEST_F(SoakMemory, TenNetworksStayBelowTheLimitAndTheSlidesSizeDoesNotMatter) {
  makeFullBundle();
  // Smaller slides fit into the tile cache as a whole, and need less than its budget.
  const int widthPx = std::max(10000, static_cast<int>(16000 * soakShare()));
  const long small = peakMiB("small.svs", widthPx);
  const long large = peakMiB("large.svs", 2 * widthPx);
  EXPECT_LT(small, kMostMiB);
  EXPECT_LT(large, kMostMiB);
  EXPECT_NEAR(static_cast<double>(large), static_cast<double>(small), 0.15 * static_cast<double>(small));
  std::printf("peak memory: %ld MiB, four times the area: %ld MiB\n", small, large);
}

}  // namespace
}  // namespace snitt::test
