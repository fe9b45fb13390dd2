// Phantom slides: the same pixels whatever the tiling, truth that fits the drawing, and two kinds of aggressiveness
// that show at their own scale and not at the other's.
#include <chrono>
#include <cmath>
#include <future>
#include <numeric>

#include <gtest/gtest.h>

#include "support/fake_slide.h"
#include "support/phantom_signals.h"
#include "tiling/mask_ops.h"
#include "tiling/phantom/phantom.h"
#include "tiling/quality.h"
#include "tiling/tissue.h"

namespace snitt {
namespace {

using namespace test;

PhantomRecipe small(std::uint64_t seed) {
  PhantomRecipe recipe;
  recipe.seed = seed;
  recipe.widthPx = recipe.heightPx = 2000;
  recipe.mpp = 0.75;
  return recipe;
}

// Share of pairs of which the first list's is higher.
double auc(const std::vector<double>& high, const std::vector<double>& low) {
  double won = 0;
  for (const double a : high)
    for (const double b : low) won += a > b ? 1 : a < b ? 0 : 0.5;
  return won / static_cast<double>(high.size() * low.size());
}

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

TEST(Phantom, aTileIsTheSameWhoeverAsksForIt) {
  PhantomRecipe recipe;
  recipe.seed = 5;
  recipe.fold = true;
  recipe.pen = PenColour::green;
  const Phantom phantom(recipe);
  for (const auto& [left, top] :
       std::vector<std::pair<int, int>>{{5200, 400}, {2500, 2600}, {300, 700}, {1000, 5000}}) {
    const Image whole = part(phantom, left, top, 700, 610);
    const auto equalAt = [&](int x, int y, int width, int height) {
      const Image tile = part(phantom, left + x, top + y, width, height);
      for (int row = 0; row < height; ++row)
        if (!std::equal(tile.row(row), tile.row(row) + tile.rowBytes(), whole.pixel(x, y + row))) return false;
      return true;
    };
    std::vector<std::future<bool>> tiles;
    for (const auto& [x, y, width, height] :
         std::vector<std::array<int, 4>>{{0, 0, 257, 129}, {401, 13, 64, 300}, {513, 400, 187, 210}, {99, 350, 1, 1}})
      tiles.push_back(std::async(std::launch::async, equalAt, x, y, width, height));
    for (auto& tile : tiles) EXPECT_TRUE(tile.get()) << left << ", " << top;
  }
}

// Large nuclei that are moved off their membrane reach furthest beyond a tile's border; here is one that did.
TEST(Phantom, noNucleusIsCutOffAtATilesBorder) {
  PhantomRecipe recipe;
  recipe.seed = 3;
  recipe.cells = 3;
  const Phantom phantom(recipe);
  const Image whole = part(phantom, 2512, 2000, 512, 512);
  constexpr int sizePx = 128;
  for (int y = 0; y < 512; y += sizePx)
    for (int x = 0; x < 512; x += sizePx) {
      const Image tile = part(phantom, 2512 + x, 2000 + y, sizePx, sizePx);
      for (int row = 0; row < sizePx; ++row)
        ASSERT_TRUE(std::equal(tile.row(row), tile.row(row) + tile.rowBytes(), whole.pixel(x, y + row)))
            << x << ", " << y + row;
    }
}

TEST(Phantom, seedsDifferAndOneRepeats) {
  const Image first = part(Phantom(small(1)), 800, 800, 256, 256);
  EXPECT_EQ(first, part(Phantom(small(1)), 800, 800, 256, 256));
  EXPECT_NE(first, part(Phantom(small(2)), 800, 800, 256, 256));
}

TEST(Phantom, scannersDiffer) {
  ASSERT_GE(scannerProfiles().size(), 3U);
  EXPECT_EQ(scannerProfile("nowhere"), nullptr);
  std::vector<Image> tiles;
  for (const ScannerProfile& scanner : scannerProfiles()) {
    PhantomRecipe recipe = small(1);
    recipe.scanner = scanner;
    tiles.push_back(part(Phantom(recipe), 800, 800, 128, 128));
    EXPECT_EQ(scannerProfile(scanner.name)->scannerId, scanner.scannerId);
  }
  const auto meanOf = [](const Image& image, std::size_t channel) {
    double sum = 0;
    for (std::size_t i = channel; i < image.bytes.size(); i += 3) sum += image.bytes[i];
    return sum / (static_cast<double>(image.bytes.size()) / 3);
  };
  for (std::size_t i = 1; i < tiles.size(); ++i) {
    double apart = 0;
    for (std::size_t c = 0; c < 3; ++c) apart += std::abs(meanOf(tiles[0], c) - meanOf(tiles[i], c));
    EXPECT_GT(apart, 8) << scannerProfiles()[i].name;
  }
}

// A nucleus has its size in µm: a picture of half the scale, enlarged, is the same picture.
TEST(Phantom, theScaleChangesNoTissue) {
  PhantomRecipe fine;
  fine.scanner.noise = 0;
  PhantomRecipe coarse = fine;
  coarse.mpp = 0.5;
  coarse.widthPx = coarse.heightPx = 3000;
  const Image large = part(Phantom(fine), 2600, 2600, 800, 800);
  const Image reduced = part(Phantom(coarse), 1300, 1300, 400, 400);
  double apart = 0;
  double spread = 0;
  for (int y = 0; y < 400; ++y)
    for (int x = 0; x < 400; ++x) {
      const double area = (large.pixel(2 * x, 2 * y)[0] + large.pixel(2 * x + 1, 2 * y)[0] +
                           large.pixel(2 * x, 2 * y + 1)[0] + large.pixel(2 * x + 1, 2 * y + 1)[0]) /
                          4.0;
      apart += std::abs(area - reduced.pixel(x, y)[0]);
      spread += std::abs(area - 190);
    }
  EXPECT_LT(apart, 0.25 * spread);
}

TEST(Phantom, theTumourIsWhereTheTruthSays) {
  const Phantom phantom(small(3));
  const Mask tumour = phantom.tumourMask(4);
  const Mask tissue = phantom.tissueMask(4);
  EXPECT_NEAR(dice(tumour, polygonsToMask(phantom.tumourPolygons(), tumour.width, tumour.height, 4)), 1, 0.02);
  const Image whole = part(phantom, 0, 0, 2000, 2000);
  double sums[3] = {0, 0, 0};  // glass, tissue, tumour
  double counts[3] = {0, 0, 0};
  for (int y = 0; y < 2000; ++y)
    for (int x = 0; x < 2000; ++x) {
      const int kind = tumour.at(x / 4, y / 4) != 0 ? 2 : tissue.at(x / 4, y / 4) != 0 ? 1 : 0;
      sums[kind] += redDensity(whole.pixel(x, y));
      ++counts[kind];
    }
  const double glass = sums[0] / counts[0];
  const double normal = sums[1] / counts[1];
  const double cancer = sums[2] / counts[2];
  EXPECT_LT(glass, 0.02);
  EXPECT_GT(normal, glass + 0.05);
  EXPECT_GT(cancer, normal + 0.05);
}

TEST(Phantom, theDefaultHasRoomForThePlansTiles) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    PhantomRecipe recipe;
    recipe.seed = seed;
    const double areaMm2 = Phantom(recipe).tumourAreaMm2();
    EXPECT_GT(areaMm2, 0.5) << seed;
    EXPECT_LT(areaMm2, 1.3) << seed;
  }
}

TEST(Phantom, architectureShowsInACoarsePicture) {
  std::vector<double> lumenHigh, lumenLow;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    PhantomRecipe recipe;
    recipe.seed = seed;
    recipe.architecture = 1;
    lumenHigh.push_back(coarseOf(recipe).lumen);
    recipe.seed = seed + 100;
    recipe.architecture = -1;
    lumenLow.push_back(coarseOf(recipe).lumen);
  }
  EXPECT_GT(auc(lumenLow, lumenHigh), 0.85) << mean(lumenLow) << " against " << mean(lumenHigh);
}

TEST(Phantom, cellsShowInAFinePicture) {
  std::vector<double> high, low;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    PhantomRecipe recipe;
    recipe.seed = seed;
    recipe.cells = 1;
    high.push_back(unevenness(recipe));
    recipe.seed = seed + 100;
    recipe.cells = -1;
    low.push_back(unevenness(recipe));
  }
  EXPECT_GT(auc(high, low), 0.85) << mean(low) << " against " << mean(high);
}

// The other scale's aggressiveness, on the same slide, changes little of what the first measures.
TEST(Phantom, eachAggressivenessKeepsToItsScale) {
  std::vector<double> lumen[2], density[2], uneven[2], ownLumen[2], ownUneven[2];
  for (std::uint64_t seed = 1; seed <= 3; ++seed)
    for (int side = 0; side < 2; ++side) {
      PhantomRecipe recipe;
      recipe.seed = seed;
      recipe.cells = 2 * side - 1;
      const Coarse coarse = coarseOf(recipe);
      lumen[side].push_back(coarse.lumen);
      density[side].push_back(coarse.redDensity);
      ownUneven[side].push_back(unevenness(recipe));
      recipe.cells = 0;
      recipe.architecture = 2 * side - 1;
      uneven[side].push_back(unevenness(recipe));
      ownLumen[side].push_back(coarseOf(recipe).lumen);
    }
  const double ofArchitecture = std::abs(mean(ownLumen[1]) - mean(ownLumen[0]));
  const double ofCells = std::abs(mean(ownUneven[1]) - mean(ownUneven[0]));
  RecordProperty("signal", std::to_string(mean(ownLumen[0])) + " " + std::to_string(mean(ownLumen[1])));
  EXPECT_LT(std::abs(mean(lumen[1]) - mean(lumen[0])), 0.1 * ofArchitecture);
  EXPECT_LT(std::abs(mean(uneven[1]) - mean(uneven[0])), 0.2 * ofCells)
      << mean(uneven[0]) << " " << mean(uneven[1]) << " against " << mean(ownUneven[0]) << " " << mean(ownUneven[1]);
  EXPECT_NEAR(mean(density[1]) / mean(density[0]), 1, 0.02) << mean(density[0]) << " " << mean(density[1]);
}

TEST(Phantom, everySizeIsDrawnAtOnce) {
  for (const int sizePx : {500, 6000, 100'000}) {
    PhantomRecipe recipe;
    recipe.widthPx = sizePx;
    recipe.heightPx = sizePx;
    const Phantom phantom(recipe);
    for (const std::int64_t x : {0, sizePx - 256})
      for (const std::int64_t y : {0, sizePx - 256}) {
        const Image tile = part(phantom, x, y, 256, 256);
        EXPECT_GT(tile.pixel(x == 0 ? 0 : 255, y == 0 ? 0 : 255)[1], 220);
      }
    const Image middle = part(phantom, sizePx / 2 - 64, sizePx / 2 - 64, 128, 128);
    double density = 0;
    for (int y = 0; y < 128; ++y)
      for (int x = 0; x < 128; ++x) density += greenDensity(middle.pixel(x, y)) / (128 * 128);
    EXPECT_GT(density, 0.1) << sizePx;
  }
}

class PhantomSlide : public test::FakeSlide {
 public:
  explicit PhantomSlide(const PhantomRecipe& recipe)
      : FakeSlide(recipe.widthPx, recipe.heightPx, [](std::int64_t, std::int64_t, std::uint8_t*) {}),
        m_phantom(recipe) {
    m_info.mpp = Mpp{recipe.mpp, recipe.mpp};
  }

 protected:
  Result<Image> decodeBlock(int, std::int64_t column, std::int64_t row) override {
    const Level& level = m_info.levels.front();
    return part(m_phantom, column * level.tileWidthPx, row * level.tileHeightPx, level.tileWidthPx, level.tileHeightPx);
  }

 private:
  Phantom m_phantom;
};

double overlap(const Mask& a, const Mask& b) {  // intersection over union
  const auto both = static_cast<double>(countInside(intersect(a, b)));
  return both / (static_cast<double>(countInside(a)) + static_cast<double>(countInside(b)) - both);
}

TEST(Phantom, theProgramTakesItForAStainedSlide) {
  for (const ScannerProfile& scanner : scannerProfiles()) {
    PhantomRecipe recipe;
    recipe.scanner = scanner;
    recipe.seed = 7;
    recipe.widthPx = recipe.heightPx = 2500;
    recipe.mpp = 0.6;
    recipe.fold = recipe.scanner.name == "south";
    recipe.pen = recipe.scanner.name == "east" ? PenColour::blue : PenColour::none;
    PhantomSlide slide(recipe);
    SlideScale scale;
    scale.mpp = {recipe.mpp, recipe.mpp};
    scale.source = "file";
    const Result<TissueMap> map = findTissue(slide, scale, {});
    ASSERT_TRUE(map);
    const Phantom phantom(recipe);
    EXPECT_EQ(map->stain, StainKind::haematoxylinEosin) << scanner.name;
    Mask truth = phantom.tissueMask(map->downsample);
    if (recipe.pen != PenColour::none) {
      const Mask pen = phantom.penMask(map->downsample);
      for (std::size_t i = 0; i < truth.values.size(); ++i)
        if (pen.values[i] != 0 || map->pen.values[i] != 0) truth.values[i] = 0;  // ink's soft seam is ink as well
      EXPECT_GT(overlap(map->pen, pen), 0.7);
    } else {
      EXPECT_LT(countInside(map->pen), 40) << scanner.name;
    }
    EXPECT_GT(overlap(map->tissue, truth), 0.9)
        << scanner.name << ": found " << countInside(map->tissue) << " of " << countInside(truth) << ", both "
        << countInside(intersect(map->tissue, truth));
    if (recipe.fold) {
      EXPECT_GT(overlap(map->fold, phantom.foldMask(map->downsample)), 0.3);
    } else {
      EXPECT_LT(countInside(map->fold), 40) << scanner.name;
    }
    const auto quality = measureQuality(slide, scale, *map, map->tissue, {});
    ASSERT_TRUE(quality);
    EXPECT_LT(quality->blurShare, 0.1) << scanner.name;
  }
}

}  // namespace
}  // namespace snitt
