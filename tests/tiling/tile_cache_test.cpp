#include "tiling/tile_cache.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

std::shared_ptr<const Image> blockOf(std::uint8_t value) { return std::make_shared<const Image>(16, 16, 3, value); }
constexpr std::size_t kBlockBytes = 16 * 16 * 3;

TEST(TileCache, KeepsItsBudgetHoweverMuchIsPutIn) {
  TileCache cache(100 * kBlockBytes);
  for (int i = 0; i < 5000; ++i) {
    cache.insert({i % 3, i, i / 7}, blockOf(1));
    ASSERT_LE(cache.bytes(), 100 * kBlockBytes);
  }
  EXPECT_GT(cache.bytes(), 50 * kBlockBytes);
}

TEST(TileCache, GivesBackWhatWasPutInUnderItsKeyAlone) {
  TileCache cache(100 * kBlockBytes);
  cache.insert({1, 2, 3}, blockOf(7));
  const auto found = cache.find({1, 2, 3});
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->bytes.front(), 7);
  EXPECT_EQ(cache.find({1, 3, 2}), nullptr);
  EXPECT_EQ(cache.find({0, 2, 3}), nullptr);
}

TEST(TileCache, LeastRecentlyUsedGoesFirst) {
  TileCache cache(8 * 8 * kBlockBytes);
  cache.insert({0, 0, 0}, blockOf(9));
  // The first block is used all along, so hundreds of later ones push out each other instead of it.
  for (int i = 1; i < 500; ++i) {
    cache.insert({0, i, i}, blockOf(1));
    ASSERT_NE(cache.find({0, 0, 0}), nullptr) << "after " << i;
  }
  EXPECT_EQ(cache.find({0, 1, 1}), nullptr);
}

TEST(TileCache, ABlockInUseOutlivesItsPlace) {
  TileCache cache(8 * kBlockBytes);
  cache.insert({0, 0, 0}, blockOf(9));
  const auto held = cache.find({0, 0, 0});
  ASSERT_NE(held, nullptr);
  for (int i = 1; i < 500; ++i) cache.insert({0, i, 0}, blockOf(1));
  EXPECT_EQ(cache.find({0, 0, 0}), nullptr);
  EXPECT_EQ(held->bytes.back(), 9);
}

TEST(TileCache, ABlockBeyondTheBudgetIsNotKept) {
  TileCache cache(kBlockBytes / 2);
  cache.insert({0, 0, 0}, blockOf(9));
  EXPECT_EQ(cache.find({0, 0, 0}), nullptr);
  EXPECT_EQ(cache.bytes(), 0U);
}

TEST(TileCache, ABlockOfHalfTheBudgetIsKeptAndTheTotalHolds) {
  constexpr std::size_t kBudget = 64 * kBlockBytes;
  TileCache cache(kBudget);
  const auto large = std::make_shared<const Image>(16, 16 * 32, 3, std::uint8_t{5});
  for (int i = 0; i < 200; ++i) {
    cache.insert({0, i, 0}, large);
    ASSERT_NE(cache.find({0, i, 0}), nullptr);
    ASSERT_LE(cache.bytes(), kBudget);
    for (int j = 0; j < 10; ++j) cache.insert({1, j, i}, blockOf(1));
    ASSERT_LE(cache.bytes(), kBudget);
  }
  cache.insert({0, 500, 0}, std::make_shared<const Image>(16, 16 * 33, 3, std::uint8_t{5}));
  EXPECT_EQ(cache.find({0, 500, 0}), nullptr);
}

TEST(TileCache, TheSameBlockTwiceCountsOnce) {
  TileCache cache(100 * kBlockBytes);
  cache.insert({0, 0, 0}, blockOf(1));
  cache.insert({0, 0, 0}, blockOf(2));
  EXPECT_EQ(cache.bytes(), kBlockBytes);
  EXPECT_EQ(cache.find({0, 0, 0})->bytes.front(), 2);
}

}  // namespace
}  // namespace snitt
