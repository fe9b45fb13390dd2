#include "core/statistics/calibration/brier.h"

#include <gtest/gtest.h>

#include "support/competing_cohorts.h"
#include "support/shared_data.h"
#include "support/survival_cohorts.h"

namespace snitt::statistics {
namespace {

using test::Cohort;

std::vector<FixedRisks> risksOf(const Cohort& c, const std::vector<double>& horizons, double mean, double slope,
                                double centre) {
  std::vector<FixedRisks> result;
  for (const double horizon : horizons) {
    FixedRisks risks{{}, horizon, "a formula"};
    for (const double score : c.score)
      risks.risk.push_back(1 - std::exp(-horizon / mean * std::exp(slope * (score - centre))));
    result.push_back(std::move(risks));
  }
  return result;
}

void expectR(SurvivalView view, const std::vector<FixedRisks>& risks, const nlohmann::json& r,
             std::span<const std::uint8_t> competing = {}) {
  for (std::size_t h = 0; h < risks.size(); ++h) {
    const BrierScore score = brierScore(view, risks[h], {}, competing).value();
    SNITT_EXPECT_R(score.brier.value, r["brier"][h], 1e-10);
    SNITT_EXPECT_R(score.brier.stdErr, r["se"][h], 1e-9);
    SNITT_EXPECT_R(score.brier.lower95, r["lower"][h], 1e-9);
    SNITT_EXPECT_R(score.brier.upper95, r["upper"][h], 1e-9);
    SNITT_EXPECT_R(score.ofNull, r["null"][h], 1e-10);
    SNITT_EXPECT_R(score.scaled, r["ipa"][h], 1e-8);
  }
  const IntegratedBrier whole = integratedBrier(view, risks, BrierIntegral::leftStep, competing).value();
  SNITT_EXPECT_R(whole.value, r["ibs"][risks.size() - 1], 1e-10);
  SNITT_EXPECT_R(whole.ofNull, r["ibs_null"][risks.size() - 1], 1e-10);
}

// Times 1 2+ 3 3+ 4 5+ 6 7+ 7 8+, risks by 5 of a tenth of 9 4 7 3 6 5 2 7 1 3. Events by then: 0.1²·1 + 0.3²·9/8 +
// 0.4²·21/16 = 0.32125 (weights as beside the AUC); free of it, each 1/G(5) = 105/64: (0.2² + 0.7² + 0.1² +
// 0.3²)·105/64 = 1.03359375. Together 1.35484375, of ten patients.
TEST(Brier, TenPatientsByHand) {
  const Cohort ten{{1, 2, 3, 3, 4, 5, 6, 7, 7, 8}, {1, 0, 1, 0, 1, 0, 1, 0, 1, 0}, {}};
  const FixedRisks risks{{0.9, 0.4, 0.7, 0.3, 0.6, 0.5, 0.2, 0.7, 0.1, 0.3}, 5, "by hand"};
  const BrierScore score = brierScore(ten.view(), risks).value();
  EXPECT_DOUBLE_EQ(score.brier.value, 0.135484375);
  // Kaplan–Meier at 5: 9/10 · 7/8 · 5/6 = 21/32, so all have risk 11/32. The weights of the events, 55/16, and of the
  // others, 105/16, make 10.
  const double null = (55.0 / 16 * std::pow(21.0 / 32, 2) + 105.0 / 16 * std::pow(11.0 / 32, 2)) / 10;
  EXPECT_DOUBLE_EQ(score.ofNull, null);
  EXPECT_DOUBLE_EQ(score.scaled, 1 - 0.135484375 / null);
}

TEST(Brier, AgreesWithRiskRegression) {
  SNITT_NEEDS_SHARED_DATA();
  const auto r = test::reference("brier");
  const Cohort colon = test::colonCohort();
  expectR(colon.view(), risksOf(colon, {365, 1000, 1500, 2000, 2500}, 4000, 0.09, 3.7), r["colon"]);
  const Cohort months = test::lungInMonths();
  expectR(months.view(), risksOf(months, {6, 12, 18}, 15, 0.02, 62), r["months"]);
}

TEST(Brier, WithCompetingEventsAgreesWithRiskRegression) {
  const auto r = test::reference("competing_prediction");
  const auto risksOf = [](const test::CompetingCohort& c, const std::vector<double>& horizons, double mean,
                          double slope, double centre) {
    std::vector<FixedRisks> risks;
    for (const double horizon : horizons)
      risks.push_back({c.risks(horizon, mean, slope, centre), horizon, "a formula"});
    return risks;
  };
  const test::CompetingCohort months = test::competingMonths(r["months"]);
  expectR(months.view(), risksOf(months, {12, 24, 48}, 1 / 0.014, 0.6, 0), r["months"]["brier"], months.competing);
  SNITT_NEEDS_SHARED_DATA();
  const test::CompetingCohort rotterdam = test::rotterdamRecurrence();
  expectR(rotterdam.view(), risksOf(rotterdam, {1000, 1826, 3000}, 3500, 0.06, 2.7), r["rotterdam"]["brier"],
          rotterdam.competing);
}

// Events at 1 (risk 0.6) and of another kind at 2 (0.3), censored at 3 (0.9), free at 6 (0.2): nobody leaves before the
// first two, and who is free weighs 2 / 1 (of two at risk at 3 one was censored).
TEST(Brier, WhoDiedOfSomethingElseHadNoEvent) {
  const Cohort four{{1, 2, 3, 6}, {1, 0, 0, 0}, {}};
  const FixedRisks risks{{0.6, 0.3, 0.9, 0.2}, 5, "by hand"};
  const std::vector<std::uint8_t> competing{0, 1, 0, 0};
  const BrierScore score = brierScore(four.view(), risks, {}, competing).value();
  EXPECT_DOUBLE_EQ(score.brier.value, (0.4 * 0.4 + 0.3 * 0.3 + 2 * 0.2 * 0.2) / 4);
  EXPECT_DOUBLE_EQ(score.ofNull, (0.75 * 0.75 + 0.25 * 0.25 + 2 * 0.25 * 0.25) / 4) << "one of four, in each";
}

TEST(Brier, TrapezoidAgreesWithScikitSurvivalWithoutTies) {
  SNITT_NEEDS_SHARED_DATA();
  Cohort lung = test::lungCohort();
  for (std::size_t i = 0; i < lung.time.size(); ++i) lung.time[i] += static_cast<double>(i) / 1000;
  const auto whole = integratedBrier(lung.view(), risksOf(lung, {100, 200, 300, 400}, 450, 0.02, 62)).value();
  EXPECT_NEAR(whole.value, test::number(test::reference("scikit_survival")["integrated_brier"]), 1e-12);
  EXPECT_EQ(whole.from, 100);
  EXPECT_EQ(whole.to, 400);
}

TEST(Brier, UnknownOutcomesAreUndefinedAndRightRisksScoreNought) {
  const Cohort c{{1, 2, 3, 4}, {1, 0, 1, 0}, {}};
  const BrierScore none = brierScore(c.view(), {{0.1, 0.2, 0.3, 0.4}, 5, "s"}).value();
  EXPECT_EQ(none.undefined, "nobody was followed up to the horizon 5");
  EXPECT_TRUE(std::isnan(none.brier.value) && std::isnan(none.ofNull));
  const BrierScore right = brierScore(c.view(), {{1, 0.7, 0, 0}, 2.5, "s"}).value();
  EXPECT_EQ(right.brier.value, 0);
  EXPECT_EQ(right.scaled, 1);
  const std::vector<FixedRisks> late{{{0, 0, 0, 0}, 1, "s"}, {{0, 0, 0, 0}, 5, "s"}};
  EXPECT_EQ(integratedBrier(c.view(), late)->undefined, none.undefined);
  const Cohort quiet{{1, 2}, {0, 0}, {}};
  EXPECT_TRUE(std::isnan(brierScore(quiet.view(), {{0.5, 0.5}, 1, "s"})->scaled)) << "no event: no null score to beat";
}

TEST(Brier, TakesNothingButRisksOfKnownSource) {
  const Cohort c{{1, 2}, {1, 0}, {}};
  const auto messageOf = [&](const FixedRisks& risks) {
    const auto score = brierScore(c.view(), risks);
    return score ? std::string("accepted") : score.error().message;
  };
  EXPECT_EQ(messageOf({{0.1, 0.2}, 1, ""}), "it is not said what fixed the risks before this validation");
  EXPECT_EQ(messageOf({{0.1, 1.2}, 1, "s"}), "the risk of patient 2 is not between 0 and 1 (1.2)");
  EXPECT_EQ(messageOf({{std::nan(""), 0.2}, 1, "s"}), "the risk of patient 1 is not between 0 and 1 (nan)");
  EXPECT_EQ(messageOf({{0.1}, 1, "s"}), "1 risks stand beside 2 patients");
  EXPECT_EQ(messageOf({{0.1, 0.2}, -1, "s"}), "the horizon -1 is not a positive number");
  EXPECT_EQ(brierScore(c.view(), {{0.1, 0.2}, 1, "s"}, {}, std::vector<std::uint8_t>{0}).error().message,
            "1 competing events stand beside 2 patients");
  const std::vector<FixedRisks> backwards{{{0, 0}, 2, "s"}, {{0, 0}, 1, "s"}};
  EXPECT_EQ(integratedBrier(c.view(), backwards).error().message, "the horizon 1 does not follow 2");
  EXPECT_FALSE(integratedBrier(c.view(), std::span(backwards).first(1)));
}

}  // namespace
}  // namespace snitt::statistics
