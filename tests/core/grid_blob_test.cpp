#include "core/store/grid_blob.h"

#include <bit>
#include <cstdint>

#include "support/sample_record.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

// NaN is equal to nothing, so values are compared bit by bit.
void expectSame(const TileGrid& a, TileGrid b) {
  ASSERT_EQ(a.scores.size(), b.scores.size());
  for (std::size_t member = 0; member < a.scores.size(); ++member) {
    ASSERT_EQ(a.scores[member].size(), b.scores[member].size());
    for (std::size_t tile = 0; tile < a.scores[member].size(); ++tile)
      EXPECT_EQ(std::bit_cast<std::uint64_t>(a.scores[member][tile]),
                std::bit_cast<std::uint64_t>(b.scores[member][tile]));
  }
  b.scores = a.scores;
  TileGrid withoutScores = a;
  withoutScores.scores.clear();
  b.scores.clear();
  EXPECT_EQ(withoutScores, b);
}

TEST(GridBlob, GivesBackEveryBit) {
  TileGrid grid = test::sampleGrid("40x", 5000, 7);
  grid.tiles[0] = {-3, 2000000000};
  grid.scores[0][0] = 5e-324;
  grid.scores[0][1] = -0.0;
  for (const TileGrid& one : {grid, test::sampleGrid("10x", 0, 1), TileGrid{}}) {
    const auto again = unpackGrid(packGrid(one));
    ASSERT_TRUE(again) << again.error().message;
    expectSame(one, *again);
  }
}

TEST(GridBlob, IsSmallerThanItsNumbers) {
  const TileGrid grid = test::sampleGrid("40x", 5000, 7);
  EXPECT_LT(packGrid(grid).size(), 5000U * (2 * 8 + 8));
}

TEST(GridBlob, DamageIsNoticedWhereverItIs) {
  const std::string blob = packGrid(test::sampleGrid("40x", 200, 3));
  std::size_t kept = 0;
  for (std::size_t at = 0; at < blob.size(); ++at) {
    std::string damaged = blob;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    // A few bits of a zstd frame carry nothing: then the grid is what it was.
    const auto grid = unpackGrid(damaged);
    EXPECT_TRUE(!grid || packGrid(*grid) == blob) << "byte " << at << " of " << blob.size();
    kept += grid ? 1U : 0U;
  }
  EXPECT_LT(kept, blob.size() / 100);
  for (std::size_t length = 0; length < blob.size(); ++length) EXPECT_FALSE(unpackGrid(blob.substr(0, length)));
}

TEST(GridBlob, ANewerFormatIsToldFromDamage) {
  std::string blob = packGrid(test::sampleGrid("40x", 20, 3));
  blob[7] = 2;
  EXPECT_EQ(unpackGrid(blob).error().kind, ErrorKind::unsupported);
  blob[0] = 'X';
  EXPECT_EQ(unpackGrid(blob).error().kind, ErrorKind::corrupt);
}

}  // namespace
}  // namespace snitt
