#include "core/decision/tell_apart.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

TEST(TellApart, AChosenLimitIsShownAsItIs) {
  EXPECT_EQ(comparison(0.71, 0.5, "X"), "0.71 is 0.21 above X 0.50");
  EXPECT_EQ(comparison(0.5, 0.5, "X"), "0.50 equals X 0.50");
  EXPECT_EQ(comparison(0.3, 0.4375, "X"), "0.3000 is 0.1375 below X 0.4375");
}

TEST(TellApart, ALearnedLimitIsShownWithAsManyDigitsAsTheSentenceNeeds) {
  EXPECT_EQ(comparison(0.860481793, 0.5948497921872306, "X"), "0.86 is 0.27 above X 0.59");
  EXPECT_EQ(comparison(0.5949, 0.5948497921872306, "X"), "0.5949 is 0.0001 above X 0.5948");
}

}  // namespace
}  // namespace snitt
