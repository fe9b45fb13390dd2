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

}  // namespace
}  // namespace snitt::training
