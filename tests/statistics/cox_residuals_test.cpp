#include "core/statistics/cox/residuals.h"

#include <numeric>

#include <gtest/gtest.h>

#include "statistics/cox_cases.h"

namespace snitt::statistics {
namespace {

using nlohmann::json;
using test::CoxCase;

double squares(const std::vector<double>& values, std::size_t first = 0, std::size_t step = 1) {
  double sum = 0;
  for (std::size_t i = first; i < values.size(); i += step) sum += values[i] * values[i];
  return sum;
}

// Every `every`-th row of a matrix of p columns.
void expectRows(const std::vector<double>& matrix, std::size_t p, const json& r, std::size_t every) {
  ASSERT_EQ(r.size(), (matrix.size() / p + every - 1) / every);
  for (std::size_t i = 0; i < r.size(); ++i)
    for (std::size_t j = 0; j < p; ++j) {
      SCOPED_TRACE(i);
      EXPECT_NEAR(matrix[i * every * p + j], test::number(r[i][j]),
                  1e-8 * std::max(1e-3, std::abs(test::number(r[i][j]))));
    }
}

void expectSquares(const std::vector<double>& matrix, std::size_t p, const json& r) {
  for (std::size_t j = 0; j < p; ++j) SNITT_EXPECT_R(squares(matrix, j, p), r[j], 1e-8);
}

void expectResiduals(const CoxCase& one, const json& r, std::size_t everyEvent) {
  const CoxFit fit = one.fit();
  const std::size_t p = one.design.columns();
  const auto residuals = coxResiduals(fit, one.data(), one.design, one.options());
  ASSERT_TRUE(residuals);
  for (std::size_t i = 0; i < r["martingale"].size(); ++i) {
    SNITT_EXPECT_R(residuals->martingale[97 * i], r["martingale"][i], 1e-8);
    SNITT_EXPECT_R(residuals->deviance[97 * i], r["deviance"][i], 1e-8);
  }
  SNITT_EXPECT_R(squares(residuals->martingale), r["squares"][0], 1e-9);
  SNITT_EXPECT_R(squares(residuals->deviance), r["squares"][1], 1e-9);
  expectRows(residuals->score, p, r["score"], 97);
  expectRows(residuals->dfbeta, p, r["dfbeta"], 97);
  expectSquares(residuals->score, p, r["scoreSquares"]);
  expectSquares(residuals->dfbeta, p, r["dfbetaSquares"]);
  const auto schoenfeld = schoenfeldResiduals(fit, one.data(), one.design, one.options());
  ASSERT_TRUE(schoenfeld);
  expectSquares(schoenfeld->residual, p, r["schoenfeldSquares"]);
  expectSquares(schoenfeld->scaled, p, r["scaledSquares"]);
  expectRows(schoenfeld->residual, p, r["schoenfeld"], everyEvent);
  expectRows(schoenfeld->scaled, p, r["scaled"], everyEvent);
}

TEST(CoxResiduals, AgreeWithR) {
  SNITT_NEEDS_SHARED_DATA();
  const json r = test::reference("cox");
  expectResiduals(test::colonCase(), r["colonEfron"]["residuals"], 29);
  expectResiduals(test::colonCase(CoxTies::breslow), r["colonBreslow"]["residuals"], 29);
  expectResiduals(test::colonStrataCase(), r["colonStrata"]["residuals"], 29);
  expectResiduals(test::clusterCase(false), r["cluster"]["residuals"], 97);
  expectResiduals(test::lungCase(), r["lungEfron"]["residuals"], 29);
}

TEST(CoxResiduals, AgreeWithRUnderManyTies) {
  SNITT_NEEDS_SHARED_DATA();
  const json r = test::reference("cox");
  expectResiduals(test::rotterdamCase(CoxTies::efron), r["rotterdamEfron"]["residuals"], 97);
  expectResiduals(test::rotterdamCase(CoxTies::breslow), r["rotterdamBreslow"]["residuals"], 97);
}

// Without covariates 1 2+ 3 3+ 4 5+ 6 7+ 7 8+ expects 1/10, then 1/8, 1/6, 1/4 and 1/3 more of who is at risk.
TEST(CoxResiduals, MartingaleByHand) {
  const CoxCase ten = test::madeCase({});
  const auto residuals = coxResiduals(ten.fit(), ten.data(), ten.design);
  ASSERT_TRUE(residuals);
  EXPECT_NEAR(residuals->martingale[0], 1 - 0.1, 1e-15);
  EXPECT_NEAR(residuals->martingale[1], -0.1, 1e-15);
  EXPECT_NEAR(residuals->martingale[2], 1 - 0.1 - 1.0 / 8, 1e-15);
  EXPECT_NEAR(residuals->martingale[5], -0.1 - 1.0 / 8 - 1.0 / 6, 1e-15);
  EXPECT_NEAR(residuals->martingale[9], -0.1 - 1.0 / 8 - 1.0 / 6 - 1.0 / 4 - 1.0 / 3, 1e-15);
}

TEST(CoxResiduals, AddUpToNothing) {
  for (const CoxTies ties : {CoxTies::efron, CoxTies::breslow}) {
    CoxCase made = test::madeCase({"x", "y"});
    made.ties = ties;
    for (double& time : made.time) time = std::floor(time / 2);
    const auto residuals = coxResiduals(made.fit(), made.data(), made.design, made.options());
    ASSERT_TRUE(residuals);
    EXPECT_NEAR(std::accumulate(residuals->martingale.begin(), residuals->martingale.end(), 0.0), 0, 1e-13);
    for (std::size_t j = 0; j < 2; ++j) {
      double sum = 0;
      for (std::size_t i = 0; i < 10; ++i) sum += residuals->score[2 * i + j];
      EXPECT_NEAR(sum, 0, 1e-12);
    }
  }
}

TEST(CoxResiduals, AnUndefinedCoefficientHasNone) {
  const CoxCase made = test::madeCase({"x", "c", "y"});
  const CoxCase plain = test::madeCase({"x", "y"});
  const auto residuals = coxResiduals(made.fit(), made.data(), made.design);
  const auto expected = coxResiduals(plain.fit(), plain.data(), plain.design);
  ASSERT_TRUE(residuals && expected);
  for (std::size_t i = 0; i < 10; ++i) {
    EXPECT_TRUE(std::isnan(residuals->dfbeta[3 * i + 1]));
    EXPECT_NEAR(residuals->dfbeta[3 * i + 2], expected->dfbeta[2 * i + 1], 1e-12);
  }
}

TEST(CoxResiduals, OtherDataAreRefused) {
  const CoxCase made = test::madeCase({"x", "y"});
  const CoxCase other = test::madeCase({"x", "c"});
  EXPECT_EQ(coxResiduals(made.fit(), other.data(), other.design).error().message,
            "the Cox model was fitted to other data");
  CoxCase without = made;
  without.event.assign(10, 0);
  EXPECT_EQ(coxResiduals(without.fit(), without.data(), without.design).error().message, "the Cox model has no events");
}

}  // namespace
}  // namespace snitt::statistics
