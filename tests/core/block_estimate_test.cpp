#include "core/decision/block_estimate.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

namespace snitt {
namespace {

using Blocks = std::vector<std::vector<double>>;

double sigmoid(double value) { return 1 / (1 + std::exp(-value)); }

// Blocks of {tiles, sum}: the logit of the score is the mean.
std::optional<double> logitIsMean(std::span<const double> sums) {
  return sums[0] > 0 ? std::optional(sigmoid(sums[1] / sums[0])) : std::nullopt;
}

// Thirteen of 52 blocks of one tile with logits −0.6, −0.5, …, 0.6: by the textbook (Cochran, section 2.6) the mean's
// standard error is √(s²/13 · (1 − 13/52)) with s² = 1.82 / 12; t for a third of twelve degrees, from tables, 2.776.
TEST(BlockEstimate, IsTheTextbooksWhereTheScoreIsAMean) {
  Blocks blocks;
  for (int i = -6; i <= 6; ++i) blocks.push_back({1, i / 10.0});
  const auto estimate = estimateFromBlocks(blocks, 52, logitIsMean);
  const double standardError = std::sqrt(1.82 / 12 / 13 * 0.75);
  ASSERT_TRUE(estimate);
  EXPECT_NEAR(estimate->score, 0.5, 1e-12);
  EXPECT_NEAR(estimate->lower95, sigmoid(-2.776 * standardError), 1e-4);
  EXPECT_NEAR(estimate->upper95, sigmoid(2.776 * standardError), 1e-4);
}

TEST(BlockEstimate, ClosesOnTheScoreOnceAllBlocksAreThere) {
  const Blocks three{{2, 1}, {1, 0}, {1, 1}};
  const auto estimate = estimateFromBlocks(three, 3, logitIsMean);
  ASSERT_TRUE(estimate);
  EXPECT_NEAR(estimate->score, sigmoid(0.5), 1e-12);
  EXPECT_EQ(estimate->lower95, estimate->score);
  EXPECT_EQ(estimate->upper95, estimate->score);
}

TEST(BlockEstimate, SaysNothingOfTooFewBlocks) {
  const Blocks some(kLeastBlocks, {1, 0.5});
  EXPECT_TRUE(estimateFromBlocks(some, 20, logitIsMean));
  EXPECT_FALSE(estimateFromBlocks(std::span(some).first(kLeastBlocks - 1), 20, logitIsMean));
  EXPECT_FALSE(estimateFromBlocks({}, 20, logitIsMean));
}

// Blocks of which no tile could be read are zeros.
TEST(BlockEstimate, UnreadableBlocksAddNothing) {
  Blocks blocks(14, {0, 0});
  EXPECT_FALSE(estimateFromBlocks(blocks, 20, logitIsMean)) << "there is nothing to go by";
  blocks[3] = {4, 2};
  EXPECT_FALSE(estimateFromBlocks(blocks, 20, logitIsMean)) << "one block tells no spread";
  for (std::size_t i = 0; i < 9; ++i) blocks[i] = {4, 2};
  EXPECT_NEAR(estimateFromBlocks(blocks, 20, logitIsMean)->score, sigmoid(0.5), 1e-12);
}

// Attention may give one block nearly all the weight; what remains without it must not be rounding.
TEST(BlockEstimate, ABlockThatOutweighsAllOthersByFarLeavesAWideInterval) {
  Blocks blocks(14, {1, -2});
  blocks[5] = {1e20, 2e20};
  const auto estimate = estimateFromBlocks(blocks, 40, logitIsMean);
  ASSERT_TRUE(estimate);
  EXPECT_NEAR(estimate->score, sigmoid(2), 1e-9);
  EXPECT_LT(estimate->lower95, 0.01);
}

// Slides made by chance: a smooth field over the tiles (so neighbours are alike), a ragged tumour (so blocks hold
// different numbers of tiles), scores as each pooling makes them.
enum class Pooling { noisyAnd, attention, mean };
enum class Tissue { even, patchy, focus };

class Slide {
 public:
  static constexpr int kEdge = 4;

  Slide(Pooling pooling, Tissue tissue, int blocksAcross, std::mt19937_64& random)
      : m_across(blocksAcross * kEdge), m_pooling(pooling) {
    const std::vector<double> smooth = field(random);
    const std::vector<double> other = field(random);
    const std::vector<double> outline = field(random);
    std::normal_distribution<double> noise;
    std::vector<std::vector<double>> all(static_cast<std::size_t>(blocksAcross * blocksAcross), std::vector<double>(4));
    for (int y = 0; y < m_across; ++y)
      for (int x = 0; x < m_across; ++x) {
        const std::size_t at = index(x, y);
        double value = 0.8 * smooth[at] + 0.6 * noise(random);
        // A fifth of the tissue is another kind.
        if (tissue == Tissue::patchy) value += other[at] > 0.85 ? 2 : -1;
        // A twentieth, unlike all the rest, carries the score.
        if (tissue == Tissue::focus) value += other[at] > 1.6 ? 4 : -2;
        if (outline[at] < -0.6) continue;
        addTile(value, other[at], all[static_cast<std::size_t>(y / kEdge * blocksAcross + x / kEdge)]);
      }
    std::ranges::copy_if(all, std::back_inserter(m_blocks), [](const auto& block) { return block[0] > 0; });
  }

  [[nodiscard]] const Blocks& blocks() const { return m_blocks; }

  [[nodiscard]] std::optional<double> score(std::span<const double> sums) const {
    if (!(sums[0] > 0)) return std::nullopt;
    const std::array mean{sums[1] / sums[0], sums[2] / sums[0], sums[3] / sums[0]};
    if (m_pooling == Pooling::mean) return mean[0];
    if (m_pooling == Pooling::attention) return sigmoid(1.5 * mean[0] - mean[1] - 0.3);
    const auto noisyAnd = [](double p) { return (sigmoid(10 * (p - 0.5)) - sigmoid(-5)) / (sigmoid(5) - sigmoid(-5)); };
    return sigmoid(1.5 * noisyAnd(mean[0]) + noisyAnd(mean[1]) - 1.5 * noisyAnd(mean[2]) - 0.5);
  }

  [[nodiscard]] double truth() const {
    std::vector<double> sums(4);
    for (const auto& block : m_blocks)
      for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += block[i];
    return *score(sums);
  }

 private:
  [[nodiscard]] std::size_t index(int x, int y) const { return static_cast<std::size_t>(y * m_across + x); }

  // Waves of lengths from a third of the slide on, in all directions; mean 0, deviation 1.
  [[nodiscard]] std::vector<double> field(std::mt19937_64& random) const {
    std::normal_distribution<double> normal;
    std::uniform_real_distribution<double> phase(0, 6.2831853);
    std::vector<double> values(static_cast<std::size_t>(m_across * m_across));
    constexpr int kWaves = 24;
    for (int wave = 0; wave < kWaves; ++wave) {
      const double alongX = normal(random) * 6 / m_across;
      const double alongY = normal(random) * 6 / m_across;
      const double shift = phase(random);
      for (int y = 0; y < m_across; ++y)
        for (int x = 0; x < m_across; ++x)
          values[index(x, y)] += std::sqrt(2.0 / kWaves) * std::cos(alongX * x + alongY * y + shift);
    }
    return values;
  }

  void addTile(double value, double attention, std::vector<double>& sums) const {
    const double weight = m_pooling == Pooling::attention ? std::exp(attention + 0.5 * value) : 1;
    const std::array parts = m_pooling == Pooling::attention
                                 ? std::array{std::max(value, 0.0), std::max(-value, 0.0), 0.0}
                                 : std::array{sigmoid(value), sigmoid(2 * value - 0.5), sigmoid(-value)};
    sums[0] += weight;
    for (std::size_t i = 0; i < parts.size(); ++i) sums[1 + i] += weight * parts[i];
  }

  int m_across;
  Pooling m_pooling;
  Blocks m_blocks;
};

// The share of samples of `sampled` blocks whose interval holds the score of all.
double coverage(Pooling pooling, Tissue tissue, std::size_t sampled) {
  constexpr int kSlides = 50;
  constexpr int kDraws = 40;
  std::mt19937_64 random(11);
  int held = 0;
  for (int i = 0; i < kSlides; ++i) {
    const Slide slide(pooling, tissue, 9, random);
    const double truth = slide.truth();
    Blocks blocks = slide.blocks();
    for (int draw = 0; draw < kDraws; ++draw) {
      std::ranges::shuffle(blocks, random);
      const auto estimate = estimateFromBlocks(std::span(blocks).first(sampled), blocks.size(),
                                               [&](std::span<const double> sums) { return slide.score(sums); });
      if (estimate && estimate->lower95 <= truth && truth <= estimate->upper95) ++held;
    }
  }
  return static_cast<double>(held) / (kSlides * kDraws);
}

// Nominally 95 %. The least is that of attention over patchy tissue at the fewest blocks, where a kind that makes up a
// fifth of the tissue may not have been met yet; the most is far from an interval that holds everything.
TEST(BlockEstimate, IntervalsHoldTheScoreAsOftenAsTheySay) {
  double sum = 0;
  int cases = 0;
  for (const Pooling pooling : {Pooling::noisyAnd, Pooling::attention, Pooling::mean})
    for (const Tissue tissue : {Tissue::even, Tissue::patchy})
      for (const std::size_t sampled : {kLeastBlocks, std::size_t{20}, std::size_t{40}}) {
        const double share = coverage(pooling, tissue, sampled);
        EXPECT_GE(share, 0.91) << static_cast<int>(pooling) << static_cast<int>(tissue) << " " << sampled;
        EXPECT_LE(share, 0.995) << static_cast<int>(pooling) << static_cast<int>(tissue) << " " << sampled;
        sum += share;
        ++cases;
      }
  EXPECT_NEAR(sum / cases, 0.955, 0.015);
}

// The limit that the header states: a focus that was not met cannot be known.
TEST(BlockEstimate, MayMissASmallFocusUntilMuchWasSeen) {
  for (const Pooling pooling : {Pooling::noisyAnd, Pooling::attention, Pooling::mean}) {
    EXPECT_GE(coverage(pooling, Tissue::focus, kLeastBlocks), 0.7) << static_cast<int>(pooling);
    EXPECT_GE(coverage(pooling, Tissue::focus, 40), 0.9) << static_cast<int>(pooling);
  }
}

}  // namespace
}  // namespace snitt
