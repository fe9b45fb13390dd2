// Tiles of simulated tumours: what a slide would show there, from places in the tissue that was asked for, the same
// whoever draws them, and with the truth in their pixels.
#include "tiling/simulation/simulated_tiles.h"

#include <cmath>
#include <future>
#include <numeric>

#include <gtest/gtest.h>

#include "support/temp_folder.h"
#include "tiling/slide_reader.h"
#include "tiling/slide_writer/svs_writer.h"

namespace snitt {
namespace {

using Tiles = std::vector<SimulatedTile>;

// A small tumour, for speed.
PhantomRecipe tumour(std::size_t index) {
  SimulatedTumours tumours;
  tumours.slidePx = 3000;
  return *tumourOf(tumours, index);
}

TileRequest request(int tilePx, double mpp, int tiles = 1) {
  TileRequest asked;
  asked.tilePx = tilePx;
  asked.mpp = mpp;
  asked.tiles = tiles;
  return asked;
}

Tiles drawn(const PhantomRecipe& recipe, const TileRequest& asked) {
  auto tiles = drawSimulatedTiles(recipe, asked);
  EXPECT_TRUE(tiles) << tiles.error().message;
  return tiles ? *std::move(tiles) : Tiles{};
}

double meanDifference(const Image& a, const Image& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.bytes.size(); ++i) sum += std::abs(int(a.bytes[i]) - int(b.bytes[i]));
  return sum / static_cast<double>(a.bytes.size());
}

double meanOf(const Image& image) {
  return std::accumulate(image.bytes.begin(), image.bytes.end(), 0.0) / static_cast<double>(image.bytes.size());
}

bool same(const Tiles& a, const Tiles& b) {
  return !a.empty() && std::ranges::equal(a, b, [](const SimulatedTile& x, const SimulatedTile& y) {
    return x.image == y.image && x.xUm == y.xUm && x.yUm == y.yUm && x.share == y.share;
  });
}

TEST(SimulatedTiles, AreTheSameOnAnyThread) {
  const auto draw = [](std::size_t index) { return drawn(tumour(index), request(64, 0.9, 3)); };
  std::vector<std::future<Tiles>> all;
  for (std::size_t i = 0; i < 4; ++i) all.push_back(std::async(std::launch::async, draw, i % 2));
  const Tiles first = all[0].get();
  const Tiles second = all[1].get();
  EXPECT_TRUE(same(first, all[2].get()));
  EXPECT_TRUE(same(second, all[3].get()));
  EXPECT_FALSE(same(first, second));
  EXPECT_NE(first[0].image, first[1].image);
  // Fewer tiles are the first of more.
  EXPECT_TRUE(same({first[0]}, drawn(tumour(0), request(64, 0.9))));
}

// The slide is written and read again at the tiles' scale.
TEST(SimulatedTiles, AreWhatASlideShows) {
  const test::TempFolder folder;
  const PhantomRecipe recipe = tumour(3);
  const Phantom phantom(recipe);
  SvsRecipe slide;
  slide.widthPx = recipe.widthPx;
  slide.heightPx = recipe.heightPx;
  slide.draw = [&](std::int64_t x, std::int64_t y, Image& tile) { phantom.draw(x, y, tile); };
  slide.quality = recipe.scanner.jpegQuality;
  slide.mpp = recipe.mpp;
  ASSERT_TRUE(writeSvs(folder / "slide.svs", slide, {}, 2));
  const auto reader = openSlide(folder / "slide.svs");
  ASSERT_TRUE(reader) << reader.error().message;
  for (const int factor : {1, 2}) {
    const auto tile = drawSimulatedTiles(recipe, request(200, factor * recipe.mpp));
    ASSERT_TRUE(tile) << tile.error().message;
    const auto at = [&](double um) { return static_cast<std::int64_t>(std::lround(um / recipe.mpp)); };
    const std::int64_t x = at(tile->front().xUm);
    const std::int64_t y = at(tile->front().yUm);
    const auto read = (*reader)->read({1, x, y, factor * 200, factor * 200});
    ASSERT_TRUE(read) << read.error().message;
    Image shown(200, 200);
    for (int row = 0; row < 200; ++row)
      for (int column = 0; column < 200; ++column)
        for (int c = 0; c < 3; ++c) {
          double sum = 0;
          for (int j = 0; j < factor; ++j)
            for (int i = 0; i < factor; ++i) sum += read->pixel(factor * column + i, factor * row + j)[c];
          shown.pixel(column, row)[c] = static_cast<std::uint8_t>(sum / (factor * factor) + 0.5);
        }
    // The blocks of both JPEGs lie differently.
    EXPECT_LT(meanDifference(tile->front().image, shown), 4) << factor;
    EXPECT_GT(meanDifference(tile->front().image, Image(200, 200, 3, 200)), 30);
  }
}

// Drawn at a third of the tile's scale it is nearly the picture of all pixels.
TEST(SimulatedTiles, MayBeDrawnCoarser) {
  for (const double mpp : {0.92, 2.1}) {
    TileRequest asked = request(96, mpp);
    const PhantomRecipe recipe = tumour(5);
    const auto fine = drawSimulatedTiles(recipe, asked);
    asked.drawMpp = mpp / 3;
    const auto coarse = drawSimulatedTiles(recipe, asked);
    ASSERT_TRUE(fine && coarse);
    EXPECT_NEAR(fine->front().xUm, coarse->front().xUm, mpp);
    EXPECT_LT(meanDifference(fine->front().image, coarse->front().image), 12) << mpp;
    EXPECT_NEAR(meanOf(fine->front().image), meanOf(coarse->front().image), 3) << mpp;
  }
}

TEST(SimulatedTiles, LieInTheTissueThatWasAskedFor) {
  for (const TissueClass tissue : {TissueClass::tumour, TissueClass::other}) {
    TileRequest asked = request(32, 2, 8);
    asked.tissue = tissue;
    asked.leastShare = 0.9;
    const PhantomRecipe recipe = tumour(7);
    const auto tiles = drawSimulatedTiles(recipe, asked);
    ASSERT_TRUE(tiles) << tiles.error().message;
    const Phantom phantom(recipe);
    const double downsample = 8 / recipe.mpp;
    const Mask mask = phantom.tumourMask(downsample);
    for (const SimulatedTile& tile : *tiles) {
      double inside = 0;
      for (int j = 0; j < 8; ++j)
        for (int i = 0; i < 8; ++i)
          inside += mask.at(static_cast<int>(tile.xUm / 8) + i, static_cast<int>(tile.yUm / 8) + j) != 0 ? 1.0 / 64 : 0;
      EXPECT_GE(tile.share, 0.9);
      if (tissue == TissueClass::tumour)
        EXPECT_GT(inside, 0.65);
      else
        EXPECT_LT(inside, 0.35);
    }
  }
}

// Share of bright pixels (lumina) in coarse tiles, over several tumours.
double lumen(double architecture) {
  double bright = 0;
  double all = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    PhantomRecipe recipe = tumour(100 + i);
    recipe.architecture = architecture;
    recipe.cells = 0;
    TileRequest asked = request(96, 2, 3);
    asked.drawMpp = 0.7;
    asked.leastShare = 0.8;
    for (const SimulatedTile& tile : drawn(recipe, asked))
      for (std::size_t p = 1; p < tile.image.bytes.size(); p += 3, ++all) bright += tile.image.bytes[p] > 205 ? 1 : 0;
  }
  return bright / all;
}

TEST(SimulatedTiles, ShowTheirTruth) {
  const double well = lumen(-2);
  EXPECT_GT(well, 1.3 * lumen(2));
}

// All latents within their limits, both scanners, and no sign of a link between the scales.
TEST(SimulatedTiles, TumoursCoverWhatThereIs) {
  double product = 0;
  double squares = 0;
  int north = 0;
  for (std::size_t i = 0; i < 1000; ++i) {
    const auto recipe = tumourOf({}, i);
    ASSERT_TRUE(recipe);
    EXPECT_LE(std::max(std::abs(recipe->architecture), std::abs(recipe->cells)), 2.5);
    product += recipe->architecture * recipe->cells;
    squares += recipe->architecture * recipe->architecture;
    north += recipe->scanner.name == "north" ? 1 : 0;
  }
  EXPECT_NEAR(squares / 1000, 2.5 * 2.5 / 3, 0.3);
  EXPECT_NEAR(product / squares, 0, 0.1);
  EXPECT_NEAR(north, 500, 80);
}

TEST(SimulatedTiles, SayWhatCannotBe) {
  EXPECT_EQ(drawSimulatedTiles(tumour(1), request(0, 1)).error().kind, ErrorKind::usage);
  EXPECT_EQ(drawSimulatedTiles(tumour(1), request(64, 40)).error().kind, ErrorKind::usage);
  EXPECT_EQ(drawSimulatedTiles(tumour(1), request(64, 1, 0)).error().kind, ErrorKind::usage);
  TileRequest asked = request(64, 1);
  asked.leastShare = 0;
  EXPECT_EQ(drawSimulatedTiles(tumour(1), asked).error().kind, ErrorKind::usage);
  EXPECT_NE(tumourOf({.scanners = {"nowhere"}}, 0).error().message.find("nowhere"), std::string::npos);
}

}  // namespace
}  // namespace snitt
