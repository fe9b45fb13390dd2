#include "core/statistics/monitoring/cusum_run_length.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/statistics/resampling/counter_random.h"
#include "support/soak.h"
#include "support/survival_tables.h"

namespace snitt::statistics {
namespace {

// R solves the integral equation instead.
TEST(CusumRunLength, IsThatOfR) {
  const auto cases = test::reference("monitoring")["runs"];
  ASSERT_EQ(cases.size(), 8U);
  for (const auto& one : cases) {
    SCOPED_TRACE(one.dump());
    const CusumDesign design{one["k"], one["h"]};
    const double shift = one["shift"];
    SNITT_EXPECT_R(cusumRunLength(design, shift, CusumSides::upper).value(), one["upper"], 1e-6);
    SNITT_EXPECT_R(cusumRunLength(design, shift).value(), one["both"], 1e-6);
    for (std::size_t i = 0; i < 3; ++i)
      EXPECT_NEAR(cusumAlarmWithin(design, one["within"][i], shift).value(), one["alarm"][i].get<double>(), 1e-7);
    EXPECT_NEAR(cusumAlarmWithin(design, 20, shift, CusumSides::upper).value(), one["upperAlarm20"].get<double>(),
                1e-7);
  }
}

// Lucas and Crosier (1982), table 1, which Montgomery's table 9.3 repeats, with k 0.5: three digits.
TEST(CusumRunLength, IsThePublishedOne) {
  const double shifts[] = {0, 0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 4};
  const double of4[] = {168, 74.2, 26.6, 13.3, 8.38, 4.75, 3.34, 2.62, 2.19, 1.71};
  const double of5[] = {465, 139, 38.0, 17.0, 10.4, 5.75, 4.01, 3.11, 2.57, 2.01};
  for (std::size_t i = 0; i < 10; ++i) {
    EXPECT_NEAR(cusumRunLength({0.5, 4}, shifts[i]).value(), of4[i], of4[i] * 0.005) << shifts[i];
    EXPECT_NEAR(cusumRunLength({0.5, 5}, shifts[i]).value(), of5[i], of5[i] * 0.005) << shifts[i];
  }
  // SAS/QC's manual, k 0.25, h 8, shift 2.5; Goel and Wu (1971), k 0, h 10, one side.
  EXPECT_NEAR(cusumRunLength({0.25, 8}, 2.5, CusumSides::upper).value(), 4.1500836225, 1e-5);
  EXPECT_NEAR(cusumRunLength({0.25, 8}, 2.5).value(), 4.1500826715, 1e-5);
  EXPECT_NEAR(cusumRunLength({0, 10}, 0, CusumSides::upper).value(), 124.66, 0.01);
  EXPECT_NEAR(cusumRunLength({0, 10}, -0.25, CusumSides::upper).value(), 2071.51, 0.1);
  EXPECT_NEAR(cusumRunLength({0.5, 3}, 0, CusumSides::upper).value(), 117.59, 0.05);
}

// Montgomery's table 9.4: the h for a mean run length of 370; and the way back.
TEST(CusumRunLength, FindsTheLimit) {
  const double limits[][2] = {{0.25, 8.01}, {0.5, 4.77}, {0.75, 3.34}, {1, 2.52}, {1.25, 1.99}, {1.5, 1.61}};
  for (const auto& [k, h] : limits) EXPECT_NEAR(cusumLimit(k, 370).value(), h, 0.011) << k;
  const double h = cusumLimit(0.5, 1000, CusumSides::upper).value();
  EXPECT_NEAR(cusumRunLength({0.5, h}, 0, CusumSides::upper).value(), 1000, 1e-4);
  EXPECT_EQ(cusumLimit(0.5, 1).error().message,
            "a CUSUM with k = 0.5 has a mean run length between 1.621 and 1e+09, not 1");
  EXPECT_EQ(cusumLimit(0.5, 1e12).error().kind, ErrorKind::usage);
  EXPECT_EQ(cusumLimit(-1, 100).error().message, "the allowance k of a CUSUM must not be -1");
}

// Montgomery, 6th ed., section 9.1: 938.2 for one side with k 0.5, h 5, so 469.1 for both; 10.34 at a shift of 1.
TEST(CusumRunLength, SiegmundsIsWithinAFewPerCent) {
  EXPECT_NEAR(cusumRunLengthSiegmund({0.5, 5}, 0, CusumSides::upper).value(), 938.2, 0.05);
  EXPECT_NEAR(cusumRunLengthSiegmund({0.5, 5}).value(), 469.1, 0.05);
  EXPECT_NEAR(cusumRunLengthSiegmund({0.5, 5}, 1).value(), 10.34, 0.01);
  for (const double shift : {0.0, 0.3, 0.5, 0.5 + 1e-9, 1.0}) {
    const double exact = cusumRunLength({0.5, 5}, shift).value();
    EXPECT_NEAR(cusumRunLengthSiegmund({0.5, 5}, shift).value(), exact, exact * 0.02) << shift;
  }
}

TEST(CusumRunLength, Degenerate) {
  EXPECT_EQ(cusumAlarmWithin({}, 0).value(), 0);
  EXPECT_NEAR(cusumAlarmWithin({}, 1000000).value(), 1, 1e-9);
  EXPECT_NEAR(cusumRunLength({0.5, 5}, 20).value(), 1, 1e-6) << "a shift that large is seen at once";
  EXPECT_EQ(cusumRunLength({0.5, 0}).error().message, "the limit h of a CUSUM must be positive, not 0");
  EXPECT_EQ(cusumRunLength({}, std::nan("")).error().message, "the shift of a CUSUM is not a number");
  EXPECT_GT(cusumAlarmWithin({0.5, 4}, 50).value(), cusumAlarmWithin({0.5, 5}, 50).value());
}

// The chart itself, of normal observations: mean run length and early alarms are those of the chain.
TEST(SoakCusumRunLength, IsThatOfCharts) {
  const int rounds = test::soaked(20000);
  for (const double shift : {0.0, 0.5}) {
    const CusumDesign design{0.5, 3};
    double sum = 0, squares = 0;
    int within20 = 0;
    for (int round = 0; round < rounds; ++round) {
      CounterRandom random(17, static_cast<std::uint64_t>(round));
      double upper = 0, lower = 0;
      int steps = 0;
      while (upper <= design.h && lower <= design.h) {
        const double z = random.normal() + shift;
        upper = std::max(0.0, upper + z - design.k);
        lower = std::max(0.0, lower - z - design.k);
        ++steps;
      }
      sum += steps;
      squares += 1.0 * steps * steps;
      within20 += steps <= 20;
    }
    const double mean = sum / rounds;
    const double sd = std::sqrt(squares / rounds - mean * mean);
    EXPECT_NEAR(mean, cusumRunLength(design, shift).value(), 4 * sd / std::sqrt(rounds));
    EXPECT_NEAR(1.0 * within20 / rounds, cusumAlarmWithin(design, 20, shift).value(),
                0.002 + 4 * 0.5 / std::sqrt(rounds));
  }
}

}  // namespace
}  // namespace snitt::statistics
