#include "core/training/thresholds.h"

#include <cmath>

#include <gtest/gtest.h>

namespace snitt::training {
namespace {

constexpr auto good = DistinctLabel::good;
constexpr auto poor = DistinctLabel::poor;
constexpr auto between = DistinctLabel::between;

// Ten patients, worst last: good at .1 .2 .3 .6, poor at .5 .7 .8 .9, between at .15 .85.
std::vector<TunedPatient> patients() {
  return {{0.1, good}, {0.15, between}, {0.2, good}, {0.3, good},     {0.5, poor},
          {0.6, good}, {0.7, poor},     {0.8, poor}, {0.85, between}, {0.9, poor}};
}

ThresholdChoice chosen(ThresholdRule rule, const std::vector<TunedPatient>& from = patients()) {
  const auto choice = chooseThreshold(from, rule);
  EXPECT_TRUE(choice) << choice.error().message;
  return choice.value_or(ThresholdChoice());
}

TEST(Thresholds, YoudenTakesTheLargestSumAndOfEqualsTheMostEven) {
  // At .4: 4/4 and 3/4; at .65: 3/4 and 4/4. Both sums are 1.75 and both are as even: the lower.
  const ThresholdChoice at = chosen({ThresholdKind::youden, 0.5});
  EXPECT_DOUBLE_EQ(at.threshold, 0.4);
  EXPECT_DOUBLE_EQ(at.sensitivity, 1);
  EXPECT_DOUBLE_EQ(at.specificity, 0.75);
  EXPECT_DOUBLE_EQ(at.poorShare, 0.6);
  EXPECT_EQ(at.patients, 10U);
  EXPECT_EQ(at.good, 4U);
  EXPECT_EQ(at.poor, 4U);
  // Without the poor patient at .5 nobody is missed at .65.
  auto fewer = patients();
  fewer.erase(fewer.begin() + 4);
  EXPECT_DOUBLE_EQ(chosen({ThresholdKind::youden, 0.5}, fewer).threshold, 0.65);
}

TEST(Thresholds, MedianAndSharesCountEverybody) {
  EXPECT_DOUBLE_EQ(chosen({ThresholdKind::median, 0.5}).threshold, 0.55);
  EXPECT_DOUBLE_EQ(chosen({ThresholdKind::poorShare, 0.2}).threshold, 0.825);
  EXPECT_DOUBLE_EQ(chosen({ThresholdKind::poorShare, 0.2}).poorShare, 0.2);
  // Ties leave no place at a half: the nearest share is taken.
  const std::vector<TunedPatient> tied{{0.1, good}, {0.4, good}, {0.4, poor}, {0.4, poor}};
  EXPECT_DOUBLE_EQ(chosen({ThresholdKind::median, 0.5}, tied).threshold, 0.25);
}

TEST(Thresholds, SensitivitiesAreReachedWithTheOutermostThreshold) {
  // 3 of 4 good patients lie at or below .3, all four at or below .6.
  EXPECT_DOUBLE_EQ(chosen({ThresholdKind::goodSensitivity, 0.75}).threshold, 0.4);
  EXPECT_DOUBLE_EQ(chosen({ThresholdKind::goodSensitivity, 0.76}).threshold, 0.65);
  EXPECT_DOUBLE_EQ(chosen({ThresholdKind::poorSensitivity, 0.75}).threshold, 0.65);
  EXPECT_DOUBLE_EQ(chosen({ThresholdKind::poorSensitivity, 0.76}).threshold, 0.4);
}

TEST(Thresholds, SayWhatTheyCannotBeChosenOn) {
  const auto errorOf = [](const std::vector<TunedPatient>& from, ThresholdRule rule) {
    const auto choice = chooseThreshold(from, rule);
    return choice ? std::string("no error") : choice.error().message;
  };
  EXPECT_EQ(errorOf({}, {}), "there is no tuning patient to choose a threshold on");
  EXPECT_EQ(errorOf({{0.1, good}, {0.2, good}}, {}),
            "the threshold rule needs tuning patients with a distinct poor outcome, and there are none");
  EXPECT_EQ(errorOf({{0.2, good}, {0.2, poor}}, {}),
            "all tuning patients have the score 0.2, so no threshold tells them apart");
  EXPECT_EQ(errorOf({{std::nan(""), good}, {0.2, poor}}, {}),
            "a tuning patient's score is NaN and must be from 0 to 1");
  EXPECT_EQ(
      errorOf({{0.3, poor}, {0.4, good}}, {ThresholdKind::goodSensitivity, 0.5}),
      "no threshold between the lowest and the highest score does what the rule asks for (The lowest threshold that "
      "calls at least 50 % of the tuning patients of distinct good outcome good)");
}

}  // namespace
}  // namespace snitt::training
