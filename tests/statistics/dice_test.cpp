#include "core/statistics/agreement/dice.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace snitt::statistics {
namespace {

using Mask = std::vector<std::uint8_t>;

// |A| = 3, |B| = 2, |A ∩ B| = 1: Dice 2/5, Jaccard 1/4.
TEST(Dice, ByHand) {
  const auto overlap = overlapOfMasks(Mask{1, 1, 255, 0, 0}, Mask{0, 0, 7, 1, 0});
  ASSERT_TRUE(overlap);
  EXPECT_EQ(overlap->first, 3U);
  EXPECT_EQ(overlap->second, 2U);
  EXPECT_EQ(overlap->both, 1U);
  EXPECT_DOUBLE_EQ(overlap->dice, 0.4);
  EXPECT_DOUBLE_EQ(overlap->jaccard, 0.25);
  EXPECT_DOUBLE_EQ(overlapOfCounts(3, 2, 1)->dice, 0.4);
}

TEST(Dice, Degenerate) {
  EXPECT_TRUE(std::isnan(overlapOfMasks(Mask{0, 0}, Mask{0, 0})->dice)) << "two empty masks agree about nothing";
  EXPECT_TRUE(std::isnan(overlapOfMasks(Mask{}, Mask{})->jaccard));
  EXPECT_EQ(overlapOfMasks(Mask{1, 0}, Mask{0, 0})->dice, 0);
  EXPECT_EQ(overlapOfMasks(Mask{1, 1}, Mask{1, 1})->jaccard, 1);
  EXPECT_EQ(overlapOfMasks(Mask{1}, Mask{1, 1}).error().message, "the masks have 1 and 2 pixels");
  EXPECT_EQ(overlapOfCounts(3, 2, 4).error().message, "4 pixels cannot lie in sets of 3 and of 2 pixels");
}

}  // namespace
}  // namespace snitt::statistics
