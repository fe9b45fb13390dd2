#include "inference/estimate/running_estimate.h"

#include <cmath>
#include <numeric>
#include <thread>

#include <gtest/gtest.h>

namespace snitt {
namespace {

// The mean of numbers: a tile's embedding is its score.
class MeanSummary : public BagSummary {
 public:
  std::size_t size() const override { return 2; }
  void add(std::span<const float> embedding, std::span<double> sums) const override {
    sums[0] += 1;
    sums[1] += double{embedding[0]};
  }
  std::optional<double> score(std::span<const double> sums) const override {
    return sums[0] > 0 ? std::optional(sums[1] / sums[0]) : std::nullopt;
  }
};

// Two members without networks.
class Numbers : public TileNetworks {
 public:
  int embeddingSize(std::size_t) const override { return 1; }
  std::size_t memberCount() const override { return 2; }
  int batch() const override { return 4; }
  Result<void> embed(std::span<const std::uint8_t>, std::span<const std::span<float>>,
                     const std::stop_token&) const override {
    return fail(ErrorKind::model, "not asked for");
  }
  Result<PooledScore> pool(std::size_t, std::span<const float>) const override {
    return fail(ErrorKind::model, "not asked for");
  }
  const BagSummary& summary(std::size_t) const override { return m_summary; }

 private:
  MeanSummary m_summary;
};

struct Told {
  BlockEstimate estimate;
  std::size_t tiles;
};

// Sixteen blocks of three tiles, visited as planned; the members say tile/100 and tile/50.
class RunningEstimateOfNumbers : public testing::Test {
 protected:
  RunningEstimateOfNumbers() {
    m_order.tiles.resize(48);
    std::iota(m_order.tiles.begin(), m_order.tiles.end(), 0U);
    for (std::size_t end = 3; end <= 48; end += 3) m_order.blockEnds.push_back(end);
  }

  // Batches of four: they lie across blocks.
  void give(RunningEstimate& estimate, std::size_t number, std::vector<std::size_t> unreadable = {}) const {
    TileBatch batch;
    batch.number = number;
    batch.first = number * 4;
    batch.count = 4;
    batch.tiles = std::span(m_order.tiles).subspan(batch.first, 4);
    batch.unreadable = std::move(unreadable);
    std::vector<std::vector<float>> embeddings(2);
    for (const std::uint32_t tile : batch.tiles) {
      embeddings[0].push_back(static_cast<float>(tile) / 100);
      embeddings[1].push_back(static_cast<float>(tile) / 50);
    }
    estimate.add(batch, embeddings);
  }

  RunningEstimate::Sink keep() {
    return [this](const BlockEstimate& estimate, std::size_t tiles) { m_told.push_back({estimate, tiles}); };
  }

  // Of the first tiles, both members together.
  static double meanOfFirst(int tiles) { return (tiles - 1) / 2.0 * 0.015; }

  Numbers m_networks;
  VisitOrder m_order;
  std::vector<Told> m_told;
};

TEST_F(RunningEstimateOfNumbers, BeginsAtTwelveBlocksAndEndsAtTheScore) {
  RunningEstimate estimate(m_networks, m_order, keep());
  for (std::size_t number = 0; number < 12; ++number) {
    give(estimate, number);
    if (number < 8) {
      ASSERT_TRUE(m_told.empty()) << "32 tiles complete ten blocks";
    } else if (number == 8) {
      ASSERT_EQ(m_told.size(), 1U) << "36 tiles complete twelve";
    }
  }
  EXPECT_EQ(m_told[0].tiles, 36U);
  EXPECT_NEAR(m_told[0].estimate.score, meanOfFirst(36), 1e-6);
  EXPECT_LT(m_told[0].estimate.lower95, m_told[0].estimate.score);
  ASSERT_EQ(m_told.size(), 2U) << "two a second at most, and the last one";
  EXPECT_EQ(m_told[1].tiles, 48U);
  EXPECT_NEAR(m_told[1].estimate.score, meanOfFirst(48), 1e-6);
  EXPECT_EQ(m_told[1].estimate.lower95, m_told[1].estimate.upper95);
}

// Blocks that happen to be quick must not be the sample.
TEST_F(RunningEstimateOfNumbers, WaitsForTheBlocksBefore) {
  RunningEstimate estimate(m_networks, m_order, keep());
  for (std::size_t number = 1; number < 12; ++number) give(estimate, number);
  EXPECT_TRUE(m_told.empty());
  give(estimate, 0);
  ASSERT_EQ(m_told.size(), 1U);
  EXPECT_EQ(m_told[0].tiles, 48U);
}

TEST_F(RunningEstimateOfNumbers, UnreadableTilesAddNothing) {
  RunningEstimate estimate(m_networks, m_order, keep());
  for (std::size_t number = 0; number < 12; ++number)
    give(estimate, number, number == 11 ? std::vector<std::size_t>{44, 45, 46, 47} : std::vector<std::size_t>{});
  EXPECT_NEAR(m_told.back().estimate.score, meanOfFirst(44), 1e-6);
}

TEST_F(RunningEstimateOfNumbers, ThreadsInAnyOrderEndAtTheSameScore) {
  for (int round = 0; round < 20; ++round) {
    m_told.clear();
    RunningEstimate estimate(m_networks, m_order, keep());
    {
      std::vector<std::jthread> threads;
      for (std::size_t number = 0; number < 12; ++number)
        threads.emplace_back([&, number] { give(estimate, (number * 5 + 1) % 12); });
    }
    ASSERT_FALSE(m_told.empty());
    EXPECT_EQ(m_told.back().tiles, 48U);
    EXPECT_NEAR(m_told.back().estimate.score, meanOfFirst(48), 1e-9);
  }
}

}  // namespace
}  // namespace snitt
