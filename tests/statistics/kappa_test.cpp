#include "core/statistics/agreement/kappa.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "core/statistics/resampling/counter_random.h"
#include "support/survival_tables.h"

namespace snitt::statistics {
namespace {

using Table = std::vector<std::uint64_t>;
using Readings = std::vector<std::uint8_t>;

TEST(Kappa, IsThatOfR) {
  const auto cases = test::reference("agreement")["kappa"];
  for (const auto& one : cases) {
    const auto counts = one["table"].get<Table>();
    for (const auto& [name, weights] : {std::pair{"none", KappaWeights::none},
                                        {"linear", KappaWeights::linear},
                                        {"quadratic", KappaWeights::quadratic}}) {
      SCOPED_TRACE(one["table"].dump() + " " + name);
      const auto kappa = kappaOfTable(counts, one["classes"].get<std::size_t>(), weights);
      ASSERT_TRUE(kappa);
      SNITT_EXPECT_R(kappa->observed, one[name]["observed"], 1e-12);
      SNITT_EXPECT_R(kappa->expected, one[name]["expected"], 1e-12);
      SNITT_EXPECT_R(kappa->kappa.value, one[name]["kappa"], 1e-12);
      SNITT_EXPECT_R(kappa->kappa.stdErr, one[name]["se"], 1e-9);
      SNITT_EXPECT_R(kappa->kappa.lower95, one[name]["lower"], 1e-9);
      SNITT_EXPECT_R(kappa->kappa.upper95, one[name]["upper"], 1e-9);
      SNITT_EXPECT_R(kappa->z, one[name]["z"], 1e-12);
      SNITT_EXPECT_R(kappa->p, one[name]["p"], 1e-10);
    }
  }
}

// Ten subjects, first reading down and second across: 4 1 0 / 1 1 1 / 0 0 2. Rows 5 3 2, columns 5 2 3. On the diagonal
// are 7; by chance (5·5 + 3·2 + 2·3) / 100. One class off are 1 + 1 + 1 + 0 = 3, by chance (5·2 + 3·5 + 3·3 + 2·2) /
// 100.
TEST(Kappa, ByHand) {
  const Table counts{4, 1, 0, 1, 1, 1, 0, 0, 2};
  const auto plain = kappaOfTable(counts, 3, KappaWeights::none);
  ASSERT_TRUE(plain);
  EXPECT_DOUBLE_EQ(plain->observed, 0.7);
  EXPECT_DOUBLE_EQ(plain->expected, 0.25 + 0.06 + 0.06);
  EXPECT_DOUBLE_EQ(plain->kappa.value, (0.7 - 0.37) / 0.63);
  const auto linear = kappaOfTable(counts, 3, KappaWeights::linear);
  EXPECT_DOUBLE_EQ(linear->observed, 0.7 + 0.5 * 0.3);
  EXPECT_DOUBLE_EQ(linear->expected, 0.37 + 0.5 * 0.38);
  const auto quadratic = kappaOfTable(counts, 3, KappaWeights::quadratic);
  EXPECT_DOUBLE_EQ(quadratic->observed, 0.7 + 0.75 * 0.3);
  EXPECT_DOUBLE_EQ(quadratic->expected, 0.37 + 0.75 * 0.38);
}

TEST(Kappa, ReadingsAreCounted) {
  const Readings first{0, 0, 1, 2, 2}, second{0, 1, 1, 2, 0};
  EXPECT_EQ(agreementTable(first, second, 3).value(), (Table{1, 1, 0, 0, 1, 0, 1, 0, 1}));
  const auto kappa = kappaOfReadings(first, second, 3, KappaWeights::linear);
  EXPECT_EQ(kappa->n, 5U);
  EXPECT_DOUBLE_EQ(kappa->kappa.value,
                   kappaOfTable(Table{1, 1, 0, 0, 1, 0, 1, 0, 1}, 3, KappaWeights::linear)->kappa.value);
}

// Who reads first does not matter, nor from which end classes are numbered, nor, without weights, in which order. With
// two classes all weights are the same. Twice the subjects: √2 less error.
TEST(Kappa, OnRandomTables) {
  CounterRandom random(11, 0);
  for (int round = 0; round < 200; ++round) {
    const std::size_t k = 2 + random.below(4);
    Table counts(k * k), turned(k * k), reversed(k * k), doubled(k * k);
    for (auto& one : counts) one = random.below(6);
    counts[0] += 1;
    counts[k + 1] += 1;
    for (std::size_t i = 0; i < k; ++i)
      for (std::size_t j = 0; j < k; ++j) {
        turned[j * k + i] = counts[i * k + j];
        reversed[(k - 1 - i) * k + k - 1 - j] = counts[i * k + j];
        doubled[i * k + j] = 2 * counts[i * k + j];
      }
    for (const auto weights : {KappaWeights::none, KappaWeights::linear, KappaWeights::quadratic}) {
      const Kappa kappa = kappaOfTable(counts, k, weights).value();
      for (const Table& other : {turned, reversed, doubled}) {
        const Kappa same = kappaOfTable(other, k, weights).value();
        EXPECT_NEAR(same.kappa.value, kappa.kappa.value, 1e-12);
        EXPECT_NEAR(same.kappa.stdErr * (same.n == kappa.n ? 1 : std::sqrt(2)), kappa.kappa.stdErr, 1e-12);
      }
      EXPECT_LE(kappa.kappa.value, 1);
      if (k > 2) continue;
      EXPECT_NEAR(kappa.kappa.value, kappaOfTable(counts, 2, KappaWeights::none)->kappa.value, 1e-12);
    }
  }
}

TEST(Kappa, Degenerate) {
  const auto oneClass = kappaOfTable(Table{9, 0, 0, 0}, 2, KappaWeights::none);
  EXPECT_EQ(oneClass->observed, 1);
  EXPECT_TRUE(std::isnan(oneClass->kappa.value)) << "nothing could have differed";
  EXPECT_TRUE(std::isnan(oneClass->p));
  const auto perfect = kappaOfTable(Table{5, 0, 0, 4}, 2, KappaWeights::quadratic);
  EXPECT_EQ(perfect->kappa.value, 1);
  EXPECT_EQ(perfect->kappa.stdErr, 0);
  EXPECT_LT(perfect->p, 0.01);
  const auto constantReader = kappaOfTable(Table{5, 0, 4, 0}, 2, KappaWeights::none);
  EXPECT_EQ(constantReader->kappa.value, 0);
  EXPECT_TRUE(std::isnan(constantReader->z));
  const auto alwaysApart = kappaOfTable(Table{0, 1, 0, 0}, 2, KappaWeights::none);
  EXPECT_EQ(alwaysApart->kappa.value, 0);
  EXPECT_EQ(kappaOfTable(Table{0, 0, 0, 0}, 2, KappaWeights::none).error().message,
            "there is no subject with two readings");
  EXPECT_EQ(kappaOfTable(Table{1}, 1, KappaWeights::none).error().message, "agreement needs at least two classes");
  EXPECT_EQ(kappaOfTable(Table{1, 2}, 2, KappaWeights::none).error().message,
            "a table of 2 classes has 4 cells, not 2");
  EXPECT_EQ(kappaOfReadings(Readings{0, 3}, Readings{1, 1}, 3, KappaWeights::none).error().message,
            "subject 2 has class 3, and there are 3");
  EXPECT_EQ(kappaOfReadings(Readings{0}, Readings{}, 3, KappaWeights::none).error().message,
            "1 first readings stand beside 0 second ones");
}

}  // namespace
}  // namespace snitt::statistics
