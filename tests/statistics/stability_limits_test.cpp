#include "core/statistics/monitoring/stability_limits.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "core/statistics/monitoring/population_stability.h"
#include "core/statistics/resampling/counter_random.h"
#include "support/soak.h"
#include "support/survival_tables.h"

namespace snitt::statistics {
namespace {

using Counts = std::vector<std::uint64_t>;
using Values = std::vector<double>;

Values uniforms(CounterRandom& random, std::size_t n) {
  Values values(n);
  for (double& one : values) one = random.uniform();
  return values;
}

// There the index is chi-square distributed, whose limit is R's (population_stability_test.cpp).
TEST(StabilityLimits, AreThoseOfChiSquareInLargeSamples) {
  const Counts reference(10, 10000);
  const auto limits = StabilityLimits::simulate({reference, 1.0 / 52, 2000, 2000, 3});
  ASSERT_TRUE(limits);
  const double exact = stabilityLimit(1.0 / 52, 100000, 2000, 10);
  EXPECT_NEAR(limits->limit(2000) / exact, 1, 0.03);
}

// R draws a hundred thousand samples of each size by other means; chi-square is a third off there.
TEST(StabilityLimits, AreThoseOfRInSmallSamples) {
  const auto cases = test::reference("drift");
  const auto reference = cases["reference"].get<Counts>();
  for (const auto& one : cases["limits"]) {
    const auto n = one["n"].get<std::size_t>();
    const auto limits = StabilityLimits::simulate({reference, 1.0 / 52, n, n, 3});
    ASSERT_TRUE(limits);
    EXPECT_NEAR(limits->limit(n) / one["limit"].get<double>(), 1, 0.025) << n;
  }
  EXPECT_GT(stabilityLimit(1.0 / 52, 116, 20, 10), 1.3 * cases["limits"][0]["limit"].get<double>());
}

// Between the sizes that were simulated it is read off a smooth curve.
TEST(StabilityLimits, BetweenSizesAreInterpolated) {
  const Counts reference(10, 12);
  const auto grid = StabilityLimits::simulate({reference, 1.0 / 52, 20, 100, 3});
  const auto own = StabilityLimits::simulate({reference, 1.0 / 52, 44, 44, 9});
  ASSERT_TRUE(grid && own);
  EXPECT_NEAR(grid->limit(44) / own->limit(44), 1, 0.03);
  EXPECT_GT(grid->limit(20), grid->limit(21));
  EXPECT_GT(grid->limit(99), grid->limit(100));
  const auto again = StabilityLimits::simulate({reference, 1.0 / 52, 20, 100, 3});
  EXPECT_EQ(again->limit(33), grid->limit(33)) << "a seed gives one limit";
}

// The whole way, with values instead of drawn shares: a reference sample, its deciles as edges, weeks of thirty.
TEST(StabilityLimits, AlarmAsOftenAsSaid) {
  const int rounds = test::soaked(20000);
  const auto limits = StabilityLimits::simulate({Counts{12, 12, 11, 11, 12, 11, 12, 11, 12, 12}, 1.0 / 52, 30, 30, 3});
  ASSERT_TRUE(limits);
  int alarms = 0, ruleOfThumb = 0, chiSquare = 0;
  for (int round = 0; round < rounds; ++round) {
    CounterRandom random(21, static_cast<std::uint64_t>(round));
    const Values reference = uniforms(random, 116);
    const Values edges = quantileEdges(reference).value();
    const Values now = uniforms(random, 30);
    const auto psi = populationStability(binCounts(reference, edges).value(), binCounts(now, edges).value());
    ASSERT_TRUE(psi);
    alarms += psi->value > limits->limit(30);
    ruleOfThumb += psi->value > 0.25;
    chiSquare += psi->value > stabilityLimit(1.0 / 52, 116, 30, 10);
  }
  const double expected = rounds / 52.0;
  EXPECT_NEAR(alarms, expected, 4 * std::sqrt(expected) + 0.08 * expected);
  EXPECT_GT(ruleOfThumb, rounds / 2) << "the rule of thumb would alarm most weeks";
  RecordProperty("alarms", alarms);
  RecordProperty("chiSquare", chiSquare);
}

TEST(StabilityLimits, SimulationFindsTheStatedInterval) {
  const std::vector<std::size_t> sizes{20, 27, 34, 51, 60};
  const auto limits = StabilityLimits::simulate({Counts(10, 12), 1.0 / 52, 20, 60, 3});
  const auto found = simulateStabilityAlarms(*limits, sizes, 400, 500, 77);
  ASSERT_TRUE(found);
  EXPECT_GT(52, found->lower95 * 0.96);
  EXPECT_LT(52, found->upper95 * 1.04);
  // A reference of 120 is one reference: some have alarms much more often than the mean of all.
  EXPECT_LT(found->unlucky, 35);
  const auto large = StabilityLimits::simulate({Counts(10, 5000), 1.0 / 52, 20, 60, 3});
  EXPECT_GT(simulateStabilityAlarms(*large, sizes, 400, 500, 77)->unlucky, 44) << "a large one is like all others";
}

TEST(StabilityLimits, Degenerate) {
  EXPECT_EQ(StabilityLimits::simulate({Counts{116}, 0.1, 20, 20, 1}).error().message,
            "a stability index needs a reference with at least two bins");
  EXPECT_EQ(StabilityLimits::simulate({Counts{1, 1}, 1, 20, 20, 1}).error().message,
            "the chance of a false alarm must lie between 0 and 1, not at 1");
  EXPECT_EQ(StabilityLimits::simulate({Counts{1, 1}, 0.1, 20, 19, 1}).error().message,
            "there are no samples of 20 to 19");
  const auto limits = StabilityLimits::simulate({Counts{5, 0, 5}, 0.1, 20, 20, 1});
  ASSERT_TRUE(limits) << "an empty bin is no fault";
  const std::vector<std::size_t> other{21};
  EXPECT_EQ(simulateStabilityAlarms(*limits, other, 1, 1, 1).error().message, "the limits are not for samples of 21");
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(StabilityLimits::simulate({Counts{5, 5}, 0.1, 20, 20, 1}, stop.get_token()).error().kind,
            ErrorKind::cancelled);
}

}  // namespace
}  // namespace snitt::statistics
