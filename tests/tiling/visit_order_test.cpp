#include "tiling/visit_order.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <map>
#include <mutex>
#include <numeric>
#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "support/fake_slide.h"

namespace snitt {
namespace {

// A ragged region: what lies outside a circle is left out.
TilePlan roundPlan(int across, int stepPx = 448, double downsample = 1) {
  TilePlan plan;
  plan.geometry = {downsample, stepPx, stepPx};
  const double middle = (across - 1) / 2.0;
  for (int row = 0; row < across; ++row)
    for (int column = 0; column < across; ++column)
      if ((row - middle) * (row - middle) + (column - middle) * (column - middle) <= across * across / 4.0)
        plan.tiles.push_back({column, row});
  return plan;
}

// The place of each tile's block, in the order of visits.
std::vector<std::pair<int, int>> blockPlaces(const TilePlan& plan, const VisitOrder& order, int edge) {
  std::vector<std::pair<int, int>> places;
  std::size_t begin = 0;
  for (const std::size_t end : order.blockEnds) {
    for (std::size_t i = begin; i < end; ++i) {
      const TilePosition& tile = plan.tiles[order.tiles[i]];
      if (i == begin) places.emplace_back(tile.column / edge, tile.row / edge);
      EXPECT_EQ(places.back(), std::pair(tile.column / edge, tile.row / edge)) << "a block holds no other's tiles";
    }
    begin = end;
  }
  return places;
}

TEST(VisitOrder, VisitsEachTileOnceBlockByBlock) {
  const TilePlan plan = roundPlan(21);
  const VisitOrder order = visitOrder(plan, 4, 1);
  std::vector<std::uint32_t> sorted = order.tiles;
  std::ranges::sort(sorted);
  std::vector<std::uint32_t> each(plan.tiles.size());
  std::iota(each.begin(), each.end(), 0U);
  EXPECT_EQ(sorted, each);
  EXPECT_EQ(order.blockEnds.back(), plan.tiles.size());
  const auto places = blockPlaces(plan, order, 4);
  EXPECT_EQ(std::set(places.begin(), places.end()).size(), places.size()) << "a block is visited in one go";
}

TEST(VisitOrder, TilesOfABlockFollowEachOtherAsNeighbours) {
  TilePlan plan;
  for (int row = 0; row < 8; ++row)
    for (int column = 0; column < 8; ++column) plan.tiles.push_back({column, row});
  const VisitOrder order = visitOrder(plan, 4, 3);
  for (std::size_t i = 1; i < order.tiles.size(); ++i) {
    if (i % 16 == 0) continue;
    const TilePosition& one = plan.tiles[order.tiles[i - 1]];
    const TilePosition& next = plan.tiles[order.tiles[i]];
    EXPECT_EQ(std::abs(one.column - next.column) + std::abs(one.row - next.row), 1) << i;
  }
}

// Worked by a Python program after the reference of the generator (Matsumoto and Nishimura), seed 2026.
TEST(VisitOrder, ASeedGivesTheSameOrderEverywhere) {
  TilePlan plan;
  for (int column = 0; column < 12; ++column) plan.tiles.push_back({column, 0});
  const std::vector<std::uint32_t> expected{3, 10, 4, 6, 7, 0, 11, 2, 8, 1, 9, 5};
  EXPECT_EQ(visitOrder(plan, 1, 2026).tiles, expected);
  EXPECT_NE(visitOrder(plan, 1, 2027).tiles, expected);
}

// The first blocks are a simple random sample: each block is among them equally often.
TEST(VisitOrder, EveryBlockIsEquallyLikelyToComeEarly) {
  const TilePlan plan = roundPlan(12);
  std::map<std::pair<int, int>, int> early;
  constexpr int kSeeds = 3000;
  for (int seed = 0; seed < kSeeds; ++seed) {
    const auto places = blockPlaces(plan, visitOrder(plan, 4, static_cast<std::uint64_t>(seed)), 4);
    ASSERT_EQ(places.size(), 9U);
    for (std::size_t i = 0; i < 3; ++i) ++early[places[i]];
  }
  // A third of 3000, standard deviation 26.
  for (const auto& [place, count] : early) EXPECT_NEAR(count, kSeeds / 3, 110) << place.first << " " << place.second;
}

TEST(VisitOrder, AnEmptyPlanHasNoBlocks) {
  EXPECT_TRUE(visitOrder({}, 4, 1).blockEnds.empty());
  EXPECT_EQ(visitBlockEdge({}), 1);
}

// Enough blocks for an early estimate, and no block that a reader's cache could not hold.
TEST(VisitOrder, BlocksAreManyAndFitACache) {
  for (const int across : {6, 18, 36, 80, 160})
    for (const double downsample : {1.0, 4.5}) {
      const TilePlan plan = roundPlan(across, 448, downsample);
      const int edge = visitBlockEdge(plan);
      const VisitOrder order = visitOrder(plan, edge, 1);
      EXPECT_GE(order.blockEnds.size(), std::min<std::size_t>(plan.tiles.size(), 64)) << across << " " << downsample;
      EXPECT_LE(edge * 448 * downsample * edge * 448 * downsample * 3, 70e6);
      if (across == 160 && downsample == 1) {
        EXPECT_GE(edge, 8) << "larger blocks decode less again";
      }
    }
}

TEST(VisitOrder, TheSeedFollowsFromSlideAndResolution) {
  EXPECT_EQ(visitSeed("ab12", "10x"), visitSeed("ab12", "10x"));
  EXPECT_NE(visitSeed("ab12", "10x"), visitSeed("ab12", "40x"));
  EXPECT_NE(visitSeed("ab12", "10x"), visitSeed("ab13", "10x"));
  // FNV-1a of "a\nb", from the algorithm's definition in Python.
  EXPECT_EQ(visitSeed("a", "b"), 0xe5beb1190415e670ULL);
}

// Counts how often each of the file's tiles is decoded, slowly enough that threads want the same one at once.
class CountingSlide : public test::FakeSlide {
 public:
  static constexpr int kTilePx = 240;

  CountingSlide(std::int64_t edgePx, std::size_t cacheBytes)
      : FakeSlide(
            edgePx, edgePx, [](std::int64_t, std::int64_t, std::uint8_t*) {}, kTilePx, cacheBytes) {}

  std::map<std::pair<std::int64_t, std::int64_t>, int> decoded;

 protected:
  Result<Image> decodeBlock(int level, std::int64_t column, std::int64_t row) override {
    {
      const std::scoped_lock lock(m_mutex);
      ++decoded[{column, row}];
    }
    std::this_thread::sleep_for(std::chrono::microseconds(100));
    return FakeSlide::decodeBlock(level, column, row);
  }

 private:
  std::mutex m_mutex;
};

// Reads tiles [begin, end) of an order with several threads, each taking the next one.
void readTiles(SlideReader& slide, const TilePlan& plan, const VisitOrder& order, std::size_t begin, std::size_t end) {
  std::atomic<std::size_t> next{begin};
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (std::size_t at = next++; at < end; at = next++) ASSERT_TRUE(slide.read(plan.region(order.tiles[at])));
    });
}

// A slide of 108 MB through a cache of 40: each of the file's tiles is decoded once in a block, and again only where it
// lies in several blocks.
TEST(VisitOrder, FilesTilesAreDecodedOnceABlock) {
  constexpr int kAcross = 24;
  constexpr int kTilePx = 250;
  constexpr int kEdge = 4;
  TilePlan plan;
  plan.geometry = {1, kTilePx, kTilePx};
  for (int row = 0; row < kAcross; ++row)
    for (int column = 0; column < kAcross; ++column) plan.tiles.push_back({column, row});
  const VisitOrder order = visitOrder(plan, kEdge, 5);

  CountingSlide slide(kAcross * kTilePx, std::size_t{40} << 20);
  readTiles(slide, plan, order, 0, order.blockEnds.front());
  for (const auto& [place, times] : slide.decoded) EXPECT_EQ(times, 1) << place.first << ", " << place.second;
  std::size_t begin = order.blockEnds.front();
  for (std::size_t block = 1; block < order.blockEnds.size(); ++block) {
    readTiles(slide, plan, order, begin, order.blockEnds[block]);
    begin = order.blockEnds[block];
  }
  // Blocks that a file's tile lies in, along one axis.
  const auto blocksAlong = [](std::int64_t at) {
    constexpr int kBlockPx = kEdge * kTilePx;
    const std::int64_t last = std::min<std::int64_t>((at + 1) * CountingSlide::kTilePx, kAcross * kTilePx) - 1;
    return last / kBlockPx - at * CountingSlide::kTilePx / kBlockPx + 1;
  };
  EXPECT_EQ(slide.decoded.size(), 25U * 25U);
  for (const auto& [place, times] : slide.decoded)
    EXPECT_LE(times, blocksAlong(place.first) * blocksAlong(place.second)) << place.first << ", " << place.second;
}

}  // namespace
}  // namespace snitt
