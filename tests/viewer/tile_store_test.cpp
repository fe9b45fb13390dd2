#include "ui/view/tile_store.h"

#include <QElapsedTimer>
#include <QTest>

#include <memory>

#include <gtest/gtest.h>

#include "support/slow_slide.h"
#include "ui/document/reaper.h"

namespace snitt {
namespace {

using test::Gate;
using test::SlowSlide;

std::vector<DisplayTile> row(int count, int level = 0) {
  std::vector<DisplayTile> tiles;
  for (int i = 0; i < count; ++i) tiles.push_back({level, i, 0});
  return tiles;
}

bool waitIdle(const TileStore& store) {
  return QTest::qWaitFor([&] { return store.idle(); }, 5000);
}

TEST(TileStore, GivesTheSlidesPixels) {
  auto slide = std::make_shared<SlowSlide>(2000, 2000, nullptr);
  TileStore store(slide, {});
  store.want({{0, 3, 2}});
  ASSERT_TRUE(waitIdle(store));
  const auto tile = store.find({0, 3, 2});
  ASSERT_NE(tile, nullptr);
  const Region region = store.pyramid().region({0, 3, 2});
  const auto expected = slide->read(region);
  ASSERT_TRUE(expected);
  ASSERT_EQ(tile->picture.size(), QSize(region.widthPx, region.heightPx));
  for (int y = 0; y < region.heightPx; y += 7)
    for (int x = 0; x < region.widthPx; x += 5) {
      const auto* rgb = expected->pixel(x, y);
      ASSERT_EQ(tile->picture.pixel(x, y), qRgb(rgb[0], rgb[1], rgb[2])) << x << ", " << y;
    }
}

TEST(TileStore, ANewListReplacesTheOldOne) {
  auto gate = std::make_shared<Gate>();
  auto slide = std::make_shared<SlowSlide>(20000, 2000, gate);
  TileStore store(slide, {1, std::size_t{64} << 20});
  store.want(row(50));
  ASSERT_TRUE(QTest::qWaitFor([&] { return gate->waiting() == 1; }, 2000));
  store.want({{0, 60, 1}});
  gate->open();
  ASSERT_TRUE(waitIdle(store));
  // The one that was being read, and the one that is wanted now; none of the other 49.
  EXPECT_EQ(slide->decoded(), 2);
  EXPECT_NE(store.find({0, 60, 1}), nullptr);
  EXPECT_EQ(store.find({0, 5, 0}), nullptr);
}

TEST(TileStore, KeepsToItsBudget) {
  auto slide = std::make_shared<SlowSlide>(200000, 2000, nullptr);
  const std::size_t budget = std::size_t{8} << 20;
  TileStore store(slide, {2, budget});
  for (int part = 0; part < 20; ++part) {
    std::vector<DisplayTile> tiles;
    for (int i = 0; i < 16; ++i) tiles.push_back({0, part * 16 + i, 0});
    store.want(tiles);
    ASSERT_TRUE(waitIdle(store));
    EXPECT_LE(store.bytes(), budget);
  }
  // The last that were wanted are those that stayed.
  EXPECT_NE(store.find({0, 319, 0}), nullptr);
  EXPECT_EQ(store.find({0, 0, 0}), nullptr);
}

// A large screen, large tiles and a small budget: what is on the screen must all be there at once.
TEST(TileStore, KeepsWhatIsOnTheScreenAlsoBeyondItsBudget) {
  auto slide = std::make_shared<SlowSlide>(200000, 2000, nullptr);
  TileStore store(slide, {2, std::size_t{1} << 20});
  std::vector<DisplayTile> tiles = row(80);
  store.want(tiles, 40);
  ASSERT_TRUE(waitIdle(store));
  for (int i = 0; i < 40; ++i) EXPECT_TRUE(store.isCurrent({0, i, 0})) << i;
  EXPECT_EQ(store.find({0, 60, 0}), nullptr);
  // And no longer than it is.
  store.want({{0, 100, 1}}, 1);
  ASSERT_TRUE(waitIdle(store));
  EXPECT_LE(store.bytes(), std::size_t{2} << 20);
}

TEST(TileStore, ADamagedTileFailsAloneUntilItIsTriedAgain) {
  auto slide = std::make_shared<SlowSlide>(2000, 2000, nullptr);
  slide->damage(1, 0);
  TileStore store(slide, {});
  store.want(row(3));
  ASSERT_TRUE(waitIdle(store));
  EXPECT_FALSE(store.find({0, 0, 0})->picture.isNull());
  ASSERT_NE(store.find({0, 1, 0}), nullptr);
  EXPECT_TRUE(store.find({0, 1, 0})->picture.isNull());
  EXPECT_FALSE(store.find({0, 1, 0})->fault.isEmpty());
  EXPECT_EQ(store.failures(), 1U);
  store.forgetFailures();
  EXPECT_EQ(store.find({0, 1, 0}), nullptr);
  EXPECT_EQ(store.failures(), 0U);
}

TEST(TileStore, ANewLookIsPaintedOverTheOldOne) {
  auto slide = std::make_shared<SlowSlide>(2000, 2000, nullptr);
  TileStore store(slide, {});
  store.want({{0, 2, 2}});
  ASSERT_TRUE(waitIdle(store));
  const QRgb before = store.find({0, 2, 2})->picture.pixel(20, 20);
  DisplayLook bright;
  bright.brightness = 0.3;
  store.setLook(LookRenderer::make(bright, {}));
  // What is there is still shown until the new one comes.
  EXPECT_EQ(store.find({0, 2, 2})->picture.pixel(20, 20), before);
  EXPECT_FALSE(store.isCurrent({0, 2, 2}));
  store.want({{0, 2, 2}});
  ASSERT_TRUE(waitIdle(store));
  EXPECT_TRUE(store.isCurrent({0, 2, 2}));
  EXPECT_GT(qRed(store.find({0, 2, 2})->picture.pixel(20, 20)), qRed(before));
}

// A share that went away: nobody waits for it.
TEST(TileStore, DestructionDoesNotWaitForAReadThatHangs) {
  auto gate = std::make_shared<Gate>();
  auto store = std::make_unique<TileStore>(std::make_shared<SlowSlide>(20000, 2000, gate), TileStoreOptions{});
  store->want(row(20));
  ASSERT_TRUE(QTest::qWaitFor([&] { return gate->waiting() > 0; }, 2000));
  QElapsedTimer clock;
  clock.start();
  store.reset();
  EXPECT_LT(clock.elapsed(), 1000);
  EXPECT_FALSE(Reaper::allEnded(std::chrono::milliseconds(20)));
  gate->open();
  EXPECT_TRUE(Reaper::allEnded(std::chrono::milliseconds(5000)));
}

}  // namespace
}  // namespace snitt
