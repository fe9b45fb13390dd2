#include "core/statistics/cox/cox_curve.h"

#include <gtest/gtest.h>

#include "statistics/cox_cases.h"

namespace snitt::statistics {
namespace {

using nlohmann::json;
using test::CoxCase;

void expectCurves(const CoxCase& one, const json& r, std::size_t every) {
  const CoxFit fit = one.fit();
  const auto curves = coxCurves(fit, one.data(), one.design, one.options(), one.row);
  const auto base =
      coxCurves(fit, one.data(), one.design, one.options(), std::vector<double>(one.design.columns(), 0.0));
  ASSERT_TRUE(curves && base);
  ASSERT_EQ(curves->size(), r.size());
  for (std::size_t c = 0; c < r.size(); ++c) {
    const CoxCurve& curve = (*curves)[c];
    ASSERT_EQ(curve.time.size(), r[c]["size"].get<std::size_t>());
    for (std::size_t k = 0; k < r[c]["time"].size(); ++k) {
      const std::size_t i = k * every;
      SCOPED_TRACE(i);
      EXPECT_EQ(curve.time[i], r[c]["time"][k].get<double>());
      EXPECT_EQ(curve.atRisk[i], r[c]["atRisk"][k].get<std::size_t>());
      EXPECT_EQ(curve.events[i], r[c]["events"][k].get<std::size_t>());
      SNITT_EXPECT_R(curve.cumHazard[i], r[c]["cumHazard"][k], 1e-8);
      SNITT_EXPECT_R(curve.cumHazardSe[i], r[c]["se"][k], 1e-8);
      SNITT_EXPECT_R(curve.survival[i], r[c]["survival"][k], 1e-8);
      SNITT_EXPECT_R(curve.lower95[i], r[c]["lower95"][k], 1e-8);
      SNITT_EXPECT_R(curve.upper95[i], r[c]["upper95"][k], 1e-8);
      SNITT_EXPECT_R((*base)[c].cumHazard[i], r[c]["base"][k], 1e-8);
    }
  }
}

TEST(CoxCurve, AgreesWithR) {
  SNITT_NEEDS_SHARED_DATA();
  const json r = test::reference("cox");
  expectCurves(test::colonCase(), r["colonEfron"]["curves"], 60);
  expectCurves(test::colonCase(CoxTies::breslow), r["colonBreslow"]["curves"], 60);
  expectCurves(test::lungCase(), r["lungEfron"]["curves"], 60);
}

TEST(CoxCurve, AgreesWithRInStrataAndClusters) {
  SNITT_NEEDS_SHARED_DATA();
  const json r = test::reference("cox");
  expectCurves(test::colonStrataCase(), r["colonStrata"]["curves"], 60);
  expectCurves(test::clusterCase(false), r["cluster"]["curves"], 120);
  expectCurves(test::clusterCase(true), r["clusterStrata"]["curves"], 120);
}

TEST(CoxCurve, AgreesWithRUnderManyTies) {
  SNITT_NEEDS_SHARED_DATA();
  const json r = test::reference("cox");
  expectCurves(test::rotterdamCase(CoxTies::efron), r["rotterdamEfron"]["curves"], 20);
  expectCurves(test::rotterdamCase(CoxTies::breslow), r["rotterdamBreslow"]["curves"], 20);
}

// Without covariates: the Nelson–Aalen estimate 1/10, + 1/8, + 1/6, + 1/4, + 1/3, with the variance Σ 1/n².
TEST(CoxCurve, WithoutCovariatesByHand) {
  const CoxCase ten = test::madeCase({});
  const auto curves = coxCurves(ten.fit(), ten.data(), ten.design, {}, {});
  ASSERT_TRUE(curves);
  const CoxCurve& curve = curves->front();
  EXPECT_EQ(curve.time, (std::vector<double>{1, 2, 3, 4, 5, 6, 7, 8}));
  EXPECT_EQ(curve.atRisk, (std::vector<std::size_t>{10, 9, 8, 6, 5, 4, 3, 1}));
  const Estimate at = survivalAt(curve, 5.5);
  const double hazard = 1.0 / 10 + 1.0 / 8 + 1.0 / 6;
  const double se = std::sqrt(1.0 / 100 + 1.0 / 64 + 1.0 / 36);
  EXPECT_NEAR(at.value, std::exp(-hazard), 1e-15);
  EXPECT_NEAR(at.stdErr, std::exp(-hazard) * se, 1e-15);
  EXPECT_NEAR(at.lower95, std::exp(-hazard - 1.959963984540054 * se), 1e-14);
  EXPECT_EQ(survivalAt(curve, 0.5).value, 1);
  EXPECT_EQ(survivalAt(curve, 8).value, curve.survival.back());
  EXPECT_TRUE(std::isnan(survivalAt(curve, 8.1).value)) << "nobody was followed so long";
}

// The risk of other patients, from the curve of one.
TEST(CoxCurve, RisksOfOtherPatients) {
  const CoxCase made = test::madeCase({"x", "y"});
  const CoxFit fit = made.fit();
  const auto means = coxCurves(fit, made.data(), made.design, {}, columnMeans(made.design));
  ASSERT_TRUE(means);
  const auto risks = coxRisks(fit, means->front(), made.design, 6);
  ASSERT_TRUE(risks);
  for (std::size_t i = 0; i < 10; ++i) {
    const std::vector<double> row{made.design.at(i, 0), made.design.at(i, 1)};
    const auto own = coxCurves(fit, made.data(), made.design, {}, row);
    ASSERT_TRUE(own);
    EXPECT_NEAR((*risks)[i], 1 - survivalAt(own->front(), 6).value, 1e-13);
  }
  EXPECT_EQ(coxRisks(fit, means->front(), made.design, 0.5)->at(3), 0);
  EXPECT_TRUE(std::isnan(coxRisks(fit, means->front(), made.design, 9)->at(3)));
}

TEST(CoxCurve, NamesWhatDoesNotFit) {
  const CoxCase made = test::madeCase({"x", "y"});
  EXPECT_EQ(coxCurves(made.fit(), made.data(), made.design, {}, std::vector<double>{1}).error().message,
            "a prediction is asked for 1 values of a Cox model with 2 coefficients");
  EXPECT_EQ(coxCurves(made.fit(), made.data(), made.design, {}, std::vector<double>{1, NAN}).error().message,
            "a prediction is asked for a value that is not a number");
}

}  // namespace
}  // namespace snitt::statistics
