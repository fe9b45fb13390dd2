#include "inference/tile_scoring.h"

#include <gtest/gtest.h>

#include "network_fixture.h"
#include "support/fake_slide.h"

namespace snitt {
namespace {

constexpr int kTilePx = 64;
constexpr int kAcross = 12;

// Colours that change over the slide, with some texture.
void paint(std::int64_t x, std::int64_t y, std::uint8_t* rgb) {
  rgb[0] = static_cast<std::uint8_t>(120 + x * 120 / (kTilePx * kAcross));
  rgb[1] = static_cast<std::uint8_t>(60 + y * 120 / (kTilePx * kAcross));
  rgb[2] = static_cast<std::uint8_t>((x * 31 + y * 17) % 64 + 100);
}

class TileScoring : public testing::Test {
 protected:
  TileScoring() : m_small(HeadKind::noisyAnd, 2), m_slide(kAcross * kTilePx, kAcross * kTilePx, paint, 100) {
    m_plan.geometry = {1, kTilePx, kTilePx};
    for (int row = 0; row < kAcross; ++row)
      for (int column = 0; column < kAcross; ++column) m_plan.tiles.push_back({column, row});
    auto networks = loadTileNetworks(m_small.bundle, m_small.resolution(), {});
    if (!networks) throw std::runtime_error(networks.error().message);
    m_networks = std::move(*networks);
  }

  ResolutionOutputs score(int threads, const TileVisits& visits) {
    auto outputs = scoreTiles(m_slide, m_plan, m_small.resolution(), *m_networks, threads, visits, {}, {});
    EXPECT_TRUE(outputs) << outputs.error().message;
    return outputs ? std::move(*outputs) : ResolutionOutputs{};
  }

  test::SmallBundle m_small;
  test::FakeSlide m_slide;
  TilePlan m_plan;
  std::unique_ptr<TileNetworks> m_networks;
};

TEST_F(TileScoring, TheOrderOfVisitsAndThreadsChangeNothing) {
  m_slide.damage(2, 5);
  const ResolutionOutputs expected = score(1, {1, {}});
  EXPECT_FALSE(expected.grid.unreadable.empty());
  EXPECT_LT(expected.grid.unreadable.size(), 10U);
  for (const auto& [threads, seed] : {std::pair(3, 1), std::pair(1, 2)}) {
    const ResolutionOutputs other = score(threads, {static_cast<std::uint64_t>(seed), {}});
    EXPECT_EQ(other.members, expected.members);
    // Rows of tiles that could not be read are NaN, which differs from itself.
    EXPECT_EQ(other.grid.unreadable, expected.grid.unreadable);
    EXPECT_EQ(formatTileScores(other.grid), formatTileScores(expected.grid));
  }
}

TEST_F(TileScoring, TheLastEstimateIsTheScore) {
  m_slide.damage(2, 5);
  std::vector<std::size_t> tiles;
  BlockEstimate last;
  const ResolutionOutputs outputs = score(2, {1, [&](const BlockEstimate& estimate, std::size_t done) {
                                                tiles.push_back(done);
                                                last = estimate;
                                              }});
  ASSERT_GE(tiles.size(), 2U);
  EXPECT_LT(tiles.front(), m_plan.tiles.size());
  EXPECT_EQ(tiles.back(), m_plan.tiles.size());
  EXPECT_TRUE(std::ranges::is_sorted(tiles));
  EXPECT_NEAR(last.score, (outputs.members[0].score + outputs.members[1].score) / 2, 1e-6);
  EXPECT_EQ(last.lower95, last.upper95);
}

}  // namespace
}  // namespace snitt
