// Competing risks in the long run: what is called 95 % or 5 % is so, on data whose truth is known.
#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "core/statistics/competing/cumulative_incidence.h"
#include "core/statistics/competing/gray_test.h"
#include "support/soak.h"

namespace snitt::statistics {
namespace {

constexpr double kOwn = 0.15;    // hazard of cause 1
constexpr double kOther = 0.10;  // and of cause 2; censoring is uniform on 0 to 10

struct Sample {
  std::vector<double> time;
  std::vector<std::uint8_t> cause;
  std::vector<std::size_t> group;
};

// Two groups of `size`; what cause 1 does in the second is multiplied by `ratio`.
Sample sampleOf(std::mt19937& random, std::size_t size, double ratio) {
  Sample sample;
  for (std::size_t i = 0; i < 2 * size; ++i) {
    const double own = kOwn * (i < size ? 1 : ratio);
    const double event = std::exponential_distribution<double>(own + kOther)(random);
    const double censored = std::uniform_real_distribution<double>(0, 10)(random);
    const bool first = std::uniform_real_distribution<double>()(random) < own / (own + kOther);
    sample.time.push_back(std::min(event, censored));
    sample.cause.push_back(event > censored ? 0 : first ? 1 : 2);
    sample.group.push_back(i < size ? 0 : 1);
  }
  return sample;
}

// Within four standard errors of `expected`.
void expectShare(int hits, int rounds, double expected, const char* what) {
  const double share = static_cast<double>(hits) / rounds;
  EXPECT_NEAR(share, expected, 4 * std::sqrt(expected * (1 - expected) / rounds) + 0.01) << what;
}

TEST(SoakCompeting, IntervalsHoldTheTruthAsOftenAsTheySay) {
  std::mt19937 random(7);
  const int rounds = test::soaked(5000);
  const double t = 4;
  const double truth = kOwn / (kOwn + kOther) * (1 - std::exp(-(kOwn + kOther) * t));
  int held = 0;
  double sum = 0;
  for (int round = 0; round < rounds; ++round) {
    const Sample sample = sampleOf(random, 60, 1);
    const Estimate at = cumulativeIncidence({sample.time, sample.cause}, 2).value().at(1, t);
    held += at.lower95 <= truth && truth <= at.upper95 ? 1 : 0;
    sum += at.value;
  }
  expectShare(held, rounds, 0.95, "coverage");
  EXPECT_NEAR(sum / rounds, truth, 0.01);
}

TEST(SoakCompeting, GraysTestRejectsOneInTwentyOfEqualGroupsAndMostOfUnequalOnes) {
  std::mt19937 random(8);
  const int rounds = test::soaked(5000);
  std::vector<int> rejected(2);
  int power = 0;
  for (int round = 0; round < rounds; ++round) {
    const Sample same = sampleOf(random, 60, 1);
    const auto tests = grayTest({same.time, same.cause}, 2, same.group).value();
    for (std::size_t k = 0; k < 2; ++k) rejected[k] += tests[k].p < 0.05 ? 1 : 0;
    const Sample other = sampleOf(random, 60, 3);
    power += grayTest({other.time, other.cause}, 2, other.group).value()[0].p < 0.05 ? 1 : 0;
  }
  expectShare(rejected[0], rounds, 0.05, "cause 1");
  expectShare(rejected[1], rounds, 0.05, "cause 2");
  EXPECT_GT(power, rounds * 3 / 4);
}

}  // namespace
}  // namespace snitt::statistics
