#include "core/statistics/monitoring/self_starting.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "core/statistics/monitoring/cusum_run_length.h"
#include "core/statistics/resampling/counter_random.h"
#include "support/survival_tables.h"

namespace snitt::statistics {
namespace {

TEST(SelfStarting, ScoresAreThoseOfR) {
  const auto reference = test::reference("drift");
  const auto readings = reference["readings"].get<std::vector<double>>();
  const auto scores = selfStartingScores(readings, 5);
  ASSERT_TRUE(scores);
  ASSERT_EQ(scores->size(), reference["scores"].size());
  for (std::size_t i = 0; i < scores->size(); ++i)
    EXPECT_NEAR((*scores)[i], reference["scores"][i].get<double>(), 1e-9) << i;
}

// A file that is scored again gives the same bytes: nothing varies, and the first other value is an alarm.
TEST(SelfStarting, TheSameAgainIsNothingAndAnotherIsFar) {
  const auto scores = selfStartingScores(std::vector<double>{0.4, 0.4, 0.4, 0.4, 0.4001, 0.4}, 3);
  ASSERT_TRUE(scores);
  EXPECT_EQ((*scores)[0], 0);
  EXPECT_EQ((*scores)[1], kLargestScore);
  EXPECT_LT(std::abs((*scores)[2]), 1);
}

TEST(SelfStarting, Degenerate) {
  EXPECT_EQ(selfStartingScores(std::vector<double>{1, 2, 3}, 2).error().message,
            "a self-starting chart needs three readings to begin with");
  EXPECT_EQ(selfStartingScores(std::vector<double>{1, NAN, 3}, 3).error().message, "observation 2 is not a number");
  EXPECT_TRUE(selfStartingScores(std::vector<double>{1, 2}, 3)->empty());
  EXPECT_LE(std::abs(selfStartingScores(std::vector<double>{1, 2, 3, 1e12}, 3)->front()), kLargestScore);
}

// The chain of Brook and Evans states the run length; the chart has it, whether its target is known or learned. A
// target that was estimated from as many readings and then taken for known has not.
TEST(SelfStarting, RunLengthIsTheStatedOne) {
  for (const double expected : {52.0, 200.0}) {
    const CusumDesign design{0.5, cusumLimit(0.5, expected).value()};
    for (const std::size_t first : {0, 3, 10}) {
      const auto found = simulateCusumAlarms(design, first, expected, 1500, 11 + first);
      ASSERT_TRUE(found);
      EXPECT_GT(expected, found->lower95 * 0.98) << first;
      EXPECT_LT(expected, found->upper95 * 1.02) << first;
    }
  }
  const CusumDesign design{0.5, cusumLimit(0.5, 52).value()};
  int early = 0;
  for (std::uint64_t round = 0; round < 1000; ++round) {
    CounterRandom random(5, round);
    std::vector<double> values(36);
    for (double& one : values) one = random.normal();
    double mean = 0, squares = 0;
    for (int i = 0; i < 10; ++i) mean += values[i] / 10;
    for (int i = 0; i < 10; ++i) squares += std::pow(values[i] - mean, 2);
    const auto plain = cusum(std::span(values).subspan(10), mean, std::sqrt(squares / 9), design);
    early += !plain->upperAlarms.empty() || !plain->lowerAlarms.empty();
  }
  EXPECT_GT(early / 1000.0, 1.2 * cusumAlarmWithin(design, 26).value());
}

TEST(SelfStarting, SimulationDegenerate) {
  EXPECT_EQ(simulateCusumAlarms({0.5, 4}, 2, 50, 1, 1).error().kind, ErrorKind::usage);
  EXPECT_EQ(simulateCusumAlarms({0.5, 4}, 3, 0, 1, 1).error().message, "a run length must be 1 or more");
}

}  // namespace
}  // namespace snitt::statistics
