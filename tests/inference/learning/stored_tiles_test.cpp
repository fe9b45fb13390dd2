#include "inference/learning/stored_tiles.h"

#include <gtest/gtest.h>

#include "inference/learning/patient_bags.h"
#include "support/fake_slide.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

namespace snitt {
namespace {

constexpr int kTilePx = 16;

test::FakeSlide slide() {
  return {640, 640,
          [](std::int64_t x, std::int64_t y, std::uint8_t* rgb) {
            rgb[0] = static_cast<std::uint8_t>(x);
            rgb[1] = static_cast<std::uint8_t>(y);
            rgb[2] = static_cast<std::uint8_t>(x * y);
          },
          64};
}

TilePlan plan() {
  Mask all(40, 40);
  std::ranges::fill(all.values, 255);
  return planTiles({1, kTilePx, 0, 0.5, 0}, all, 16).value();
}

std::vector<std::uint8_t> readOne(const StoredTiles& tiles, std::uint32_t index) {
  std::vector<std::uint8_t> rgb(tiles.tileBytes());
  const std::vector<std::uint32_t> one{index};
  EXPECT_TRUE(tiles.read(one, rgb));
  return rgb;
}

class StoredTilesFile : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(storeTiles(m_file, "slide 1", m_slide, m_plan, {})); }
  test::FakeSlide m_slide = slide();
  TilePlan m_plan = plan();
  test::TempFolder m_folder;
  std::filesystem::path m_file = m_folder / "one.tiles";
};

TEST_F(StoredTilesFile, HoldsTheSlidesPixelsInThePlansOrder) {
  const auto tiles = StoredTiles::open(m_file, "slide 1");
  ASSERT_TRUE(tiles) << tiles.error().message;
  ASSERT_EQ(tiles->count(), m_plan.tiles.size());
  const std::vector<std::uint32_t> asked{0, 1, 2, 41, 600, 601};
  std::vector<std::uint8_t> rgb(asked.size() * tiles->tileBytes());
  ASSERT_TRUE(tiles->read(asked, rgb));
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const Image expected = m_slide.read(m_plan.region(asked[i])).value();
    const auto own = std::span(rgb).subspan(i * tiles->tileBytes(), tiles->tileBytes());
    EXPECT_TRUE(std::ranges::equal(own, expected.bytes)) << asked[i];
  }
}

TEST_F(StoredTilesFile, OtherTilesAndDamageAreNotTaken) {
  EXPECT_EQ(StoredTiles::open(m_file, "slide 2").error().kind, ErrorKind::corrupt);
  const std::string whole = test::readBytes(m_file);
  for (const std::size_t at : {std::size_t{5}, whole.size() / 2, whole.size() - 3, whole.size() - 12}) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] + 1);
    test::writeBytes(m_file, damaged);
    EXPECT_FALSE(StoredTiles::open(m_file, "slide 1")) << "byte " << at;
  }
  for (const std::size_t length : {std::size_t{0}, std::size_t{10}, whole.size() - 1}) {
    test::writeBytes(m_file, whole.substr(0, length));
    EXPECT_FALSE(StoredTiles::open(m_file, "slide 1")) << length << " bytes";
  }
}

TEST(StoredTiles, TilesThatCannotBeReadAreLeftOutAndCounted) {
  const test::TempFolder folder;
  test::FakeSlide damaged = slide();
  damaged.damage(0, 0);  // 4 × 4 tiles
  const TilePlan all = plan();
  ASSERT_TRUE(storeTiles(folder / "one.tiles", "x", damaged, all, {}));
  const auto tiles = StoredTiles::open(folder / "one.tiles", "x");
  ASSERT_TRUE(tiles);
  EXPECT_EQ(tiles->unreadable(), 16U);
  EXPECT_EQ(tiles->count(), all.tiles.size() - 16);
  const Image first = damaged.read(all.region(4)).value();  // the first beside the damage
  EXPECT_TRUE(readOne(*tiles, 0) == first.bytes);
}

TEST(StoredTiles, AStopLeavesNothing) {
  const test::TempFolder folder;
  test::FakeSlide whole = slide();
  std::stop_source stop;
  stop.request_stop();
  RunControl control;
  control.stop = stop.get_token();
  EXPECT_EQ(storeTiles(folder / "one.tiles", "x", whole, plan(), control).error().kind, ErrorKind::cancelled);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST_F(StoredTilesFile, ABagCountsThroughItsSlides) {
  test::FakeSlide other(64, 64, [](std::int64_t, std::int64_t, std::uint8_t* rgb) { rgb[0] = rgb[1] = rgb[2] = 7; });
  Mask all(4, 4);
  std::ranges::fill(all.values, 255);
  const TilePlan small = planTiles({1, kTilePx, 0, 0.5, 0}, all, 16).value();
  ASSERT_TRUE(storeTiles(m_folder / "two.tiles", "slide 2", other, small, {}));
  const auto first = StoredTiles::open(m_file, "slide 1");
  const auto second = StoredTiles::open(m_folder / "two.tiles", "slide 2");
  ASSERT_TRUE(first && second);
  const PatientBags bags({{{}, {&*second, &*first}}});
  ASSERT_EQ(bags.tileCount(0), 16 + first->count());
  const std::vector<std::uint32_t> asked{15, 16, 20};
  std::vector<std::uint8_t> rgb(3 * first->tileBytes());
  ASSERT_TRUE(bags.read(0, asked, rgb));
  const std::size_t bytes = first->tileBytes();
  EXPECT_EQ(std::ranges::count(std::span(rgb).first(bytes), 7), std::ptrdiff_t(bytes));
  EXPECT_TRUE(std::ranges::equal(std::span(rgb).subspan(bytes, bytes), readOne(*first, 0)));
  EXPECT_TRUE(std::ranges::equal(std::span(rgb).subspan(2 * bytes, bytes), readOne(*first, 4)));
  EXPECT_FALSE(bags.read(0, std::vector<std::uint32_t>{static_cast<std::uint32_t>(bags.tileCount(0))},
                         std::span(rgb).first(bytes)));
}

}  // namespace
}  // namespace snitt
