#include "core/statistics/monitoring/cusum.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/statistics/resampling/counter_random.h"

namespace snitt::statistics {
namespace {

using Values = std::vector<double>;
using Numbers = std::vector<std::size_t>;

// Montgomery's example (6th ed., tables 9.1 and 9.2): target 10, standard deviation 1, k 0.5, h 5; the mean is 11 from
// the 21st on. The upper sum exceeds 5 at period 29 with 5.28, and has been positive for 7 periods.
TEST(Cusum, IsMontgomerysExample) {
  const Values x{9.45, 7.99,  9.29,  11.66, 12.16, 10.18, 8.04, 11.46, 9.20,  10.34, 9.03,  11.47, 10.51, 9.40,  10.08,
                 9.37, 10.62, 10.31, 8.52,  10.84, 10.90, 9.33, 12.29, 11.50, 10.60, 11.08, 10.38, 11.62, 11.31, 10.52};
  const auto chart = cusum(x, 10, 1, {.k = 0.5, .h = 5});
  ASSERT_TRUE(chart);
  EXPECT_NEAR(chart->lower[1], 1.56, 1e-9);
  EXPECT_NEAR(chart->upper[4], 2.82, 1e-9);
  EXPECT_NEAR(chart->upper[28], 5.28, 1e-9);
  EXPECT_NEAR(chart->upper[29], 5.30, 1e-9);
  EXPECT_EQ(chart->upperAlarms, (Numbers{28, 29}));
  EXPECT_TRUE(chart->lowerAlarms.empty());
  EXPECT_EQ(chart->shiftSince, 22U) << "29 − 7 = 22 was the last period before the shift, from 1";
}

// Upside down, in another unit, the sides change places.
TEST(Cusum, TurnsWithItsObservations) {
  CounterRandom random(2, 0);
  Values x(200), turned(200);
  for (std::size_t i = 0; i < x.size(); ++i) {
    x[i] = random.normal() + (i > 100 ? 0.7 : 0);
    turned[i] = 50 - 3 * x[i];
  }
  const auto one = cusum(x, 0, 1, {}), other = cusum(turned, 50, 3, {});
  ASSERT_TRUE(one && other);
  EXPECT_EQ(one->upperAlarms, other->lowerAlarms);
  EXPECT_FALSE(one->upperAlarms.empty());
  for (std::size_t i = 0; i < x.size(); ++i) EXPECT_NEAR(one->lower[i], other->upper[i], 1e-9);
  EXPECT_EQ(one->shiftSince, other->shiftSince);
}

TEST(Cusum, MayBeginAgainAfterAnAlarm) {
  const Values x{2, 2, 2, 2, 2};
  const auto on = cusum(x, 0, 1, {.k = 0.5, .h = 2.9});
  EXPECT_EQ(on->upperAlarms, (Numbers{1, 2, 3, 4}));
  const auto restarted = cusum(x, 0, 1, {.k = 0.5, .h = 2.9}, AfterAlarm::restart);
  EXPECT_EQ(restarted->upperAlarms, (Numbers{1, 3}));
  EXPECT_EQ(restarted->upper, (Values{1.5, 3, 1.5, 3, 1.5}));
  EXPECT_EQ(restarted->shiftSince, 0U);
}

TEST(Cusum, Degenerate) {
  const auto none = cusum(Values{}, 0, 1, {});
  ASSERT_TRUE(none);
  EXPECT_TRUE(none->upperAlarms.empty());
  EXPECT_EQ(none->shiftSince, 0U);
  const auto steady = cusum(Values{3, 3, 3}, 3, 0.1, {});
  EXPECT_EQ(steady->upper, (Values{0, 0, 0}));
  EXPECT_EQ(steady->shiftSince, 3U);
  const auto atLimit = cusum(Values{3}, 0, 1, {.k = 0.5, .h = 2.5});
  EXPECT_TRUE(atLimit->upperAlarms.empty()) << "the limit itself is no alarm";
  EXPECT_EQ(cusum(Values{1}, 0, 0, {}).error().message, "the standard deviation of a CUSUM must be positive, not 0");
  EXPECT_EQ(cusum(Values{1}, std::nan(""), 1, {}).error().message, "the target of a CUSUM is not a number");
  EXPECT_EQ(cusum(Values{1, std::nan("")}, 0, 1, {}).error().message, "observation 2 is not a number");
  EXPECT_EQ(cusum(Values{1}, 0, 1, {.k = -1}).error().message, "the allowance k of a CUSUM must not be -1");
  EXPECT_EQ(cusum(Values{1}, 0, 1, {.h = 0}).error().message, "the limit h of a CUSUM must be positive, not 0");
}

}  // namespace
}  // namespace snitt::statistics
