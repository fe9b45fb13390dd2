#include "core/statistics/monitoring/alarm_rate.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "core/statistics/resampling/counter_random.h"

namespace snitt::statistics {
namespace {

using Alarms = std::vector<std::uint64_t>;

TEST(AlarmRate, ByHand) {
  const auto rate = alarmRate(Alarms{1, 3}, 10);
  EXPECT_EQ(rate.periods, 20U);
  EXPECT_EQ(rate.alarms, 4U);
  EXPECT_DOUBLE_EQ(rate.interval, 5);
  // Rates 0.1 and 0.3: standard deviation 0.1414, error of the mean 0.1.
  EXPECT_NEAR(rate.lower95, 1 / (0.2 + 0.1 * 1.959964), 1e-6);
  EXPECT_NEAR(rate.upper95, 1 / (0.2 - 0.1 * 1.959964), 1e-2);
  // Chance alone gives a variance of 0.016 of these 0.02.
  EXPECT_NEAR(rate.unlucky, 1 / (0.2 + 1.281552 * std::sqrt(0.004)), 1e-5);
  EXPECT_DOUBLE_EQ(alarmRate(Alarms{2, 2, 2}, 10).unlucky, 5) << "all populations are alike";
}

TEST(AlarmRate, WithoutAlarmsIsEndless) {
  const auto none = alarmRate(Alarms(5, 0), 10);
  EXPECT_TRUE(std::isinf(none.interval) && std::isinf(none.upper95));
  EXPECT_TRUE(std::isnan(alarmRate(Alarms{}, 10).interval));
  EXPECT_TRUE(std::isnan(alarmRate(Alarms{1}, 10).lower95));
}

// The error covers the truth as often as it says.
TEST(AlarmRate, ErrorCoversTheTruth) {
  int covered = 0;
  constexpr int kTimes = 400;
  for (int i = 0; i < kTimes; ++i) {
    CounterRandom random(8, static_cast<std::uint64_t>(i));
    Alarms alarms(60, 0);
    for (auto& one : alarms)
      for (int period = 0; period < 100; ++period) one += random.uniform() < 0.05 ? 1 : 0;
    const auto rate = alarmRate(alarms, 100);
    covered += rate.lower95 <= 20 && 20 <= rate.upper95 ? 1 : 0;
  }
  EXPECT_NEAR(covered / double{kTimes}, 0.95, 0.04);
}

}  // namespace
}  // namespace snitt::statistics
