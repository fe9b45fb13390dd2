#include "core/statistics/cox/cox_fit.h"

#include <cmath>

#include <gtest/gtest.h>

#include "statistics/cox_cases.h"

namespace snitt::statistics {
namespace {

using nlohmann::json;
using test::CoxCase;

void expectTest(const ChiSquareTest& test, const json& r) {
  SNITT_EXPECT_R(test.chi2, r[0], 1e-8);
  SNITT_EXPECT_R(test.df, r[1], 0.0);
  SNITT_EXPECT_R(test.p, r[2], 1e-6);
}

void expectFit(const CoxFit& fit, const json& r) {
  EXPECT_EQ(fit.n, r["n"].get<std::size_t>());
  EXPECT_EQ(fit.events, r["events"].get<std::size_t>());
  SNITT_EXPECT_R(fit.loglikNull, r["loglik"][0], 1e-11);
  SNITT_EXPECT_R(fit.loglik, r["loglik"][1], 1e-11);
  EXPECT_EQ(fit.coefficients.size(), r["beta"].size());
  for (std::size_t j = 0; j < fit.coefficients.size(); ++j) {
    const CoxCoefficient& one = fit.coefficients[j];
    SCOPED_TRACE(one.name);
    SNITT_EXPECT_R(one.beta, r["beta"][j], 1e-9);
    SNITT_EXPECT_R(one.se, r["se"][j], 1e-8);
    if (!r["naiveSe"].is_null()) SNITT_EXPECT_R(one.naiveSe, r["naiveSe"][j], 1e-8);
    SNITT_EXPECT_R(one.z, r["z"][j], 1e-8);
    SNITT_EXPECT_R(one.p, r["p"][j], 1e-6);
    SNITT_EXPECT_R(one.lower95, r["lower95"][j], 1e-8);
    SNITT_EXPECT_R(one.upper95, r["upper95"][j], 1e-8);
    SNITT_EXPECT_R(fit.covariance[j], r["firstRow"][j], 1e-7);
    EXPECT_FALSE(one.mayBeInfinite);
  }
  expectTest(fit.likelihoodRatio, r["likelihoodRatio"]);
  expectTest(fit.score, r["score"]);
  expectTest(fit.wald, r["wald"]);
  ASSERT_EQ(fit.robustScore.has_value(), !r["robustScore"].is_null());
  if (fit.robustScore) expectTest(*fit.robustScore, r["robustScore"]);
  EXPECT_TRUE(fit.converged);
}

TEST(CoxFit, AgreesWithRAboutColon) {
  SNITT_NEEDS_SHARED_DATA();
  const json r = test::reference("cox");
  const CoxFit fit = test::colonCase().fit();
  EXPECT_EQ(fit.coefficients[0].name, "rx=Lev+5FU");
  EXPECT_EQ(fit.coefficients[1].name, "rx=Obs");
  EXPECT_EQ(fit.coefficients[2].name, "age");
  expectFit(fit, r["colonEfron"]["fit"]);
  expectFit(test::colonCase(CoxTies::breslow).fit(), r["colonBreslow"]["fit"]);
  expectFit(test::colonStrataCase().fit(), r["colonStrata"]["fit"]);
  EXPECT_TRUE(fit.notes.empty());
}

TEST(CoxFit, AgreesWithRAboutTwoEventsOfAPatient) {
  SNITT_NEEDS_SHARED_DATA();
  const json r = test::reference("cox");
  const CoxFit fit = test::clusterCase(false).fit();
  expectFit(fit, r["cluster"]["fit"]);
  EXPECT_EQ(fit.clusters, 911U);
  EXPECT_GT(fit.coefficients[3].se, 1.2 * fit.coefficients[3].naiveSe);
  expectFit(test::clusterCase(true).fit(), r["clusterStrata"]["fit"]);
}

TEST(CoxFit, AgreesWithRAboutLung) {
  SNITT_NEEDS_SHARED_DATA();
  const json r = test::reference("cox");
  expectFit(test::lungCase().fit(), r["lungEfron"]["fit"]);
  expectFit(test::lungCase(CoxTies::breslow).fit(), r["lungBreslow"]["fit"]);
}

TEST(CoxFit, AgreesWithRAboutManyTies) {
  SNITT_NEEDS_SHARED_DATA();
  const json r = test::reference("cox");
  expectFit(test::rotterdamCase(CoxTies::efron).fit(), r["rotterdamEfron"]["fit"]);
  expectFit(test::rotterdamCase(CoxTies::breslow).fit(), r["rotterdamBreslow"]["fit"]);
}

TEST(CoxFit, NestedModelsAreComparedAsInR) {
  SNITT_NEEDS_SHARED_DATA();
  const json r = test::reference("cox")["nested"];
  const CoxFit larger = test::lungCase().fit();
  const CoxFit smaller = test::lungCase(CoxTies::efron, {"age"}).fit();
  const auto compared = compareNested(smaller, larger);
  ASSERT_TRUE(compared);
  SNITT_EXPECT_R(compared->chi2, r["chi2"], 1e-9);
  SNITT_EXPECT_R(compared->df, r["df"], 0.0);
  SNITT_EXPECT_R(compared->p, r["p"], 1e-6);
  EXPECT_EQ(compareNested(larger, smaller).error().message, "the larger Cox model lacks the covariate 'sex'");
  EXPECT_EQ(compareNested(larger, larger).error().message,
            "the larger Cox model has no coefficient more than the smaller");
  EXPECT_EQ(compareNested(test::lungCase(CoxTies::breslow, {"age"}).fit(), larger).error().message,
            "the Cox models are not of the same patients, events, strata and rule for ties");
  EXPECT_EQ(compareNested(test::colonCase().fit(), larger).error().message,
            "the Cox models are of 888 and of 213 patients and must be of the same");
}

// Ten patients: 1 2+ 3 3+ 4 5+ 6 7+ 7 8+ with x = 1 0 1 1 0 0 1 0 1 0. At risk at the events: 10 at 1 (x = 1 in 5 of
// them); 8 at 3, after 1 and 2+ (4, of the five with x = 1 the first has gone); 6 at 4, after 3 and 3+ (2); 4 at 6,
// after 4 and 5+ (2); 3 at 7, after 6 (1). No two events at one time, so both rules for ties are the same. log L(0) =
// −ln 10 − ln 8 − ln 6 − ln 4 − ln 3 = −ln 5760. Score: Σ x − mean = (1 − 5/10) + (1 − 4/8) + (0 − 2/6) + (1 − 2/4) +
// (1 − 1/3) = 11/6. Information: Σ mean (1 − mean) = 1/4 + 1/4 + 2/9 + 1/4 + 2/9 = 43/36. Score test: (11/6)² / (43/36)
// = 121/43.
TEST(CoxFit, TenPatientsByHand) {
  for (const CoxTies ties : {CoxTies::efron, CoxTies::breslow}) {
    CoxCase ten = test::madeCase({"x"});
    ten.ties = ties;
    const CoxFit fit = ten.fit();
    EXPECT_NEAR(fit.loglikNull, -std::log(5760.0), 1e-14);
    EXPECT_NEAR(fit.score.chi2, 121.0 / 43, 1e-14);
    // The maximum: with r = exp(β), 5r/(5r+5) + 4r/(4r+4) + 2r/(2r+4) + 2r/(2r+2) + r/(r+2) = 4 events with x = 1, that
    // is 3r/(r+1) + 2r/(r+2) = 4, so r² − 4r − 8 = 0 and r = 2 + √12.
    const double r = 2 + std::sqrt(12.0);
    EXPECT_NEAR(fit.coefficients[0].hr, r, 1e-12);
    const double logLik = 4 * std::log(r) - std::log(5 * r + 5) - std::log(4 * r + 4) - std::log(2 * r + 4) -
                          std::log(2 * r + 2) - std::log(r + 2);
    EXPECT_NEAR(fit.loglik, logLik, 1e-13);
    EXPECT_NEAR(fit.likelihoodRatio.chi2, 2 * (logLik + std::log(5760.0)), 1e-13);
    const double information = 3 * r / (r + 1) / (r + 1) + 2 * 2 * r / (r + 2) / (r + 2);
    EXPECT_NEAR(fit.coefficients[0].se, 1 / std::sqrt(information), 1e-12);
  }
}

// Three events at time 1 among four, x = 1 1 0 0, all of the first three die. Weights r r 1 1. Efron at β = 0:
// denominators 4 − k = 4, 3, 2, since a third of the three who
// die has gone at each; means (2 − 2k/3)/(4 − k) = 1/2, 4/9, 1/3. Breslow: 4, 4, 4 and 1/2 each.
TEST(CoxFit, TiesByHand) {
  const std::vector<double> time{1, 1, 1, 2};
  const std::vector<std::uint8_t> event{1, 1, 1, 0};
  const Design design = makeDesign(4, std::vector<Covariate>{{"x", std::vector<double>{1, 1, 0, 0}}}).value();
  const auto efron = coxFit({time, event}, design, {.ties = CoxTies::efron, .strata = {}, .cluster = {}});
  EXPECT_NEAR(efron->loglikNull, -std::log(24.0), 1e-14);
  const double score = 2 - (1.0 / 2 + 4.0 / 9 + 1.0 / 3);
  const double information = 1.0 / 4 + 4.0 / 9 * 5 / 9 + 1.0 / 3 * 2 / 3;
  EXPECT_NEAR(efron->score.chi2, score * score / information, 1e-13);
  const auto breslow = coxFit({time, event}, design, {.ties = CoxTies::breslow, .strata = {}, .cluster = {}});
  EXPECT_NEAR(breslow->loglikNull, -std::log(64.0), 1e-14);
  EXPECT_NEAR(breslow->score.chi2, 0.25 / 0.75, 1e-14);
}

TEST(CoxFit, WhatCannotBeEstimatedIsUndefinedAsInR) {
  const json r = test::reference("cox")["made"];
  expectFit(test::madeCase({"x", "y"}).fit(), r["plain"]);
  const CoxFit constant = test::madeCase({"c", "x", "y"}).fit();
  expectFit(constant, r["constant"]);
  EXPECT_EQ(test::joined(constant.notes),
            "'c' is constant or follows from the covariates before it, so its coefficient is undefined\n");
  const CoxFit collinear = test::madeCase({"x", "twice", "y", "sum"}).fit();
  expectFit(collinear, r["collinear"]);
  EXPECT_EQ(test::joined(collinear.notes),
            "'twice' is constant or follows from the covariates before it, so its coefficient is undefined\n"
            "'sum' is constant or follows from the covariates before it, so its coefficient is undefined\n");
}

TEST(CoxFit, EventsAtOneTime) {
  const json r = test::reference("cox")["made"];
  CoxCase made = test::madeCase({"x", "y"});
  for (double& time : made.time) time = std::floor(time / 3);
  expectFit(made.fit(), r["timeZero"]);
  made.time.assign(10, 3.0);
  expectFit(made.fit(), r["allTied"]);
  made.ties = CoxTies::breslow;
  expectFit(made.fit(), r["allTiedBreslow"]);
}

TEST(CoxFit, NoEvents) {
  const json r = test::reference("cox")["made"]["noEvents"];
  CoxCase made = test::madeCase({"x", "y"});
  made.event.assign(10, 0);
  const CoxFit fit = made.fit();
  EXPECT_EQ(fit.loglik, 0);
  SNITT_EXPECT_R(fit.loglikNull, r["loglik"][0], 0.0);
  for (const CoxCoefficient& one : fit.coefficients) EXPECT_TRUE(std::isnan(one.beta) && std::isnan(one.hr));
  EXPECT_TRUE(std::isnan(fit.covariance[0]));
  EXPECT_TRUE(std::isnan(fit.wald.p));
  EXPECT_EQ(test::joined(fit.notes), "there are no events\n");
}

// Who has x = 1 dies first: the likelihood grows with x for ever, R warns "coefficient may be infinite" and stops
// somewhere. Its limit, and the other coefficient, are defined.
TEST(CoxFit, PerfectSeparationIsSaid) {
  const json r = test::reference("cox")["made"];
  const std::vector<double> time{1, 2, 3, 4, 5, 6, 7, 8};
  const std::vector<std::uint8_t> event{1, 1, 1, 1, 0, 0, 0, 0};
  const Design design = makeDesign(8, std::vector<Covariate>{{"x", std::vector<double>{1, 1, 1, 1, 0, 0, 0, 0}},
                                                             {"y", std::vector<double>{3, 1, 4, 1, 5, 9, 2, 6}}})
                            .value();
  const auto fit = coxFit({time, event}, design);
  ASSERT_TRUE(fit);
  EXPECT_TRUE(fit->coefficients[0].mayBeInfinite);
  EXPECT_FALSE(fit->coefficients[1].mayBeInfinite);
  EXPECT_GT(fit->coefficients[0].beta, 10);
  EXPECT_LT(fit->coefficients[0].beta, 100);
  SNITT_EXPECT_R(fit->loglik, r["separatedLoglik"][1], 1e-9);
  SNITT_EXPECT_R(fit->coefficients[1].beta, r["separatedRest"], 1e-6);
  EXPECT_FALSE(fit->converged);
  EXPECT_EQ(test::joined(fit->notes),
            "the coefficient of 'x' may be infinite: the likelihood grows without end in it\n");
}

// The order of deaths follows x exactly: the likelihood grows to 1, its log to 0.
TEST(CoxFit, RanksThatPredictPerfectly) {
  std::vector<double> time;
  std::vector<double> x;
  for (int i = 0; i < 200; ++i) {
    time.push_back(i + 1);
    x.push_back(1e6 - 1000 * i);
  }
  const std::vector<std::uint8_t> event(200, 1);
  const auto fit = coxFit({time, event}, makeDesign(200, std::vector<Covariate>{{"x", x}}).value());
  ASSERT_TRUE(fit);
  EXPECT_NEAR(fit->loglik, 0, 1e-8);
  EXPECT_TRUE(fit->coefficients[0].mayBeInfinite);
}

TEST(CoxFit, OnePatient) {
  const std::vector<double> time{4};
  const std::vector<std::uint8_t> event{1};
  const auto fit = coxFit({time, event}, makeDesign(1, std::vector<Covariate>{{"x", std::vector<double>{2}}}).value());
  ASSERT_TRUE(fit);
  EXPECT_EQ(fit->loglikNull, 0);
  EXPECT_EQ(fit->loglik, 0);
  EXPECT_TRUE(std::isnan(fit->coefficients[0].beta));
  EXPECT_EQ(fit->wald.df, 0);
}

// Six patients and eight covariates: no more than five can be told apart, and those separate perfectly.
TEST(CoxFit, MoreCovariatesThanPatients) {
  const std::vector<double> time{1, 2, 3, 4, 5, 6};
  const std::vector<std::uint8_t> event(6, 1);
  std::vector<Covariate> covariates;
  for (int j = 0; j < 8; ++j) {
    std::vector<double> x;
    for (int i = 0; i < 6; ++i) x.push_back(std::sin(1 + 7 * i + 3 * j * i + j));
    covariates.push_back({std::string(1, static_cast<char>('a' + j)), x});
  }
  const auto fit = coxFit({time, event}, makeDesign(6, covariates).value());
  ASSERT_TRUE(fit);
  for (std::size_t j = 0; j < 8; ++j) EXPECT_EQ(std::isnan(fit->coefficients[j].beta), j >= 5) << j;
  EXPECT_NEAR(fit->loglik, 0, 1e-8);
  EXPECT_NE(test::joined(fit->notes).find("may be infinite"), std::string::npos);
  EXPECT_EQ(fit->likelihoodRatio.df, 5);
}

TEST(CoxFit, FewerEventsThanCoefficientsIsSaid) {
  CoxCase made = test::madeCase({"x", "y"});
  made.event = {0, 0, 0, 0, 1, 0, 0, 0, 0, 0};
  EXPECT_EQ(made.fit().notes.at(0), "there are fewer events (1) than coefficients (2)");
}

// A column that varies only after the last event, or only among those censored before the first, tells nothing; in R
// too its coefficient is NA. `lateOnly`: it varies in risk sets, so it counts.
TEST(CoxFit, OnlyRiskSetsCount) {
  const json r = test::reference("cox")["made"]["lateOnly"];
  const std::vector<double> time{1, 2, 3, 4, 5, 6};
  const std::vector<std::uint8_t> event{1, 1, 0, 1, 1, 1};
  const std::vector<Covariate> covariates{{"x", std::vector<double>{3, 1, 4, 1, 5, 9}},
                                          {"late", std::vector<double>{0, 0, 0, 0, 0, 1}}};
  const auto late = coxFit({time, event}, makeDesign(6, covariates).value());
  SNITT_EXPECT_R(late->loglik, r["loglik"][1], 1e-8);
  EXPECT_TRUE(late->coefficients[1].mayBeInfinite);

  CoxCase made = test::madeCase({"y", "x"});
  made.event[0] = 0;
  const CoxFit without = made.fit();
  const auto withOutlier = [&](std::size_t row) {
    made.design.x[row] = 1e30;  // y of a patient
    return made.fit();
  };
  const CoxFit with = withOutlier(0);
  EXPECT_NEAR(with.coefficients[0].beta, without.coefficients[0].beta, 1e-12);
  EXPECT_NEAR(with.coefficients[1].se, without.coefficients[1].se, 1e-12);
}

TEST(CoxFit, NamesWhatDoesNotFit) {
  const CoxCase made = test::madeCase({"x"});
  const std::vector<int> nine(9, 1);
  const auto messageOf = [](const Result<CoxFit>& fit) { return fit ? std::string("accepted") : fit.error().message; };
  EXPECT_EQ(messageOf(coxFit(made.data(), made.design, {.ties = CoxTies::efron, .strata = nine, .cluster = {}})),
            "9 strata stand beside 10 patients");
  EXPECT_EQ(messageOf(coxFit(made.data(), made.design, {.ties = CoxTies::efron, .strata = {}, .cluster = nine})),
            "9 clusters stand beside 10 patients");
  const auto eight = SurvivalView{std::span(made.time).first(8), std::span(made.event).first(8)};
  EXPECT_EQ(messageOf(coxFit(eight, made.design)), "10 rows of covariates stand beside 8 patients");
  Design bad = made.design;
  bad.x[3] = NAN;
  EXPECT_EQ(messageOf(coxFit(made.data(), bad)), "the covariate 'x' of patient 4 is not a number");
}

}  // namespace
}  // namespace snitt::statistics
