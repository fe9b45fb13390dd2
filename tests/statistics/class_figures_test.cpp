#include "core/statistics/agreement/class_figures.h"

#include <cmath>

#include <gtest/gtest.h>

#include "support/survival_tables.h"

namespace snitt::statistics {
namespace {

TEST(ClassFigures, WilsonIsThatOfR) {
  const auto cases = test::reference("agreement")["wilson"];
  for (const auto& one : cases) {
    const Estimate share = wilsonProportion(one["x"].get<double>(), one["n"].get<double>());
    EXPECT_NEAR(share.lower95, one["lower"].get<double>(), 1e-14);
    EXPECT_NEAR(share.upper95, one["upper"].get<double>(), 1e-14);
  }
}

// 100 patients: 30 events of which 24 were called poor, 70 without of which 14 were.
TEST(ClassFigures, ByHand) {
  const auto figures = classFigures({.truePositive = 24, .falsePositive = 14, .falseNegative = 6, .trueNegative = 56});
  const std::array<double, kClassFigures> expected{0.8, 0.8, 24.0 / 38, 56.0 / 62, 0.3, 0.8, 4, 0.25};
  for (std::size_t i = 0; i < kClassFigures; ++i)
    EXPECT_NEAR(figures[i], expected[i], 1e-12) << toText(static_cast<ClassFigure>(i));
  const auto estimates =
      classEstimates({.truePositive = 24, .falsePositive = 14, .falseNegative = 6, .trueNegative = 56});
  // Simel et al.: the logarithm of LR+ has the variance 1/24 − 1/30 + 1/14 − 1/70.
  EXPECT_NEAR(estimates[6].lower95, 4 * std::exp(-1.959963984540054 * std::sqrt(1.0 / 24 - 1.0 / 30 + 4.0 / 70)),
              1e-12);
  EXPECT_NEAR(estimates[7].upper95,
              0.25 * std::exp(1.959963984540054 * std::sqrt(1.0 / 6 - 1.0 / 30 + 1.0 / 56 - 1.0 / 70)), 1e-12);
}

TEST(ClassFigures, WhatCannotBeDividedIsUndefined) {
  const auto nobodyPoor = classEstimates({.falseNegative = 3, .trueNegative = 7});
  EXPECT_EQ(nobodyPoor[0].value, 0);
  EXPECT_EQ(nobodyPoor[0].lower95, 0);
  EXPECT_GT(nobodyPoor[0].upper95, 0.5) << "none of three says little";
  EXPECT_TRUE(std::isnan(nobodyPoor[2].value)) << "no positive, no predictive value";
  EXPECT_TRUE(std::isnan(nobodyPoor[2].upper95));
  EXPECT_TRUE(std::isnan(nobodyPoor[6].value)) << "0 / 0";
  EXPECT_EQ(nobodyPoor[7].value, 1);
  const auto perfect = classEstimates({.truePositive = 3, .trueNegative = 7});
  EXPECT_TRUE(std::isinf(perfect[6].value));
  EXPECT_TRUE(std::isnan(perfect[6].lower95));
  EXPECT_EQ(perfect[7].value, 0);
  const auto noEvents = classEstimates({.falsePositive = 2, .trueNegative = 7});
  EXPECT_TRUE(std::isnan(noEvents[0].value));
  EXPECT_EQ(noEvents[4].value, 0);
  for (const Estimate& figure : classEstimates({})) EXPECT_TRUE(std::isnan(figure.value));
}

}  // namespace
}  // namespace snitt::statistics
