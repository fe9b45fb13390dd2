#include "core/statistics/agreement/bland_altman.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "support/survival_tables.h"

namespace snitt::statistics {
namespace {

using Values = std::vector<double>;

void expectR(const Estimate& estimate, const nlohmann::json& expected) {
  SNITT_EXPECT_R(estimate.value, expected["value"], 1e-9);
  SNITT_EXPECT_R(estimate.stdErr, expected["se"], 1e-9);
  SNITT_EXPECT_R(estimate.lower95, expected["lower"], 1e-9);
  SNITT_EXPECT_R(estimate.upper95, expected["upper"], 1e-9);
}

TEST(BlandAltman, IsThatOfR) {
  const auto expected = test::reference("agreement")["blandAltman"];
  const auto agreement = blandAltman(expected["first"].get<Values>(), expected["second"].get<Values>());
  ASSERT_TRUE(agreement);
  EXPECT_EQ(agreement->n, 15U);
  SNITT_EXPECT_R(agreement->sd, expected["sd"], 1e-9);
  expectR(agreement->bias, expected["bias"]);
  expectR(agreement->lowerLimit, expected["low"]);
  expectR(agreement->upperLimit, expected["high"]);
  expectR(agreement->slope, expected["slope"]);
  SNITT_EXPECT_R(agreement->slopeP, expected["slope"]["p"], 1e-8);
}

// Read the other way round, the bias, the slope and the limits change their sign.
TEST(BlandAltman, TurnsWithTheReadings) {
  const Values a{1, 4, 2.5, 7}, b{1.5, 3, 2, 8.5};
  const auto one = blandAltman(a, b), other = blandAltman(b, a);
  EXPECT_DOUBLE_EQ(one->bias.value, -0.125);
  EXPECT_DOUBLE_EQ(other->bias.value, 0.125);
  EXPECT_DOUBLE_EQ(one->lowerLimit.value, -other->upperLimit.value);
  EXPECT_DOUBLE_EQ(one->lowerLimit.upper95, -other->upperLimit.lower95);
  EXPECT_DOUBLE_EQ(one->slope.value, -other->slope.value);
}

TEST(BlandAltman, Degenerate) {
  const auto single = blandAltman(Values{3}, Values{1});
  EXPECT_EQ(single->bias.value, 2);
  EXPECT_TRUE(std::isnan(single->bias.stdErr) && std::isnan(single->sd) && std::isnan(single->upperLimit.value));
  const auto two = blandAltman(Values{3, 5}, Values{1, 4});
  EXPECT_DOUBLE_EQ(two->slope.value, -1 / 2.5);
  EXPECT_TRUE(std::isnan(two->slope.stdErr) && std::isnan(two->slopeP));
  EXPECT_TRUE(std::isfinite(two->upperLimit.upper95));
  const auto constant = blandAltman(Values{3, 3, 3}, Values{1, 1, 1});
  EXPECT_EQ(constant->sd, 0);
  EXPECT_EQ(constant->lowerLimit.lower95, 2);
  EXPECT_TRUE(std::isnan(constant->slope.value));
  EXPECT_EQ(blandAltman(Values{}, Values{}).error().message, "there is no pair of measurements");
  EXPECT_EQ(blandAltman(Values{1}, Values{}).error().message, "1 first measurements stand beside 0 second ones");
  EXPECT_EQ(blandAltman(Values{1, 2}, Values{1, INFINITY}).error().message, "a measurement of pair 2 is not a number");
}

}  // namespace
}  // namespace snitt::statistics
