#include "core/statistics/agreement/intraclass.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "core/statistics/resampling/counter_random.h"
#include "support/survival_tables.h"

namespace snitt::statistics {
namespace {

using Values = std::vector<double>;

void expectR(const Estimate& estimate, const nlohmann::json& expected, double relative) {
  SNITT_EXPECT_R(estimate.value, expected["icc"], relative);
  SNITT_EXPECT_R(estimate.lower95, expected["lower"], relative);
  SNITT_EXPECT_R(estimate.upper95, expected["upper"], relative);
}

// The first is the table of Shrout and Fleiss; the last lies around 1000, where sums of squares would lose digits.
TEST(Intraclass, IsThatOfR) {
  const auto cases = test::reference("agreement")["icc"];
  for (const auto& one : cases) {
    SCOPED_TRACE(one["values"].dump());
    const auto icc = intraclass(one["values"].get<Values>(), one["subjects"], one["readings"]);
    ASSERT_TRUE(icc);
    SNITT_EXPECT_R(icc->meanSquareSubjects, one["msb"], 1e-9);
    SNITT_EXPECT_R(icc->meanSquareReadings, one["msj"], 1e-9);
    SNITT_EXPECT_R(icc->meanSquareError, one["mse"], 1e-9);
    SNITT_EXPECT_R(icc->withinSd, one["within"], 1e-9);
    SNITT_EXPECT_R(icc->f, one["agreement"]["f"], 1e-9);
    SNITT_EXPECT_R(icc->df1, one["agreement"]["df1"], 0);
    SNITT_EXPECT_R(icc->df2, one["agreement"]["df2"], 0);
    SNITT_EXPECT_R(icc->p, one["agreement"]["p"], 1e-7);
    expectR(icc->agreement, one["agreement"], 1e-8);
    expectR(icc->consistency, one["consistency"], 1e-8);
  }
}

// Shrout and Fleiss, 1979, table 4: .29 and .71.
TEST(Intraclass, IsThePublishedOne) {
  const Values table{9, 2, 5, 8, 6, 1, 3, 2, 8, 4, 6, 8, 7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7};
  const auto icc = intraclass(table, 6, 4);
  EXPECT_NEAR(icc->agreement.value, 0.29, 0.005);
  EXPECT_NEAR(icc->consistency.value, 0.71, 0.005);
}

// A unit or an order of subjects changes nothing; what one reading adds to all changes the agreement alone.
TEST(Intraclass, OnRandomReadings) {
  CounterRandom random(5, 0);
  for (int round = 0; round < 100; ++round) {
    const std::size_t n = 3 + random.below(10), k = 2 + random.below(3);
    Values values(n * k), scaled(n * k), reversed(n * k), shifted(n * k);
    for (double& one : values) one = random.normal();
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < k; ++j) {
        scaled[i * k + j] = 40 + 3 * values[i * k + j];
        reversed[(n - 1 - i) * k + k - 1 - j] = values[i * k + j];
        shifted[i * k + j] = values[i * k + j] + (j == 0 ? 20 : 0);
      }
    const Intraclass icc = intraclass(values, n, k).value();
    for (const Values& other : {scaled, reversed}) {
      const Intraclass same = intraclass(other, n, k).value();
      EXPECT_NEAR(same.agreement.value, icc.agreement.value, 1e-9);
      EXPECT_NEAR(same.agreement.lower95, icc.agreement.lower95, 1e-9);
      EXPECT_NEAR(same.consistency.upper95, icc.consistency.upper95, 1e-9);
    }
    const Intraclass biased = intraclass(shifted, n, k).value();
    EXPECT_NEAR(biased.consistency.value, icc.consistency.value, 1e-9);
    EXPECT_LT(std::abs(biased.agreement.value), 0.2);
  }
}

TEST(Intraclass, Degenerate) {
  const auto same = intraclass(Values{0.1, 0.1, 0.1, 0.1, 0.1, 0.1}, 3, 2);
  EXPECT_TRUE(std::isnan(same->agreement.value) && std::isnan(same->consistency.value));
  EXPECT_EQ(same->withinSd, 0);
  const auto perfect = intraclass(Values{0.1, 0.1, 0.7, 0.7, 0.3, 0.3}, 3, 2);
  EXPECT_EQ(perfect->agreement.value, 1);
  EXPECT_EQ(perfect->consistency.value, 1);
  EXPECT_TRUE(std::isnan(perfect->agreement.lower95) && std::isnan(perfect->f));
  const auto shifted = intraclass(Values{0.1, 0.2, 0.7, 0.8, 0.3, 0.4}, 3, 2);
  EXPECT_EQ(shifted->consistency.value, 1) << "0.8 − 0.7 is not 0.1 but by rounding";
  EXPECT_LT(shifted->agreement.value, 1);
  EXPECT_EQ(intraclass(Values{1, 2}, 1, 2).error().message,
            "repeatability needs two subjects and two readings at least, not 1 and 2");
  EXPECT_EQ(intraclass(Values{1, 2, 3}, 2, 2).error().message, "2 subjects with 2 readings have 4 values, not 3");
  EXPECT_EQ(intraclass(Values{1, 2, std::nan(""), 2}, 2, 2).error().message, "a reading of subject 2 is not a number");
}

}  // namespace
}  // namespace snitt::statistics
