#include "core/training/member_choice.h"

#include <cmath>

#include <gtest/gtest.h>

namespace snitt::training {
namespace {

TEST(MemberChoice, TheBestOnTuningDataBecomeMembers) {
  const std::vector<Candidate> candidates{{1, 0.7}, {2, 0.8}, {3, std::nan("")}, {4, 0.9}, {9, 0.8}, {5, 0.6}};
  EXPECT_EQ(chooseMembers(candidates, 3, "10x").value(), (std::vector<std::size_t>{3, 1, 4}));
  EXPECT_EQ(chooseMembers(candidates, 6, "10x").error().message,
            "of resolution 10x 5 networks have a figure on tuning data, and 6 are to be kept");
  EXPECT_FALSE(chooseMembers(std::vector<Candidate>{{1, 0.7}, {1, 0.8}}, 1, "10x"));
}

TEST(MemberChoice, AucComparesPoorWithGoodAlone) {
  const std::vector scores{0.1, 0.4, 0.4, 0.8, 0.99};
  using enum DistinctLabel;
  // Pairs: (.4, .1) won, (.4, .4) half, (.8, .1) won, (.8, .4) won.
  EXPECT_DOUBLE_EQ(distinctAuc(scores, std::vector{good, good, poor, poor, between}), 3.5 / 4);
  EXPECT_TRUE(std::isnan(distinctAuc(scores, std::vector{good, good, good, good, between})));
}

TEST(MemberChoice, ConcordanceTakesAHigherScoreForAHigherRisk) {
  const std::vector<std::uint8_t> events{1, 1, 0};
  EXPECT_DOUBLE_EQ(tuningConcordance(std::vector{0.9, 0.5, 0.1}, std::vector{1.0, 2.0, 3.0}, events).value(), 1);
  EXPECT_DOUBLE_EQ(tuningConcordance(std::vector{0.1, 0.5, 0.9}, std::vector{1.0, 2.0, 3.0}, events).value(), 0);
}

}  // namespace
}  // namespace snitt::training
