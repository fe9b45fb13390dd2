#include "inference/tile_stream.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <thread>

#include "support/fake_slide.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

constexpr int kTilePx = 64;
constexpr int kColumns = 10;
constexpr int kRows = 5;

// Each tile's pixels tell its position in the plan.
void paintPosition(std::int64_t x, std::int64_t y, std::uint8_t* rgb) {
  rgb[0] = static_cast<std::uint8_t>(x / kTilePx);
  rgb[1] = static_cast<std::uint8_t>(y / kTilePx);
  rgb[2] = 7;
}

TilePlan wholePlan() {
  TilePlan plan;
  plan.geometry.downsample = 1;
  plan.geometry.tilePx = kTilePx;
  plan.geometry.stepPx = kTilePx;
  for (int row = 0; row < kRows; ++row)
    for (int column = 0; column < kColumns; ++column) plan.tiles.push_back({column, row});
  return plan;
}

class TileStream : public testing::Test {
 protected:
  TileStream() : m_slide(kColumns * kTilePx, kRows * kTilePx, paintPosition, kTilePx) {}

  auto stream(int batch, int workers, const BatchWork& work, const RunControl& control = {}) {
    return streamTiles(m_slide, m_plan, {batch, workers}, work, {}, control);
  }

  test::FakeSlide m_slide;
  TilePlan m_plan = wholePlan();
};

// As on a GPU: few workers, many readers, passes so large that few wait. 64 MiB each, so four and the worker's.
TEST_F(TileStream, EndsWithFewerBuffersThanReaders) {
  constexpr int batch = (64 << 20) / (3 * kTilePx * kTilePx) + 1;
  std::atomic<std::size_t> tiles = 0;
  const auto count = [&](const TileBatch& one) -> Result<void> {
    tiles += one.count;
    return {};
  };
  ASSERT_TRUE(streamTiles(m_slide, m_plan, {batch, 1, 16}, count, {}, {}));
  EXPECT_EQ(tiles, m_plan.tiles.size());
}

TEST_F(TileStream, EveryTileComesOnceWithItsOwnPixelsWhateverTheThreads) {
  for (const int workers : {1, 2, 7}) {
    std::mutex mutex;
    std::map<std::size_t, std::size_t> firstOfBatch;
    std::vector<int> seen(m_plan.tiles.size(), 0);
    const auto unreadable = stream(4, workers, [&](const TileBatch& batch) -> Result<void> {
      const std::scoped_lock lock(mutex);
      firstOfBatch[batch.number] = batch.first;
      for (std::size_t i = 0; i < batch.count; ++i) {
        const std::uint8_t* pixel = batch.rgb.data() + i * kTilePx * kTilePx * 3;
        EXPECT_EQ(pixel[0], m_plan.tiles[batch.first + i].column);
        EXPECT_EQ(pixel[1], m_plan.tiles[batch.first + i].row);
        ++seen[batch.first + i];
      }
      return {};
    });
    ASSERT_TRUE(unreadable) << unreadable.error().message;
    EXPECT_TRUE(unreadable->empty());
    EXPECT_TRUE(std::all_of(seen.begin(), seen.end(), [](int count) { return count == 1; }));
    for (const auto& [number, first] : firstOfBatch) EXPECT_EQ(first, number * 4);
  }
}

// Batches are stretches of the order; what a batch holds and what is unreadable is told by index in the plan.
TEST_F(TileStream, TilesComeInTheOrderThatWasAskedFor) {
  std::vector<std::uint32_t> order(m_plan.tiles.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint32_t>((i * 7 + 3) % order.size());
  m_slide.damage(3, 2);
  for (const int workers : {1, 5}) {
    std::mutex mutex;
    std::vector<std::uint32_t> seen(order.size());
    const auto unreadable = streamTiles(m_slide, m_plan, {4, workers, 0, order},
                                        [&](const TileBatch& batch) -> Result<void> {
                                          const std::scoped_lock lock(mutex);
                                          EXPECT_EQ(batch.first, batch.number * 4);
                                          EXPECT_EQ(batch.tiles.size(), batch.count);
                                          for (std::size_t i = 0; i < batch.count; ++i) {
                                            seen[batch.first + i] = batch.tiles[i];
                                            const std::uint8_t* pixel = batch.rgb.data() + i * kTilePx * kTilePx * 3;
                                            const TilePosition& place = m_plan.tiles[batch.tiles[i]];
                                            const bool white = place == TilePosition{3, 2};
                                            EXPECT_EQ(pixel[0], white ? 255 : place.column);
                                            EXPECT_EQ(pixel[1], white ? 255 : place.row);
                                          }
                                          return {};
                                        },
                                        {}, {});
    ASSERT_TRUE(unreadable);
    EXPECT_EQ(seen, order);
    EXPECT_EQ(*unreadable, (std::vector<std::size_t>{23}));
  }
}

TEST_F(TileStream, TheLastBatchIsPaddedWithWhite) {
  bool seen = false;
  const auto done = stream(8, 2, [&](const TileBatch& batch) -> Result<void> {
    EXPECT_EQ(batch.rgb.size(), 8U * kTilePx * kTilePx * 3);
    if (batch.count == 8) return {};
    EXPECT_EQ(batch.count, 50U % 8);
    const auto padding = batch.rgb.begin() + static_cast<std::ptrdiff_t>(batch.count * kTilePx * kTilePx * 3);
    EXPECT_TRUE(std::all_of(padding, batch.rgb.end(), [](std::uint8_t value) { return value == 255; }));
    seen = true;
    return {};
  });
  EXPECT_TRUE(done);
  EXPECT_TRUE(seen);
}

TEST_F(TileStream, UnreadableTilesAreListedAndWhiteAndOthersGoOn) {
  m_slide.damage(3, 2);
  m_slide.damage(9, 4);
  std::atomic<std::size_t> tiles{0};
  std::atomic<bool> white{false};
  const auto unreadable = stream(4, 3, [&](const TileBatch& batch) -> Result<void> {
    tiles += batch.count;
    for (const std::size_t index : batch.unreadable)
      if (index == 23) white = batch.rgb[(index - batch.first) * kTilePx * kTilePx * 3] == 255;
    return {};
  });
  ASSERT_TRUE(unreadable);
  EXPECT_EQ(*unreadable, (std::vector<std::size_t>{23, 49}));
  EXPECT_EQ(tiles, m_plan.tiles.size());
  EXPECT_TRUE(white);
}

TEST_F(TileStream, AWorkersErrorEndsItWithThatError) {
  const auto result = stream(2, 4, [](const TileBatch& batch) -> Result<void> {
    if (batch.number == 5) return fail(ErrorKind::model, "member 10x-3 gave NaN");
    return {};
  });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error(), (Error{ErrorKind::model, "member 10x-3 gave NaN"}));
}

TEST_F(TileStream, AStopEndsItSoon) {
  std::stop_source stop;
  const RunControl control{stop.get_token(), {}, nullptr};
  const auto result = stream(
      1, 2,
      [&](const TileBatch& batch) -> Result<void> {
        if (batch.number == 3) stop.request_stop();
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return {};
      },
      control);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::cancelled);
}

TEST_F(TileStream, AnEmptyPlanIsDoneAtOnce) {
  m_plan.tiles.clear();
  const auto result = stream(4, 2, [](const TileBatch&) -> Result<void> {
    ADD_FAILURE() << "there is nothing to work on";
    return {};
  });
  ASSERT_TRUE(result);
  EXPECT_TRUE(result->empty());
}

}  // namespace
}  // namespace snitt
