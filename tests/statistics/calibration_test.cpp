#include "core/statistics/calibration/calibration.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "core/statistics/calibration/local_linear.h"
#include "core/statistics/calibration/observed_risk.h"
#include "support/competing_cohorts.h"
#include "support/shared_data.h"
#include "support/survival_cohorts.h"

namespace snitt::statistics {
namespace {

using test::Cohort;
using test::number;

void expectR(const Estimate& ours, const nlohmann::json& value, const nlohmann::json& se, double precision) {
  SNITT_EXPECT_R(ours.value, value, precision);
  SNITT_EXPECT_R(ours.stdErr, se, precision);
}

void expectR(const Cohort& c, const FixedRisks& risks, std::size_t groups, const nlohmann::json& r) {
  const Calibration ours = calibration(c.view(), risks, {groups, 0.75, 21}).value();
  ASSERT_EQ(ours.groups.size(), r["groups"].size());
  for (std::size_t g = 0; g < ours.groups.size(); ++g) {
    const CalibrationGroup& group = ours.groups[g];
    const auto& rGroup = r["groups"][g];
    EXPECT_EQ(static_cast<double>(group.n), number(rGroup["n"]));
    EXPECT_EQ(static_cast<double>(group.events), number(rGroup["events"]));
    SNITT_EXPECT_R(group.predicted, rGroup["predicted"], 1e-12);
    SNITT_EXPECT_R(group.lowest, rGroup["lowest"], 1e-12);
    SNITT_EXPECT_R(group.highest, rGroup["highest"], 1e-12);
    SNITT_EXPECT_R(group.observed.value, rGroup["observed"][0], 1e-10);
    SNITT_EXPECT_R(group.observed.stdErr, rGroup["observed"][1], 1e-10);
    SNITT_EXPECT_R(group.observed.lower95, rGroup["observed"][2], 1e-10);
    SNITT_EXPECT_R(group.observed.upper95, rGroup["observed"][3], 1e-10);
  }
  ASSERT_EQ(ours.curve.size(), r["curve"]["at"].size());
  for (std::size_t k = 0; k < ours.curve.size(); ++k) {
    SNITT_EXPECT_R(ours.curve[k].predicted, r["curve"]["at"][k], 1e-10);
    expectR(ours.curve[k].observed, r["curve"]["value"][k], r["curve"]["se"][k], 1e-8);
  }
  const std::vector<double> pseudo = pseudoRisks(c.view(), risks.horizon);
  for (std::size_t k = 0; k < r["pseudo"].size(); ++k) EXPECT_NEAR(pseudo[37 * k], number(r["pseudo"][k]), 1e-9);
  const auto& model = r["model"];
  expectR(ours.model.intercept, model["intercept"]["value"], model["intercept"]["se"], 1e-9);
  expectR(ours.model.slope, model["slope"]["value"][1], model["slope"]["se"][1], 1e-9);
  SNITT_EXPECT_R(ours.total.ratio.value, r["ratio"][0], 1e-10);
  SNITT_EXPECT_R(ours.total.ratio.lower95, r["ratio"][1], 1e-10);
  SNITT_EXPECT_R(ours.total.ratio.upper95, r["ratio"][2], 1e-10);
}

FixedRisks lungRisks(const Cohort& lung, double horizon) {
  FixedRisks risks{{}, horizon, "a formula"};
  for (const double age : lung.score) risks.risk.push_back(1 - std::exp(-0.9 * std::exp(0.02 * (age - 62))));
  return risks;
}

TEST(Calibration, AgreesWithR) {
  SNITT_NEEDS_SHARED_DATA();
  const auto r = test::reference("calibration");
  const test::RTable table = test::colonDeaths();
  const Cohort colon = test::colonCohort();
  FixedRisks risks{{}, 1500, "a formula"};
  for (std::size_t i = 0; i < table.rows; ++i)
    risks.risk.push_back(
        1 - std::exp(-1500.0 / 4000 *
                     std::exp(0.09 * (table.number.at("nodes")[i] - 3.7) + 0.02 * (table.number.at("age")[i] - 60))));
  expectR(colon, risks, 10, r["colon"]);
  const Cohort lung = test::lungCohort();
  expectR(lung, lungRisks(lung, 365), 5, r["lung"]);
  const Cohort months = test::lungInMonths();
  expectR(months, lungRisks(months, 12), 4, r["months"]);
}

void expectCompetingR(const test::CompetingCohort& c, const FixedRisks& risks, std::size_t groups,
                      const nlohmann::json& r) {
  const Calibration ours = calibration(c.view(), risks, {groups, 0.75, 21}, c.competing).value();
  ASSERT_EQ(ours.groups.size(), r["groups"].size());
  std::size_t events = 0, competing = 0;
  for (std::size_t g = 0; g < ours.groups.size(); ++g) {
    const CalibrationGroup& group = ours.groups[g];
    const auto& rGroup = r["groups"][g];
    EXPECT_EQ(static_cast<double>(group.n), number(rGroup["n"]));
    EXPECT_EQ(static_cast<double>(group.events), number(rGroup["events"]));
    EXPECT_EQ(static_cast<double>(group.competing), number(rGroup["competing"]));
    events += group.events;
    competing += group.competing;
    SNITT_EXPECT_R(group.predicted, rGroup["predicted"], 1e-12);
    expectR(group.observed, rGroup["observed"][0], rGroup["observed"][1], 1e-10);
    SNITT_EXPECT_R(group.observed.lower95, rGroup["observed"][2], 1e-10);
    SNITT_EXPECT_R(group.observed.upper95, rGroup["observed"][3], 1e-10);
  }
  EXPECT_EQ(ours.events, events);
  EXPECT_EQ(ours.competing, competing);
  ASSERT_EQ(ours.curve.size(), r["curve"]["at"].size());
  for (std::size_t k = 0; k < ours.curve.size(); ++k) {
    SNITT_EXPECT_R(ours.curve[k].predicted, r["curve"]["at"][k], 1e-10);
    expectR(ours.curve[k].observed, r["curve"]["value"][k], r["curve"]["se"][k], 1e-8);
  }
  const auto& model = r["model"];
  expectR(ours.model.intercept, model["intercept"]["value"], model["intercept"]["se"], 1e-8);
  expectR(ours.model.slope, model["slope"]["value"][1], model["slope"]["se"][1], 1e-8);
  expectR(ours.total.observed, r["observed"][0], r["observed"][1], 1e-10);
  SNITT_EXPECT_R(ours.total.observed.lower95, r["observed"][2], 1e-10);
  SNITT_EXPECT_R(ours.total.observed.upper95, r["observed"][3], 1e-10);
  SNITT_EXPECT_R(ours.total.ratio.value, r["ratio"][0], 1e-10);
  SNITT_EXPECT_R(ours.total.ratio.lower95, r["ratio"][1], 1e-10);
  SNITT_EXPECT_R(ours.total.ratio.upper95, r["ratio"][2], 1e-10);
}

TEST(Calibration, WithCompetingEventsAgreesWithR) {
  const auto r = test::reference("competing_prediction");
  const test::CompetingCohort months = test::competingMonths(r["months"]);
  expectCompetingR(months, {months.risks(24, 1 / 0.014, 0.6, 0), 24, "a formula"}, 5, r["months"]);
  SNITT_NEEDS_SHARED_DATA();
  const test::CompetingCohort rotterdam = test::rotterdamRecurrence();
  expectCompetingR(rotterdam, {rotterdam.risks(1826, 3500, 0.06, 2.7), 1826, "a formula"}, 10, r["rotterdam"]);
}

// Each pseudo-value from Kaplan–Meier of the others, computed as such.
TEST(Calibration, PseudoValuesLeaveOneOut) {
  std::mt19937 random(9);
  for (int round = 0; round < 30; ++round) {
    const Cohort c = test::randomCohort(random, 12, 3 + round % 9, 5);
    const double horizon = 1.5 + round % 7;
    if (horizon > *std::ranges::max_element(c.time)) continue;
    const std::vector<double> pseudo = pseudoRisks(c.view(), horizon);
    for (std::size_t i = 0; i < c.time.size(); ++i) {
      Cohort others = c;
      others.time.erase(others.time.begin() + static_cast<std::ptrdiff_t>(i));
      others.event.erase(others.event.begin() + static_cast<std::ptrdiff_t>(i));
      const double longest = *std::ranges::max_element(others.time);
      const double without = observedRisk(others.view(), std::min(horizon, longest)).value;
      EXPECT_NEAR(pseudo[i], 12 * observedRisk(c.view(), horizon).value - 11 * without, 1e-12);
    }
  }
}

// Without censoring the pseudo-value is the outcome itself.
TEST(Calibration, PseudoValuesOfKnownOutcomesAreTheOutcomes) {
  const std::vector<double> time{5, 1, 3, 2, 3};
  const std::vector<std::uint8_t> event{1, 1, 1, 1, 1};
  const std::vector<double> pseudo = pseudoRisks({time, event}, 2.5);
  const std::vector<double> outcome{0, 1, 0, 1, 0};
  for (std::size_t i = 0; i < 5; ++i) EXPECT_NEAR(pseudo[i], outcome[i], 1e-12);
}

// The risks a cohort was drawn with are calibrated; the same risks halved are not.
TEST(Calibration, TellsTrueRisksFromHalvedOnes) {
  std::mt19937 random(4);
  std::uniform_real_distribution<double> uniform(0.0, 1.0);
  Cohort c;
  FixedRisks risks{{}, 1, "the truth"};
  for (int i = 0; i < 4000; ++i) {
    const double rate = 0.1 + uniform(random);
    const double time = -std::log(1 - uniform(random)) / rate;
    const double censored = 3 * uniform(random);
    c.time.push_back(std::min(time, censored));
    c.event.push_back(time <= censored ? 1 : 0);
    risks.risk.push_back(1 - std::exp(-rate));
  }
  const Calibration right = calibration(c.view(), risks).value();
  EXPECT_LT(std::abs(right.model.intercept.value), 3 * right.model.intercept.stdErr);
  EXPECT_LT(std::abs(right.model.slope.value - 1), 3 * right.model.slope.stdErr);
  EXPECT_LT(right.model.slope.stdErr, 0.2);
  EXPECT_NEAR(right.total.ratio.value, 1, 0.06);
  for (double& risk : risks.risk) risk /= 2;
  const Calibration halved = calibration(c.view(), risks).value();
  EXPECT_GT(halved.model.intercept.lower95, 0.4);
  EXPECT_GT(halved.total.ratio.lower95, 1.8);
}

// Of two constant hazards, 0.1 to 1.1 and 0.8, the incidence is known: risks that are it are calibrated, and with the
// competing event censored the same risks would look too low by far.
TEST(Calibration, TellsTrueIncidencesWhereOthersDieFirst) {
  std::mt19937 random(14);
  std::uniform_real_distribution<double> uniform(0.0, 1.0);
  test::CompetingCohort c;
  FixedRisks risks{{}, 1, "the truth"};
  for (int i = 0; i < 4000; ++i) {
    const double rate = 0.1 + uniform(random), both = rate + 0.8;
    const double time = -std::log(1 - uniform(random)) / both;
    const bool own = uniform(random) < rate / both;
    const double censored = 3 * uniform(random);
    c.add(std::min(time, censored), censored < time ? 0 : own ? 1 : 2, 0);
    risks.risk.push_back(rate / both * (1 - std::exp(-both)));
  }
  const Calibration right = calibration(c.view(), risks, {}, c.competing).value();
  EXPECT_LT(std::abs(right.model.intercept.value), 3 * right.model.intercept.stdErr);
  EXPECT_LT(std::abs(right.model.slope.value - 1), 3 * right.model.slope.stdErr);
  EXPECT_LT(right.model.slope.stdErr, 0.25);
  EXPECT_NEAR(right.total.ratio.value, 1, 0.08);
  const Calibration censored = calibration(c.view(), risks).value();
  EXPECT_GT(censored.total.ratio.lower95, 1.2);
  EXPECT_GT(censored.model.intercept.lower95, 0.2);
}

// Follow-up that ends in the last patient's event of either kind leaves nothing open, one that ends in a censoring
// does.
TEST(Calibration, WhoDiedOfSomethingElseWasFollowedToTheHorizon) {
  const std::vector<double> time{1, 2, 3};
  const std::vector<std::uint8_t> event{1, 0, 0}, allDied{0, 1, 1}, oneLeft{0, 1, 0}, none{0, 0, 0};
  EXPECT_DOUBLE_EQ(observedRisk({time, event}, 10, allDied).value, 1.0 / 3);
  EXPECT_FALSE(std::isnan(observedRisk({time, event}, 10, allDied).upper95));
  EXPECT_TRUE(std::isnan(observedRisk({time, event}, 10, oneLeft).value));
  EXPECT_DOUBLE_EQ(observedRisk({time, event}, 3, oneLeft).value, 1.0 / 3);
  EXPECT_EQ(observedRisk({time, event}, 0.5, allDied).value, 0);
  EXPECT_DOUBLE_EQ(observedRisk({time, event}, 2.5, none).value, observedRisk({time, event}, 2.5).value);
  const FixedRisks risks{{0.1, 0.2, 0.3}, 10, "s"};
  EXPECT_EQ(calibration({time, event}, risks, {}, allDied)->undefined, "");
  EXPECT_EQ(calibration({time, event}, risks, {}, oneLeft)->undefined, "nobody was followed up to the horizon 10");
  const Calibration others = calibration({time, none}, risks, {}, std::vector<std::uint8_t>{1, 1, 1}).value();
  EXPECT_EQ(others.total.ratio.value, 0) << "all died of something else";
  EXPECT_EQ(others.competing, 3U);
  EXPECT_EQ(others.model.slopeUndefined, "nobody had the event by the horizon");
  EXPECT_EQ(calibration({time, event}, risks, {}, std::vector<std::uint8_t>{1, 0, 0}).error().message,
            "patient 1 has both the event and the competing one");
}

TEST(Calibration, AFewPointsStillHaveALine) {
  const std::vector<double> x{0, 1, 3}, y{2, 4, 9};
  EXPECT_EQ(LocalLinear(x, y, 0.4).valueAt(1), 4) << "the nearest point alone";
  EXPECT_EQ(LocalLinear(x, y, 0.7).valueAt(2), 6.5) << "both of the nearest, equally far";
  const std::vector<double> straight{1, 3, 7};
  EXPECT_NEAR(LocalLinear(x, straight, 5).valueAt(2), 5, 1e-12) << "a line is a line";
}

TEST(Calibration, DegenerateRisks) {
  const Cohort c{{1, 2, 3, 4, 5, 6}, {1, 0, 1, 1, 0, 0}, {}};
  const Calibration same = calibration(c.view(), {std::vector<double>(6, 0.4), 3.5, "s"}).value();
  ASSERT_EQ(same.groups.size(), 1U);
  EXPECT_EQ(same.groups[0].n, 6U);
  EXPECT_EQ(same.groups[0].events, 2U);
  ASSERT_EQ(same.curve.size(), 1U);
  EXPECT_NEAR(same.curve[0].observed.value, same.total.observed.value, 0.02) << "the mean of the pseudo-values";
  EXPECT_EQ(same.model.slopeUndefined, "all predicted risks are the same");
  EXPECT_EQ(same.model.interceptUndefined, "");
  EXPECT_FALSE(std::isnan(same.model.intercept.value));
  const Calibration edge = calibration(c.view(), {{0, 0.2, 0.3, 0.4, 0.5, 1}, 3.5, "s"}).value();
  EXPECT_EQ(edge.model.interceptUndefined, "a predicted risk is exactly 0 or 1");
  EXPECT_TRUE(std::isnan(edge.model.intercept.value));
  EXPECT_FALSE(std::isnan(edge.total.ratio.value));
  const Calibration late = calibration(c.view(), {{0.1, 0.2, 0.3, 0.4, 0.5, 0.6}, 7, "s"}).value();
  EXPECT_EQ(late.undefined, "nobody was followed up to the horizon 7");
  EXPECT_TRUE(late.curve.empty());
  EXPECT_TRUE(std::isnan(late.total.ratio.value));
  const Calibration none = calibration(c.view(), {{0.1, 0.2, 0.3, 0.4, 0.5, 0.6}, 0.5, "s"}).value();
  EXPECT_EQ(none.model.interceptUndefined, "nobody had the event by the horizon");
  EXPECT_EQ(none.total.ratio.value, 0);
  EXPECT_TRUE(std::isnan(none.total.ratio.upper95));
}

TEST(Calibration, EverybodyDeadIsARiskOfOne) {
  const std::vector<double> time{1, 2, 3};
  const std::vector<std::uint8_t> event{1, 1, 1};
  EXPECT_EQ(observedRisk({time, event}, 10).value, 1);
  EXPECT_TRUE(std::isnan(observedRisk({time, event}, 10).stdErr));
  const Calibration all = calibration({time, event}, {{0.1, 0.2, 0.3}, 10, "s"}).value();
  EXPECT_EQ(all.undefined, "");
  EXPECT_EQ(all.model.slopeUndefined, "everybody had the event by the horizon");
}

// Risks that tell the dead from the living without fault have no slope to give.
TEST(Calibration, PerfectSeparationHasNoSlope) {
  const std::vector<double> time{1, 1, 2, 2, 9, 9, 9, 9};
  const std::vector<std::uint8_t> event{1, 1, 1, 1, 0, 0, 0, 0};
  const FixedRisks risks{{0.9, 0.8, 0.7, 0.6, 0.4, 0.3, 0.2, 0.1}, 5, "s"};
  const Calibration perfect = calibration({time, event}, risks).value();
  EXPECT_EQ(perfect.model.slopeUndefined, "the fit does not converge");
  EXPECT_TRUE(std::isnan(perfect.model.slope.value));
  EXPECT_FALSE(std::isnan(perfect.model.intercept.value));
}

TEST(Calibration, NamesWhatCannotBe) {
  const Cohort c{{1, 2}, {1, 0}, {}};
  const FixedRisks risks{{0.1, 0.2}, 1, "s"};
  EXPECT_FALSE(calibration(c.view(), {{0.1, 0.2}, 1, ""}));
  EXPECT_EQ(calibration(c.view(), risks, {0, 0.75, 10}).error().message, "calibration needs at least one group");
  EXPECT_EQ(calibration(c.view(), risks, {5, 0, 10}).error().message,
            "the span 0 of the calibration curve is not positive");
  EXPECT_EQ(calibration(c.view(), risks, {5, 0.75, 1}).error().message,
            "the calibration curve needs at least two points");
}

}  // namespace
}  // namespace snitt::statistics
