#include "core/statistics/calibration/decision_curve.h"

#include <gtest/gtest.h>

#include "support/competing_cohorts.h"
#include "support/shared_data.h"
#include "support/survival_cohorts.h"

namespace snitt::statistics {
namespace {

using test::Cohort;
using test::number;

void expectR(SurvivalView view, const FixedRisks& risks, const std::vector<double>& thresholds, const nlohmann::json& r,
             std::span<const std::uint8_t> competing = {}) {
  const auto points = decisionCurve(view, risks, thresholds, competing).value();
  ASSERT_EQ(points.size(), r.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    SNITT_EXPECT_R(points[i].threshold, r[i]["threshold"], 1e-12);
    EXPECT_EQ(static_cast<double>(points[i].treated), number(r[i]["treated"]));
    SNITT_EXPECT_R(points[i].netBenefit, r[i]["net"], 1e-9);
    SNITT_EXPECT_R(points[i].treatAll, r[i]["all"], 1e-9);
    SNITT_EXPECT_R(points[i].interventionsAvoided, r[i]["avoided"], 1e-9);
    EXPECT_EQ(points[i].undefined.empty(), !std::isnan(points[i].netBenefit));
  }
}

TEST(DecisionCurve, AgreesWithTheFormulaInR) {
  SNITT_NEEDS_SHARED_DATA();
  const auto r = test::reference("decision_curve");
  const test::RTable table = test::colonDeaths();
  FixedRisks risks{{}, 1500, "a formula"};
  for (std::size_t i = 0; i < table.rows; ++i)
    risks.risk.push_back(
        1 - std::exp(-1500.0 / 4000 *
                     std::exp(0.09 * (table.number.at("nodes")[i] - 3.7) + 0.02 * (table.number.at("age")[i] - 60))));
  std::vector<double> thresholds;
  for (int i = 0; i < 18; ++i) thresholds.push_back(0.1 + 0.05 * i);
  const Cohort colon = test::colonCohort();
  expectR(colon.view(), risks, thresholds, r["colon"]);
  const Cohort lung = test::lungCohort();
  risks = {{}, 365, "a formula"};
  for (const double age : lung.score) risks.risk.push_back(1 - std::exp(-0.9 * std::exp(0.02 * (age - 62))));
  thresholds.clear();
  for (int i = 0; i < 31; ++i) thresholds.push_back(0.3 + 0.02 * i);
  expectR(lung.view(), risks, thresholds, r["lung"]);
}

TEST(DecisionCurve, WithCompetingEventsAgreesWithTheFormulaInR) {
  const auto r = test::reference("competing_prediction");
  std::vector<double> thresholds;
  for (int i = 0; i < 15; ++i) thresholds.push_back(0.1 + 0.05 * i);
  const test::CompetingCohort months = test::competingMonths(r["months"]);
  expectR(months.view(), {months.risks(24, 1 / 0.014, 0.6, 0), 24, "a formula"}, thresholds, r["months"]["decision"],
          months.competing);
  SNITT_NEEDS_SHARED_DATA();
  const test::CompetingCohort rotterdam = test::rotterdamRecurrence();
  expectR(rotterdam.view(), {rotterdam.risks(1826, 3500, 0.06, 2.7), 1826, "a formula"}, thresholds,
          r["rotterdam"]["decision"], rotterdam.competing);
}

// Without censoring: of ten, six have a risk of at least 0.2 and three of these the event, of the others none.
TEST(DecisionCurve, WithoutCensoringItCountsPatients) {
  Cohort c{{1, 1, 1, 9, 9, 9, 9, 9, 9, 9}, {1, 1, 1, 0, 0, 0, 0, 0, 0, 0}, {}};
  const FixedRisks risks{{0.9, 0.2, 0.5, 0.4, 0.4, 0.4, 0.1, 0.1, 0.1, 0.1}, 5, "by hand"};
  const DecisionPoint point = decisionCurve(c.view(), risks, std::vector<double>{0.2}).value()[0];
  EXPECT_EQ(point.treated, 6U) << "a risk of the threshold itself is treated";
  EXPECT_NEAR(point.netBenefit, 0.3 - 0.3 * 0.25, 1e-12);
  EXPECT_NEAR(point.treatAll, 0.3 - 0.7 * 0.25, 1e-12);
  EXPECT_NEAR(point.interventionsAvoided, 0.4, 1e-12) << "the four who are spared and had nothing";
}

// The same ten, of whom three of the six died of something else before: to treat those was in vain.
TEST(DecisionCurve, WhoDiedOfSomethingElseIsTreatedInVain) {
  const Cohort c{{1, 1, 1, 1, 1, 1, 9, 9, 9, 9}, {1, 1, 1, 0, 0, 0, 0, 0, 0, 0}, {}};
  const std::vector<std::uint8_t> competing{0, 0, 0, 1, 1, 1, 0, 0, 0, 0};
  const FixedRisks risks{{0.9, 0.2, 0.5, 0.4, 0.4, 0.4, 0.1, 0.1, 0.1, 0.1}, 5, "by hand"};
  const std::vector<double> threshold{0.2};
  const DecisionPoint point = decisionCurve(c.view(), risks, threshold, competing).value()[0];
  EXPECT_NEAR(point.netBenefit, 0.3 - 0.3 * 0.25, 1e-12);
  EXPECT_NEAR(point.treatAll, 0.3 - 0.7 * 0.25, 1e-12);
  EXPECT_FALSE(decisionCurve(c.view(), risks, threshold, std::vector<std::uint8_t>{1}));
}

TEST(DecisionCurve, TreatedPatientsWhoWereNotFollowedUpAreUndefined) {
  const Cohort c{{1, 2, 3, 9}, {1, 0, 1, 0}, {}};
  const FixedRisks risks{{0.8, 0.9, 0.3, 0.1}, 5, "s"};
  const auto points = decisionCurve(c.view(), risks, std::vector<double>{0.5, 0.95}).value();
  EXPECT_EQ(points[0].undefined, "nobody with a risk of at least the threshold was followed up to the horizon");
  EXPECT_TRUE(std::isnan(points[0].netBenefit));
  EXPECT_FALSE(std::isnan(points[0].treatAll));
  EXPECT_EQ(points[1].treated, 0U);
  EXPECT_EQ(points[1].netBenefit, 0);
  const FixedRisks late{{0.8, 0.9, 0.3, 0.1}, 10, "s"};
  const auto none = decisionCurve(c.view(), late, std::vector<double>{0.5}).value();
  EXPECT_EQ(none[0].undefined, "nobody was followed up to the horizon");
}

TEST(DecisionCurve, NamesWhatCannotBe) {
  const Cohort c{{1, 2}, {1, 0}, {}};
  const FixedRisks risks{{0.1, 0.2}, 1, "s"};
  EXPECT_EQ(decisionCurve(c.view(), risks, std::vector<double>{1}).error().message,
            "the threshold 1 does not lie between 0 and 1");
  EXPECT_FALSE(decisionCurve(c.view(), {{0.1, 0.2}, 1, ""}, std::vector<double>{0.5}));
}

}  // namespace
}  // namespace snitt::statistics
