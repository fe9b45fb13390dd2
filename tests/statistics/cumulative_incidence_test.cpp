#include "core/statistics/competing/cumulative_incidence.h"

#include <numeric>
#include <random>

#include <gtest/gtest.h>

#include "core/statistics/survival/step_curve.h"
#include "support/competing_tables.h"
#include "support/shared_data.h"

namespace snitt::statistics {
namespace {

using test::CompetingTable;
using Times = std::vector<double>;
using Causes = std::vector<std::uint8_t>;

// cmprsk in every figure, survfit in the estimate.
void expectAsR(const CumulativeIncidence& curve, const nlohmann::json& expected, const nlohmann::json& times) {
  ASSERT_EQ(curve.cause.size(), expected.size());
  for (const auto& one : expected) {
    const auto cause = one["cause"].get<std::size_t>();
    EXPECT_EQ(curve.eventsBy(cause, 1e9), one["events"].get<std::size_t>());
    for (std::size_t i = 0; i < times.size(); ++i) {
      SCOPED_TRACE("cause " + std::to_string(cause) + " at " + times[i].dump());
      const Estimate at = curve.at(cause, times[i].get<double>());
      SNITT_EXPECT_R(at.value, one["estimate"][i], 1e-12);
      SNITT_EXPECT_R(at.value, one["survfit"][i], 1e-12);
      SNITT_EXPECT_R(at.stdErr * at.stdErr, one["variance"][i], 1e-9);
      SNITT_EXPECT_R(at.lower95, one["lower"][i], 1e-9);
      SNITT_EXPECT_R(at.upper95, one["upper"][i], 1e-9);
    }
  }
}

CumulativeIncidence curveOf(const CompetingTable& table, std::size_t causes = 2) {
  return cumulativeIncidence(table.view(), causes).value();
}

TEST(CumulativeIncidence, AgreesWithCmprskAndSurvfit) {
  SNITT_NEEDS_SHARED_DATA();
  const auto expected = test::reference("competing");
  const CompetingTable rotterdam = test::competingRotterdam();
  expectAsR(curveOf(rotterdam.whereNumber("hormon", 0)), expected["rotterdam0"], expected["days"]);
  expectAsR(curveOf(rotterdam.whereNumber("hormon", 1)), expected["rotterdam1"], expected["days"]);
  CompetingTable three = rotterdam.whereNumber("hormon", 1);
  for (std::size_t i = 0; i < three.cause.size(); ++i)
    if (three.cause[i] == 2 && three.table.number.at("age")[i] >= 70) three.cause[i] = 3;
  expectAsR(curveOf(three, 3), expected["rotterdam3"], expected["days"]);
  const CompetingTable colon = test::competingColon();
  std::vector<bool> observed;
  for (const std::string& rx : colon.table.text.at("rx")) observed.push_back(rx == "Obs");
  expectAsR(curveOf(colon.where(observed)), expected["colonObs"], expected["days"]);
}

// Whole years: dozens of events of both causes at one time.
TEST(CumulativeIncidence, AgreesWithCmprskWhereNearlyAllAreTies) {
  SNITT_NEEDS_SHARED_DATA();
  const auto expected = test::reference("competing");
  CompetingTable table = test::competingRotterdam().whereNumber("hormon", 1);
  for (double& time : table.time) time = std::ceil(time / 365.25);
  expectAsR(curveOf(table), expected["rotterdamYears"], expected["years"]);
}

TEST(CumulativeIncidence, CountsAsSurvfit) {
  SNITT_NEEDS_SHARED_DATA();
  const CumulativeIncidence curve = curveOf(test::competingRotterdam());
  std::vector<std::size_t> weight(curve.time.size());
  std::iota(weight.begin(), weight.end(), std::size_t{1});
  const auto sum = [&](const std::vector<std::size_t>& counts) {
    return std::inner_product(counts.begin(), counts.end(), weight.begin(), std::size_t{0});
  };
  const auto expected = test::reference("competing")["rotterdamCounts"];
  EXPECT_EQ(curve.time.size(), expected["steps"]);
  EXPECT_EQ(sum(curve.atRisk), expected["atRisk"]);
  EXPECT_EQ(sum(curve.cause[0].events), expected["events1"]);
  EXPECT_EQ(sum(curve.cause[1].events), expected["events2"]);
  EXPECT_EQ(sum(curve.censored), expected["censored"]);
}

// Ten patients: 1 2+ 3 3+ 4 5+ 6 7+ 7 8+, causes 1 2 1 2 1 in turn. At risk 10, 8 at 3, 6 at 4, 4 at 6, 3 at 7; free of
// both: 9/10, then × 7/8, × 5/6, × 3/4, × 2/3.
// F1 jumps by 1 × 1/10 at 1, (9/10 × 7/8) × 1/6 at 4, (9/10 × 7/8 × 5/6 × 3/4) × 1/3 at 7; F2 by 9/10 × 1/8 at 3 and
// (9/10 × 7/8 × 5/6) × 1/4 at 6. Var F1(1) = 1 × 1/10². Var F1(4): the event at 1 gives (1/10)² (1 + (F1(1) − F1(4)) /
// S(1))², that at 3 (9/10)²/8² ((F1(3) − F1(4)) / S(3))², that at 4 (S(3)/6)².
TEST(CumulativeIncidence, TenPatientsByHand) {
  const Times time{1, 2, 3, 3, 4, 5, 6, 7, 7, 8};
  const Causes cause{1, 0, 2, 0, 1, 0, 2, 0, 1, 0};
  const auto made = cumulativeIncidence({time, cause}, 2);
  ASSERT_TRUE(made);
  const CumulativeIncidence& curve = *made;
  EXPECT_EQ(curve.time, (Times{1, 2, 3, 4, 5, 6, 7, 8}));
  EXPECT_EQ(curve.atRisk, (std::vector<std::size_t>{10, 9, 8, 6, 5, 4, 3, 1}));
  EXPECT_EQ(curve.censored, (std::vector<std::size_t>{0, 1, 1, 0, 1, 0, 1, 1}));
  EXPECT_EQ(curve.cause[0].events, (std::vector<std::size_t>{1, 0, 0, 1, 0, 0, 1, 0}));
  EXPECT_EQ(curve.cause[1].events, (std::vector<std::size_t>{0, 0, 1, 0, 0, 1, 0, 0}));
  const double s3 = 9.0 / 10 * 7 / 8;
  const double f4 = 1.0 / 10 + s3 / 6;
  EXPECT_DOUBLE_EQ(curve.at(1, 1).value, 0.1);
  EXPECT_DOUBLE_EQ(curve.at(1, 3.99).value, 0.1);
  EXPECT_DOUBLE_EQ(curve.at(1, 4).value, f4);
  EXPECT_DOUBLE_EQ(curve.at(1, 8).value, f4 + s3 * 5 / 6 * 3 / 4 / 3);
  EXPECT_DOUBLE_EQ(curve.at(2, 3).value, 0.9 / 8);
  EXPECT_DOUBLE_EQ(curve.at(2, 8).value, 0.9 / 8 + s3 * 5 / 6 / 4);
  EXPECT_DOUBLE_EQ(curve.survival.back(), s3 * 5 / 6 * 3 / 4 * 2 / 3);
  EXPECT_DOUBLE_EQ(curve.at(1, 1).stdErr, 0.1);
  const double first = 0.1 * (1 + (0.1 - f4) / 0.9);
  const double second = 0.9 / 8 * (0.1 - f4) / s3;
  EXPECT_NEAR(curve.at(1, 4).stdErr, std::sqrt(first * first + second * second + s3 * s3 / 36), 1e-14);
  EXPECT_EQ(curve.at(1, 0.5).value, 0);
  EXPECT_EQ(curve.at(1, 0.5).stdErr, 0);
  EXPECT_TRUE(std::isnan(curve.at(1, 0.5).lower95));
  EXPECT_TRUE(std::isnan(curve.at(1, 8.01).value)) << "nobody was followed there";
  EXPECT_TRUE(std::isnan(curve.at(3, 4).value)) << "there is no cause 3";
  EXPECT_EQ(curve.atRiskAt(0), 10U);
  EXPECT_EQ(curve.atRiskAt(7), 3U);
  EXPECT_EQ(curve.atRiskAt(7.5), 1U);
  EXPECT_EQ(curve.atRiskAt(9), 0U);
  EXPECT_EQ(curve.eventsBy(1, 6.9), 2U);
  const auto expected = test::reference("competing")["tenCurves"];
  expectAsR(curve, expected, {0.5, 1, 3, 4.5, 6, 7, 8});
}

struct Sample {
  Times time;
  Causes cause;
};

Sample sampleOf(std::mt19937& random, std::size_t size, int causes, bool ties) {
  Sample sample;
  std::exponential_distribution<double> time(0.2);
  std::uniform_int_distribution<int> cause(0, causes);
  for (std::size_t i = 0; i < size; ++i) {
    const double t = time(random);
    sample.time.push_back(ties ? std::floor(t) : t);
    sample.cause.push_back(static_cast<std::uint8_t>(cause(random)));
  }
  return sample;
}

TEST(CumulativeIncidence, OneCauseIsOneMinusKaplanMeierWithGreenwood) {
  std::mt19937 random(1);
  for (int round = 0; round < 20; ++round) {
    const Sample sample = sampleOf(random, 60, 1, false);
    // Kaplan–Meier's estimate of what is not censored: events in the place of censorings. There are no ties.
    Causes turned;
    for (const std::uint8_t one : sample.cause) turned.push_back(1 - one);
    const StepCurve survival = censoringCurve({sample.time, turned});
    const CumulativeIncidence curve = cumulativeIncidence({sample.time, sample.cause}, 1).value();
    double greenwood = 0;
    for (std::size_t i = 0; i < curve.time.size(); ++i) {
      const double expected = survival.at(curve.time[i]);
      EXPECT_NEAR(curve.cause[0].incidence[i].value, 1 - expected, 1e-14);
      EXPECT_NEAR(curve.survival[i], expected, 1e-14);
      const auto d = static_cast<double>(curve.cause[0].events[i]);
      const auto n = static_cast<double>(curve.atRisk[i]);
      if (d > 0 && d == n) continue;
      // Aalen's variance of 1 − S is Greenwood's with (Y − d) / Y taken after the step: 1/Y² · (Y/(Y − 1))² = 1/(Y −
      // 1)².
      greenwood += d / ((n - 1) * (n - 1));
      if (d > 0) {
        EXPECT_NEAR(curve.cause[0].incidence[i].stdErr, expected * std::sqrt(greenwood), 1e-12);
      }
    }
  }
}

TEST(CumulativeIncidence, AllCausesAndSurvivalAddUpToOne) {
  std::mt19937 random(2);
  for (int round = 0; round < 40; ++round) {
    const Sample sample = sampleOf(random, 80, 3, round % 2 == 0);
    const CumulativeIncidence curve = cumulativeIncidence({sample.time, sample.cause}, 3).value();
    for (std::size_t i = 0; i < curve.time.size(); ++i) {
      double sum = curve.survival[i];
      for (const CauseCurve& one : curve.cause) {
        sum += one.incidence[i].value;
        EXPECT_TRUE(i == 0 || one.incidence[i].value >= one.incidence[i - 1].value);
      }
      EXPECT_NEAR(sum, 1, 1e-13);
    }
  }
}

void expectSame(const Estimate& a, const Estimate& b) {
  EXPECT_NEAR(a.value, b.value, 1e-13);
  EXPECT_NEAR(a.stdErr, b.stdErr, 1e-13);
  EXPECT_EQ(std::isnan(a.lower95), std::isnan(b.lower95));
}

// Rows in another order, causes renamed, time in other units, and a cause split in two all leave figures as they were.
TEST(CumulativeIncidence, OrderNamesAndUnitsChangeNothing) {
  std::mt19937 random(3);
  for (int round = 0; round < 20; ++round) {
    const Sample sample = sampleOf(random, 50, 2, round % 2 == 0);
    std::vector<std::size_t> order(sample.time.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::shuffle(order, random);
    Sample other;
    for (const std::size_t i : order) {
      other.time.push_back(sample.time[i] * 365.25);
      other.cause.push_back(sample.cause[i] == 0 ? 0 : 3 - sample.cause[i]);
    }
    const CumulativeIncidence a = cumulativeIncidence({sample.time, sample.cause}, 2).value();
    const CumulativeIncidence b = cumulativeIncidence({other.time, other.cause}, 2).value();
    ASSERT_EQ(a.time.size(), b.time.size());
    for (std::size_t i = 0; i < a.time.size(); ++i) {
      expectSame(a.cause[0].incidence[i], b.cause[1].incidence[i]);
      expectSame(a.cause[1].incidence[i], b.cause[0].incidence[i]);
    }
  }
}

TEST(CumulativeIncidence, GroupsAreAloneAndAnEmptyOneHasNoSteps) {
  const Times time{1, 2, 3, 4, 5, 6};
  const Causes cause{1, 2, 0, 1, 1, 2};
  const std::vector<std::size_t> group{0, 2, 0, 2, 0, 2};
  const auto curves = cumulativeIncidenceByGroup({time, cause}, 2, group);
  ASSERT_TRUE(curves);
  ASSERT_EQ(curves->size(), 3U);
  const CumulativeIncidence alone = cumulativeIncidence({Times{2, 4, 6}, Causes{2, 1, 2}}, 2).value();
  EXPECT_EQ((*curves)[2].time, alone.time);
  EXPECT_DOUBLE_EQ((*curves)[2].at(1, 4).value, 1.0 / 3);
  EXPECT_EQ((*curves)[0].patients, 3U);
  EXPECT_EQ((*curves)[1].patients, 0U);
  EXPECT_TRUE((*curves)[1].time.empty());
  EXPECT_TRUE(std::isnan((*curves)[1].at(1, 0).value));
  EXPECT_EQ((*curves)[1].atRiskAt(0), 0U);
}

TEST(CumulativeIncidence, DegenerateData) {
  const auto none = cumulativeIncidence({Times{1, 2}, Causes{0, 0}}, 2);
  ASSERT_TRUE(none);
  EXPECT_EQ(none->at(2, 2).value, 0);
  EXPECT_EQ(none->at(2, 2).stdErr, 0);
  const auto one = cumulativeIncidence({Times{0}, Causes{1}}, 2);
  ASSERT_TRUE(one);
  EXPECT_EQ(one->at(1, 0).value, 1);
  EXPECT_TRUE(std::isnan(one->at(1, 0).lower95)) << "as R: no interval about 1";
  // All at one time: 2 of 4 of cause 1, 1 of cause 2, 1 censored. Variance 1/16 × 2 × (4 − 2) / (4 − 1) and so on.
  const auto tied = cumulativeIncidence({Times{5, 5, 5, 5}, Causes{1, 1, 2, 0}}, 2);
  ASSERT_TRUE(tied);
  EXPECT_EQ(tied->time.size(), 1U);
  EXPECT_EQ(tied->at(1, 5).value, 0.5);
  EXPECT_EQ(tied->at(2, 5).value, 0.25);
  EXPECT_NEAR(tied->at(1, 5).stdErr, std::sqrt(2.0 / 16 * 2 / 3), 1e-15);
  // 0.1 + 0.2 and 0.3 are one time.
  EXPECT_EQ(cumulativeIncidence({Times{0.3, 0.1 + 0.2}, Causes{1, 2}}, 2)->time.size(), 1U);
}

TEST(CumulativeIncidence, NamesWhatCannotBe) {
  const auto messageOf = [](const Times& time, const Causes& cause, std::size_t causes) {
    const auto made = cumulativeIncidence({time, cause}, causes);
    return made ? std::string("accepted") : made.error().message;
  };
  EXPECT_EQ(messageOf({}, {}, 1), "there is no patient with a time and a cause");
  EXPECT_EQ(messageOf({1}, {1, 2}, 2), "1 times stand beside 2 causes");
  EXPECT_EQ(messageOf({1, 2}, {1, 3}, 2), "the cause of patient 2 is 3, beyond the last, 2");
  EXPECT_EQ(messageOf({std::nan(""), 2}, {1, 1}, 2), "the time of patient 1 is not a number");
  EXPECT_EQ(messageOf({1, -2}, {1, 1}, 2), "the time of patient 2 is negative (-2)");
  EXPECT_EQ(messageOf({1, 2}, {1, 1}, 0), "0 causes were named, and there must be from 1 to 255");
  const std::vector<std::size_t> group{0};
  EXPECT_EQ(cumulativeIncidenceByGroup({Times{1, 2}, Causes{1, 1}}, 1, group).error().message,
            "1 groups stand beside 2 patients");
}

}  // namespace
}  // namespace snitt::statistics
