#include "tiling/tile_plan.h"

#include <chrono>

#include <gtest/gtest.h>

namespace snitt {
namespace {

std::vector<TilePosition> planned(const TilePlanRequest& request, const Mask& mask, double maskDownsample) {
  const Result<TilePlan> plan = planTiles(request, mask, maskDownsample);
  EXPECT_TRUE(plan.has_value());
  return plan ? plan->tiles : std::vector<TilePosition>{};
}

TEST(TilePlan, smallMaskByHand) {
  // Mask of 4 × 2 pixels of 100 level-0 pixels; tiles of 200: each holds four mask pixels.
  Mask mask(4, 2);
  mask.at(0, 0) = mask.at(1, 0) = mask.at(0, 1) = 255;  // 3 of 4 in the first tile
  mask.at(2, 0) = 255;                                  // 1 of 4 in the second
  const TilePlanRequest request{.downsample = 2, .tilePx = 100, .leastTumourShare = 0.5};
  EXPECT_EQ(planned(request, mask, 100), (std::vector<TilePosition>{{0, 0}}));
  TilePlanRequest quarter = request;
  quarter.leastTumourShare = 0.25;
  EXPECT_EQ(planned(quarter, mask, 100), (std::vector<TilePosition>{{0, 0}, {1, 0}}));
}

TEST(TilePlan, shareOfExactlyTheLimitCounts) {
  // Mask pixels of 30, tiles of 50 level-0 pixels: the first tile covers the first mask pixel and 2/3 of the second.
  Mask mask(4, 4);
  mask.at(0, 0) = 255;  // 30 · 30 = 900 of 2500
  TilePlanRequest request{.downsample = 1, .tilePx = 50, .leastTumourShare = 0.36};
  EXPECT_EQ(planned(request, mask, 30).size(), 1U);
  request.leastTumourShare = 0.3600001;
  EXPECT_EQ(planned(request, mask, 30).size(), 0U);
  mask.at(1, 1) = 255;  // 20 · 20 = 400 more
  request.leastTumourShare = 0.52;
  EXPECT_EQ(planned(request, mask, 30).size(), 1U);
  request.leastTumourShare = 0.5200001;
  EXPECT_EQ(planned(request, mask, 30).size(), 0U);
}

TEST(TilePlan, limitHoldsAtScalesThatAreNoWholeNumbers) {
  // Half of each tile at 0.2431 µm/px sampled for 0.23 µm/px: the sum of thirds and sevenths must not miss the limit.
  const Mask full(700, 300, 255);
  const TilePlanRequest request{.downsample = 0.23 / 0.2431, .tilePx = 512, .leastTumourShare = 1};
  const std::vector<TilePosition> tiles = planned(request, full, 8 / 0.2431);
  const double edge = 512 * 0.23 / 8;
  EXPECT_EQ(tiles.size(), static_cast<std::size_t>(700 / edge) * static_cast<std::size_t>(300 / edge));
}

TEST(TilePlan, overlapMakesSmallerSteps) {
  const Mask full(4, 1, 255);
  const TilePlanRequest request{.downsample = 1, .tilePx = 100, .overlapPx = 50, .leastTumourShare = 1};
  const Result<TilePlan> plan = planTiles(request, full, 100);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->geometry.stepPx, 50);
  EXPECT_EQ(plan->tiles.size(), 7U);
  EXPECT_EQ(plan->region(1).x, 50);
  EXPECT_EQ(plan->region(1).widthPx, 100);
}

TEST(TilePlan, tileBeyondTheSlideCountsOnlyWhatIsThere) {
  // A slide smaller than a tile: 60 × 60 of 100 × 100.
  const Mask full(2, 2, 255);
  TilePlanRequest request{.downsample = 1, .tilePx = 100, .leastTumourShare = 0.36};
  EXPECT_EQ(planned(request, full, 30), (std::vector<TilePosition>{{0, 0}}));
  request.leastTumourShare = 0.37;
  EXPECT_TRUE(planned(request, full, 30).empty());
}

TEST(TilePlan, noTumourNoTiles) {
  const TilePlanRequest request{.downsample = 1, .tilePx = 64, .leastTumourShare = 1e-12};
  EXPECT_TRUE(planned(request, Mask(50, 50), 16).empty());
  EXPECT_TRUE(planned(request, Mask(), 16).empty());
}

TEST(TilePlan, thinsEvenlyAndTheSameEachTime) {
  const Mask full(10, 1, 255);
  const TilePlanRequest request{.downsample = 1, .tilePx = 100, .leastTumourShare = 1, .mostTiles = 4};
  const Result<TilePlan> plan = planTiles(request, full, 100);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->candidates, 10);
  // floor(k · 10 / 4)
  EXPECT_EQ(plan->tiles, (std::vector<TilePosition>{{0, 0}, {2, 0}, {5, 0}, {7, 0}}));
  EXPECT_EQ(planned(request, full, 100), plan->tiles);
  TilePlanRequest exact = request;
  exact.mostTiles = 10;
  EXPECT_EQ(planned(exact, full, 100).size(), 10U);
}

TEST(TilePlan, rectanglesAreWholeLevelZeroPixels) {
  const Mask full(100, 100, 255);
  const TilePlanRequest request{.downsample = 1.84369, .tilePx = 512, .leastTumourShare = 1};
  const Result<TilePlan> plan = planTiles(request, full, 32);
  ASSERT_TRUE(plan);
  ASSERT_EQ(plan->tiles.size(), 9U);
  const LevelZeroRect last = plan->geometry.levelZero(plan->tiles[8]);
  EXPECT_EQ(last.minX, 1888);  // 1024 · 1.84369 = 1887.94
  EXPECT_EQ(last.minY, 1888);
  EXPECT_EQ(last.width, 944);
  EXPECT_EQ(last.height, 944);
}

TEST(TilePlan, csvHasOneRowATile) {
  const Mask full(2, 1, 255);
  const Result<TilePlan> plan = planTiles({.downsample = 1, .tilePx = 100, .leastTumourShare = 1}, full, 100);
  ASSERT_TRUE(plan);
  EXPECT_EQ(formatPlan(*plan), "minx,miny,width,height\n0,0,100,100\n100,0,100,100\n");
}

TEST(TilePlan, hugeSlideIsQuick) {
  const Mask full(3125, 3125, 255);  // 100,000 level-0 pixels at 8 µm/px
  const auto start = std::chrono::steady_clock::now();
  const Result<TilePlan> plan =
      planTiles({.downsample = 0.92, .tilePx = 128, .overlapPx = 64, .leastTumourShare = 0.5}, full, 32);
  ASSERT_TRUE(plan);
  EXPECT_GT(plan->candidates, 2'800'000);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60));
}

TEST(TilePlan, refusesWhatCannotBe) {
  const Mask full(4, 4, 255);
  const TilePlanRequest sound{.downsample = 1, .tilePx = 64, .leastTumourShare = 0.5};
  auto refused = [&](auto change) {
    TilePlanRequest request = sound;
    change(request);
    const Result<TilePlan> plan = planTiles(request, full, 32);
    return !plan && plan.error().kind == ErrorKind::usage;
  };
  EXPECT_TRUE(refused([](TilePlanRequest& request) { request.overlapPx = 64; }));
  EXPECT_TRUE(refused([](TilePlanRequest& request) { request.overlapPx = -1; }));
  EXPECT_TRUE(refused([](TilePlanRequest& request) { request.tilePx = 0; }));
  EXPECT_TRUE(refused([](TilePlanRequest& request) { request.downsample = 0; }));
  EXPECT_TRUE(refused([](TilePlanRequest& request) { request.leastTumourShare = 0; }));
  EXPECT_TRUE(refused([](TilePlanRequest& request) { request.leastTumourShare = 1.01; }));
  EXPECT_TRUE(refused([](TilePlanRequest& request) { request.mostTiles = -1; }));
  EXPECT_TRUE(refused([](TilePlanRequest& request) { request.downsample = 1e-9; }));
}

}  // namespace
}  // namespace snitt
