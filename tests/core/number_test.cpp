#include "core/text/number.h"

#include <limits>

#include <gtest/gtest.h>

namespace snitt {
namespace {

TEST(Number, ShortestReadsBackExactly) {
  for (const double value : {0.1, 1.0 / 3, 1e-300, 123456789.125, -0.25, 5e-324})
    EXPECT_EQ(parseNumber(shortest(value)), value) << shortest(value);
  EXPECT_EQ(shortest(0.5), "0.5");
  EXPECT_EQ(shortest(std::numeric_limits<double>::quiet_NaN()), "NaN");
}

TEST(Number, FixedRoundsAndHasNoNegativeZero) {
  EXPECT_EQ(fixed(2.346, 2), "2.35");
  EXPECT_EQ(fixed(-0.001, 2), "0.00");
  EXPECT_EQ(fixed(-0.01, 2), "-0.01");
}

TEST(Number, TakesOnlyWholeFiniteNumbers) {
  EXPECT_EQ(parseNumber(" 0.25 "), 0.25);
  EXPECT_EQ(parseNumber("+3"), 3);
  for (const char* text : {"", " ", "0,25", "1x", "nan", "inf", "1e999", "0x10"})
    EXPECT_FALSE(parseNumber(text)) << text;
}

}  // namespace
}  // namespace snitt
