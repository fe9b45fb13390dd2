#include "core/statistics/monitoring/share_limit.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "support/survival_tables.h"

namespace snitt::statistics {
namespace {

TEST(ShareLimit, OfAStatedShareIsThatOfR) {
  const auto cases = test::reference("drift")["stated"];
  ASSERT_EQ(cases.size(), 24U);
  for (const auto& one : cases) {
    SCOPED_TRACE(one.dump());
    const auto limit =
        shareLimit(one["alarm"].get<double>(), one["n"].get<std::uint64_t>(), one["share"].get<double>());
    ASSERT_TRUE(limit);
    EXPECT_EQ(limit->alarmFrom, one["from"].get<std::uint64_t>());
    EXPECT_NEAR(limit->falseAlarm, one["chance"].get<double>(), 1e-12);
  }
}

// R integrates the binomial over the beta distribution.
TEST(ShareLimit, OfAReferenceIsThatOfR) {
  const auto cases = test::reference("drift")["known"];
  ASSERT_EQ(cases.size(), 36U);
  for (const auto& one : cases) {
    SCOPED_TRACE(one.dump());
    const auto limit = shareLimitAgainst(one["alarm"].get<double>(), one["n"].get<std::uint64_t>(),
                                         one["count"].get<std::uint64_t>(), one["reference"].get<std::uint64_t>());
    ASSERT_TRUE(limit);
    EXPECT_EQ(limit->alarmFrom, one["from"].get<std::uint64_t>());
    SNITT_EXPECT_R(limit->falseAlarm, one["chance"], 1e-7);
  }
}

TEST(ShareLimit, WhatNeverHappenedAlarmsAtOnceOnlyWhereThatIsStated) {
  EXPECT_EQ(shareLimit(1.0 / 52, 50, 0)->alarmFrom, 1U);
  EXPECT_GT(shareLimitAgainst(1.0 / 52, 50, 0, 100)->alarmFrom, 2U);
  EXPECT_EQ(shareLimit(1.0 / 52, 50, 1)->alarmFrom, 51U) << "a share of 1 cannot grow";
}

TEST(ShareLimit, Degenerate) {
  EXPECT_EQ(shareLimit(0, 5, 0.1).error().message, "the chance of a false alarm must lie between 0 and 1, not at 0");
  EXPECT_EQ(shareLimit(0.1, 0, 0.1).error().message, "a share needs at least one slide");
  EXPECT_EQ(shareLimit(0.1, 5, 1.5).error().message, "an expected share must lie between 0 and 1, not at 1.5");
  EXPECT_EQ(shareLimitAgainst(0.1, 5, 3, 2).error().message, "3 of 2 slides is no share");
  EXPECT_EQ(simulateShareAlarms(0.1, {0.1, 0, 0}, {}, 1, 1, 1).error().kind, ErrorKind::usage);
}

// Stated is the chance that counts, being whole, leave; that is what alarms come by.
TEST(ShareLimit, SimulationFindsWhatIsStated) {
  const std::vector<std::size_t> sizes{25, 40};
  for (const ExpectedShare& expected :
       {ExpectedShare{0.05, 0, 0}, ExpectedShare{0, 6, 120}, ExpectedShare{0, 0, 120}}) {
    double chance = 0;
    for (const std::size_t n : sizes) chance += shareLimit(1.0 / 52, n, expected)->falseAlarm / 2;
    const auto found = simulateShareAlarms(1.0 / 52, expected, sizes, 2000, 40, 5);
    ASSERT_TRUE(found);
    EXPECT_LE(chance, 1.0 / 52);
    EXPECT_GT(1 / chance, found->lower95 * 0.97) << expected.count;
    EXPECT_LT(1 / chance, found->upper95 * 1.03) << expected.count;
  }
}

}  // namespace
}  // namespace snitt::statistics
