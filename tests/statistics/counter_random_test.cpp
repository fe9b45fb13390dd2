#include "core/statistics/resampling/counter_random.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "core/statistics/distributions.h"

namespace snitt::statistics {
namespace {

// Random123's kat_vectors for philox4x32 with 10 rounds.
TEST(CounterRandom, GivesThePublishedAnswers) {
  EXPECT_EQ(philox4x32({0, 0, 0, 0}, {0, 0}), (PhiloxBlock{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  constexpr std::uint32_t ones = 0xffffffff;
  EXPECT_EQ(philox4x32({ones, ones, ones, ones}, {ones, ones}),
            (PhiloxBlock{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (PhiloxBlock{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(CounterRandom, AStreamIsTheBlocksOfItsCounter) {
  CounterRandom random(0x299f31d0a4093822, 0x0370734413198a2e);
  for (std::uint32_t block = 0; block < 3; ++block)
    for (const std::uint32_t expected : philox4x32({block, 0, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}))
      EXPECT_EQ(random.next(), expected);
}

TEST(CounterRandom, SeedsAndStreamsDiffer) {
  const auto first = [](std::uint64_t seed, std::uint64_t stream) { return CounterRandom(seed, stream).next(); };
  EXPECT_EQ(first(1, 2), first(1, 2));
  EXPECT_NE(first(1, 2), first(2, 1));
  EXPECT_NE(first(1, 2), first(1, 3));
  EXPECT_NE(first(1, 2), first(1 + (1ULL << 32), 2)) << "all 64 bits of the seed count";
  EXPECT_NE(first(1, 2), first(1, 2 + (1ULL << 32))) << "and of the stream";
}

// With n = 3 · 2^30 a remainder of 32 random bits, or their product without rejection, would favour two thirds of the
// numbers by 2 : 1.
TEST(CounterRandom, WholeNumbersAreEvenlySpread) {
  CounterRandom random(7, 0);
  constexpr std::uint32_t n = 3U << 30;
  std::vector<double> thirds(3, 0), small(7, 0), residues(3, 0);
  for (int i = 0; i < 70000; ++i) {
    const std::uint32_t drawn = random.below(n);
    ASSERT_LT(drawn, n);
    ++thirds[drawn >> 30];
    ++residues[drawn % 3];
    ++small[random.below(7)];
  }
  const auto chi2 = [](const std::vector<double>& counts) {
    const double expected = 70000.0 / static_cast<double>(counts.size());
    double sum = 0;
    for (const double count : counts) sum += (count - expected) * (count - expected) / expected;
    return sum;
  };
  EXPECT_GT(chiSquareUpper(chi2(thirds), 2), 1e-4);
  EXPECT_GT(chiSquareUpper(chi2(residues), 2), 1e-4);
  EXPECT_GT(chiSquareUpper(chi2(small), 6), 1e-4);
  EXPECT_EQ(random.below(1), 0);
}

TEST(CounterRandom, UniformAndNormalHaveTheirMoments) {
  CounterRandom random(8, 1);
  constexpr int n = 100000;
  double sum = 0, sumNormal = 0, squares = 0, fourths = 0;
  for (int i = 0; i < n; ++i) {
    const double u = random.uniform();
    ASSERT_GT(u, 0);
    ASSERT_LT(u, 1);
    sum += u;
    const double z = random.normal();
    sumNormal += z;
    squares += z * z;
    fourths += z * z * z * z;
  }
  EXPECT_NEAR(sum / n, 0.5, 4 / std::sqrt(12.0 * n));
  EXPECT_NEAR(sumNormal / n, 0, 4 / std::sqrt(n));
  EXPECT_NEAR(squares / n, 1, 4 * std::sqrt(2.0 / n));
  EXPECT_NEAR(fourths / n, 3, 4 * std::sqrt(96.0 / n));
}

}  // namespace
}  // namespace snitt::statistics
