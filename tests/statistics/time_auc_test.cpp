#include "core/statistics/discrimination/time_auc.h"

#include <gtest/gtest.h>

#include "support/competing_cohorts.h"
#include "support/shared_data.h"
#include "support/survival_cohorts.h"

namespace snitt::statistics {
namespace {

using test::Cohort;
using test::number;

void expectR(const std::vector<TimeAuc>& ours, const nlohmann::json& r) {
  for (std::size_t h = 0; h < ours.size(); ++h) {
    EXPECT_EQ(ours[h].undefined, "");
    SNITT_EXPECT_R(ours[h].auc.value, r["auc"][h], 1e-10);
    SNITT_EXPECT_R(ours[h].auc.stdErr, r["se"][h], 1e-9);
    SNITT_EXPECT_R(ours[h].auc.lower95, r["lower"][h], 1e-9);
    SNITT_EXPECT_R(ours[h].auc.upper95, r["upper"][h], 1e-9);
  }
}

// Times 1 2+ 3 3+ 4 5+ 6 7+ 7 8+. By 5 the patients with scores 9, 7 and 6 have had the event, with weights 1, 9/8
// (G(3−) = 8/9) and 21/16 (G(4−) = 16/21); scores 2 7 1 3 are free of it, with equal weights. 9 is above all four, 7
// above three and equal to one, 6 above three: (1 + 9/8·7/8 + 21/16·3/4) / (1 + 9/8 + 21/16) = 19/22.
TEST(TimeAuc, TenPatientsByHand) {
  const Cohort ten{{1, 2, 3, 3, 4, 5, 6, 7, 7, 8}, {1, 0, 1, 0, 1, 0, 1, 0, 1, 0}, {9, 4, 7, 3, 6, 5, 2, 7, 1, 3}};
  const TimeAuc auc = timeAuc(ten.view(), ten.score, std::vector<double>{5}).value()[0];
  EXPECT_DOUBLE_EQ(auc.auc.value, 19.0 / 22);
  EXPECT_EQ(auc.cases, 3U);
  EXPECT_EQ(auc.controls, 4U);
  EXPECT_EQ(auc.unknown, 3U);
  const TimeRoc roc = timeRoc(ten.view(), ten.score, 5).value();
  ASSERT_EQ(roc.points.size(), 9U) << "infinity, and 9 7 6 5 4 3 2 1";
  EXPECT_EQ(roc.points[2].threshold, 7);
  EXPECT_DOUBLE_EQ(roc.points[2].sensitivity, (1 + 9.0 / 8) / (1 + 9.0 / 8 + 21.0 / 16));
  EXPECT_DOUBLE_EQ(roc.points[2].specificity, 0.75);
  EXPECT_EQ(roc.points.front().sensitivity, 0);
  EXPECT_EQ(roc.points.back().sensitivity, 1);
  EXPECT_EQ(roc.points.back().specificity, 0);
}

TEST(TimeAuc, AgreesWithRiskRegression) {
  SNITT_NEEDS_SHARED_DATA();
  const auto r = test::reference("time_auc");
  const test::RTable table = test::colonDeaths();
  const Cohort colon = test::colonCohort();
  const auto& extent = table.number.at("extent");
  const std::vector<double> horizons{365, 1000, 2000};
  expectR(timeAuc(colon.view(), colon.score, horizons).value(), r["colon"]["auc"]["nodes"]);
  expectR(timeAuc(colon.view(), extent, horizons).value(), r["colon"]["auc"]["extent"]);
  const auto compared = compareTimeAuc(colon.view(), colon.score, extent, horizons).value();
  const auto& contrasts = r["colon"]["contrasts"];
  for (std::size_t h = 0; h < 3; ++h) {
    SNITT_EXPECT_R(compared[h].difference.difference.value, contrasts["delta"][h], 1e-9);
    SNITT_EXPECT_R(compared[h].difference.difference.stdErr, contrasts["se"][h], 1e-9);
    SNITT_EXPECT_R(compared[h].difference.difference.lower95, contrasts["lower"][h], 1e-8);
    SNITT_EXPECT_R(compared[h].difference.p, contrasts["p"][h], 1e-6);
  }
  const Cohort lung = test::lungCohort();
  expectR(timeAuc(lung.view(), lung.score, std::vector<double>{180, 365, 700}).value(), r["lung"]["auc"]["age"]);
  const Cohort months = test::lungInMonths();
  expectR(timeAuc(months.view(), months.score, std::vector<double>{6, 12}).value(), r["months"]["auc"]["age"]);
}

TEST(TimeAuc, RocAgreesWithRiskRegression) {
  SNITT_NEEDS_SHARED_DATA();
  const auto r = test::reference("time_auc")["colon"]["roc"]["nodes"];
  const Cohort colon = test::colonCohort();
  const TimeRoc roc = timeRoc(colon.view(), colon.score, 365).value();
  ASSERT_EQ(roc.points.size(), r["risk"].size() + 1);
  for (std::size_t i = 1; i < roc.points.size(); ++i) {
    EXPECT_NEAR(roc.points[i].threshold, 100 * number(r["risk"][i - 1]), 1e-9);
    EXPECT_NEAR(roc.points[i].sensitivity, number(r["tpr"][i - 1]), 1e-12);
    EXPECT_NEAR(roc.points[i].specificity, 1 - number(r["fpr"][i - 1]), 1e-12);
  }
}

// Recurrence, death before it competing: who died without recurrence by the horizon is a control.
TEST(TimeAuc, CompetingEventsAgreeWithRiskRegression) {
  SNITT_NEEDS_SHARED_DATA();
  const test::CompetingCohort c = test::rotterdamRecurrence();
  const auto ours = timeAuc(c.view(), c.score, std::vector<double>{1000, 3000}, c.competing).value();
  expectR(ours, test::reference("time_auc")["competing"]["auc"]["nodes"]);
}

TEST(TimeAuc, AgreesWithScikitSurvivalWithoutTies) {
  SNITT_NEEDS_SHARED_DATA();
  const auto sk = test::reference("scikit_survival");
  Cohort lung = test::lungCohort();
  for (std::size_t i = 0; i < lung.time.size(); ++i) lung.time[i] += static_cast<double>(i) / 1000;
  const auto ours = timeAuc(lung.view(), lung.score, std::vector<double>{180, 365, 700}).value();
  for (std::size_t h = 0; h < 3; ++h) EXPECT_NEAR(ours[h].auc.value, number(sk["auc"][h]), 1e-12);
}

// The area under the points of timeRoc is the AUC, reversed scores have the rest of it, and rows may come in any order.
TEST(TimeAuc, IsTheAreaUnderTheRoc) {
  std::mt19937 random(5);
  for (int round = 0; round < 20; ++round) {
    Cohort c = test::randomCohort(random, 80, 20, 3 + round);
    const TimeAuc auc = timeAuc(c.view(), c.score, std::vector<double>{10}).value()[0];
    const TimeRoc roc = timeRoc(c.view(), c.score, 10).value();
    double area = 0;
    for (std::size_t i = 1; i < roc.points.size(); ++i)
      area += (roc.points[i - 1].specificity - roc.points[i].specificity) *
              (roc.points[i - 1].sensitivity + roc.points[i].sensitivity) / 2;
    EXPECT_NEAR(auc.auc.value, area, 1e-12);
    for (double& score : c.score) score = -score;
    std::ranges::reverse(c.time);
    std::ranges::reverse(c.event);
    std::ranges::reverse(c.score);
    const TimeAuc reversed = timeAuc(c.view(), c.score, std::vector<double>{10}).value()[0];
    EXPECT_NEAR(reversed.auc.value, 1 - area, 1e-12);
    EXPECT_NEAR(reversed.auc.stdErr, auc.auc.stdErr, 1e-12);
  }
}

TEST(TimeAuc, SaysWhyThereIsNone) {
  const auto why = [](const Cohort& c, double horizon) {
    const TimeAuc none = timeAuc(c.view(), c.score, std::vector<double>{horizon}).value()[0];
    EXPECT_TRUE(std::isnan(none.auc.value) && std::isnan(none.auc.stdErr));
    EXPECT_EQ(timeRoc(c.view(), c.score, horizon)->undefined, none.undefined);
    return none.undefined;
  };
  EXPECT_EQ(why({{1, 2, 3}, {1, 0, 1}, {1, 2, 3}}, 4), "nobody was followed up to the horizon 4");
  EXPECT_EQ(why({{1, 2, 3}, {0, 1, 1}, {1, 2, 3}}, 1), "nobody had the event by the horizon");
  EXPECT_EQ(why({{1, 2, 3}, {1, 0, 1}, {1, 2, 3}}, 3), "nobody is known to be free of the event at the horizon");
  const Cohort constant{{1, 2, 3}, {1, 0, 1}, {5, 5, 5}};
  EXPECT_EQ(timeAuc(constant.view(), constant.score, std::vector<double>{2}).value()[0].auc.value, 0.5);
}

TEST(TimeAuc, NamesWhatCannotBe) {
  const Cohort c{{1, 2}, {1, 0}, {1, 2}};
  const auto messageOf = [&](double horizon, const std::vector<std::uint8_t>& competing) {
    const auto result = timeAuc(c.view(), c.score, std::vector<double>{horizon}, competing);
    return result ? std::string("accepted") : result.error().message;
  };
  EXPECT_EQ(messageOf(0, {}), "the horizon 0 is not a positive number");
  EXPECT_EQ(messageOf(std::nan(""), {}), "the horizon nan is not a positive number");
  EXPECT_EQ(messageOf(1, {1, 0}), "patient 1 has both the event and the competing one");
  EXPECT_EQ(messageOf(1, {0}), "1 competing events stand beside 2 patients");
  EXPECT_EQ(messageOf(1, {0, 2}), "the competing event of patient 2 is neither 0 nor 1");
  EXPECT_FALSE(timeAuc(c.view(), std::vector<double>{1, std::nan("")}, std::vector<double>{1}));
}

}  // namespace
}  // namespace snitt::statistics
