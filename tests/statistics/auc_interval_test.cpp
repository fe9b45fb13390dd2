// Newcombe's interval of an AUC: it must hold the true value as often as it says, also with few cases.
#include "core/statistics/discrimination/auc_interval.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "core/statistics/distributions.h"
#include "core/statistics/resampling/counter_random.h"

namespace snitt::statistics {
namespace {

double aucOf(const std::vector<double>& poor, const std::vector<double>& good) {
  double sum = 0;
  for (const double p : poor)
    for (const double g : good) sum += p > g ? 1 : p == g ? 0.5 : 0;
  return sum / static_cast<double>(poor.size() * good.size());
}

// Two normal distributions of one width whose AUC is Φ(d / √2).
double coverage(double trueAuc, std::size_t m, std::size_t n) {
  const double d = normalQuantile(trueAuc) * std::sqrt(2.0);
  constexpr int rounds = 2000;
  int held = 0;
  for (int round = 0; round < rounds; ++round) {
    CounterRandom random(5, static_cast<std::uint64_t>(round));
    std::vector<double> poor(m);
    std::vector<double> good(n);
    for (double& value : poor) value = d + random.normal();
    for (double& value : good) value = random.normal();
    const auto interval = aucInterval(aucOf(poor, good), m, n);
    held += interval->lower95 <= trueAuc && trueAuc <= interval->upper95 ? 1 : 0;
  }
  return static_cast<double>(held) / rounds;
}

TEST(AucInterval, HoldsTheTruthAsOftenAsItSays) {
  for (const auto& [auc, m, n] : {std::tuple{0.7, 12U, 12U}, {0.9, 12U, 30U}, {0.95, 28U, 28U}, {0.98, 8U, 8U}}) {
    const double share = coverage(auc, m, n);
    EXPECT_GT(share, 0.92) << auc;
    EXPECT_LT(share, 0.995) << auc;
  }
}

TEST(AucInterval, IsTheSameSeenFromTheOtherClass) {
  const auto one = aucInterval(0.8, 10, 25);
  const auto other = aucInterval(0.2, 25, 10);
  ASSERT_TRUE(one && other);
  EXPECT_NEAR(one->lower95, 1 - other->upper95, 1e-12);
  EXPECT_NEAR(one->upper95, 1 - other->lower95, 1e-12);
}

TEST(AucInterval, AnAucOfOneStillHasALowerLimit) {
  const auto few = aucInterval(1, 4, 4);
  const auto many = aucInterval(1, 100, 100);
  ASSERT_TRUE(few && many);
  EXPECT_EQ(few->upper95, 1);
  EXPECT_LT(few->lower95, 0.7);
  EXPECT_GT(many->lower95, 0.96);
}

TEST(AucInterval, RefusesWhatIsNone) {
  EXPECT_FALSE(aucInterval(1.2, 4, 4));
  EXPECT_FALSE(aucInterval(std::nan(""), 4, 4));
  EXPECT_FALSE(aucInterval(0.7, 0, 4));
}

}  // namespace
}  // namespace snitt::statistics
