#include "core/training/risk_map.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "core/statistics/competing/cumulative_incidence.h"
#include "core/statistics/resampling/counter_random.h"
#include "core/statistics/survival/kaplan_meier.h"

namespace snitt::training {
namespace {

constexpr double kSlope = 0.8;
constexpr double kHazard = 1.0 / 4000;  // at a score of 0.5
constexpr double kYear = 365.25;

// Exponential times with log hazard rising by kSlope a unit of logit(score), followed for 3 to 8 years.
std::vector<RiskPatient> cohort(std::size_t n, double competingHazard) {
  std::vector<RiskPatient> patients;
  statistics::CounterRandom random(5, 1);
  for (std::size_t i = 0; i < n; ++i) {
    const double x = 1.2 * random.normal();
    RiskPatient patient;
    patient.score = 1 / (1 + std::exp(-x));
    const double event = -std::log(random.uniform()) / (kHazard * std::exp(kSlope * x));
    const double other = competingHazard > 0 ? -std::log(random.uniform()) / competingHazard : 1e9;
    const double end = (3 + 5 * random.uniform()) * kYear;
    patient.timeDays = std::min({event, other, end});
    patient.event = patient.timeDays == event;
    patient.competing = patient.timeDays == other;
    patient.label = i % 3 == 0 ? DistinctLabel::between : patient.event ? DistinctLabel::poor : DistinctLabel::good;
    patients.push_back(patient);
  }
  return patients;
}

RiskMapRequest request() { return {{kYear, 3 * kYear, 5 * kYear}, EventKind::death, 33, 10}; }

double meanRisk(const RiskMap& map, const std::vector<RiskPatient>& patients) {
  double sum = 0;
  for (const RiskPatient& patient : patients) sum += riskAt(map, patient.score);
  return sum / static_cast<double>(patients.size());
}

TEST(RiskMap, GivesBackTheRisksThatTheCohortWasMadeWith) {
  const auto patients = cohort(4000, 0);
  const auto fit = fitRiskMaps(patients, request()).value();
  EXPECT_NEAR(fit.slope, kSlope, 3 * fit.slopeSe);
  EXPECT_EQ(fit.patients, 4000U);
  for (const RiskMap& map : fit.maps)
    for (const double score : {0.1, 0.3, 0.5, 0.7, 0.9}) {
      const double truth = 1 - std::exp(-kHazard * map.horizonDays * std::exp(kSlope * std::log(score / (1 - score))));
      EXPECT_NEAR(riskAt(map, score), truth, 0.03) << map.horizonDays << " days, score " << score;
    }
}

TEST(RiskMap, IsCalibratedOnItsOwnPatients) {
  const auto patients = cohort(1500, 0);
  std::vector<double> time;
  std::vector<std::uint8_t> event;
  for (const RiskPatient& patient : patients) {
    time.push_back(patient.timeDays);
    event.push_back(patient.event ? 1 : 0);
  }
  const auto observed = statistics::kaplanMeier({time, event}).value();
  const auto fit = fitRiskMaps(patients, request()).value();
  for (const RiskMap& map : fit.maps)
    EXPECT_NEAR(meanRisk(map, patients), 1 - observed.at(map.horizonDays)->survival, 0.01);
}

TEST(RiskMap, CountsDeathsOfOtherCausesAsCompeting) {
  const auto patients = cohort(1500, 1.0 / 2500);
  std::vector<double> time;
  std::vector<std::uint8_t> cause;
  for (const RiskPatient& patient : patients) {
    time.push_back(patient.timeDays);
    cause.push_back(patient.event ? 1 : patient.competing ? 2 : 0);
  }
  const auto observed = statistics::cumulativeIncidence({time, cause}, 2).value();
  const auto fit = fitRiskMaps(patients, request()).value();
  for (const RiskMap& map : fit.maps)
    EXPECT_NEAR(meanRisk(map, patients), observed.at(1, map.horizonDays).value, 0.015);
}

TEST(RiskMap, RisesWithScoreAndTime) {
  const auto fit = fitRiskMaps(cohort(300, 1.0 / 2500), request()).value();
  for (std::size_t m = 0; m < fit.maps.size(); ++m) {
    const RiskMap& map = fit.maps[m];
    EXPECT_EQ(map.scores.size(), 33U);
    EXPECT_TRUE(std::ranges::is_sorted(map.risks));
    EXPECT_LT(map.risks.front(), map.risks.back());
    for (double score = 0; score <= 1 && m > 0; score += 0.01)
      EXPECT_GE(riskAt(map, score), riskAt(fit.maps[m - 1], score));
    // Beyond the scores that were seen nothing is made up.
    EXPECT_EQ(riskAt(map, 0), map.risks.front());
    EXPECT_EQ(riskAt(map, 1), map.risks.back());
  }
}

TEST(RiskMap, LinesBetweenKnotsStayCloseToTheCurve) {
  const auto patients = cohort(1000, 0);
  RiskMapRequest fine = request();
  fine.knots = 1000;
  const auto coarse = fitRiskMaps(patients, request()).value();
  const auto exact = fitRiskMaps(patients, fine).value();
  for (std::size_t m = 0; m < exact.maps.size(); ++m)
    for (const RiskPatient& patient : patients)
      EXPECT_NEAR(riskAt(coarse.maps[m], patient.score), riskAt(exact.maps[m], patient.score), 0.005);
}

TEST(RiskMap, IsRefusedOnDistinctPatientsAlone) {
  auto patients = cohort(300, 0);
  std::erase_if(patients, [](const RiskPatient& one) { return one.label == DistinctLabel::between; });
  const auto fit = fitRiskMaps(patients, request());
  ASSERT_FALSE(fit);
  EXPECT_EQ(fit.error().kind, ErrorKind::refused);
  EXPECT_EQ(
      fit.error().message,
      "the risk map cannot be fitted on patients of distinct outcome alone: they were chosen by their outcome, so "
      "their risks are nobody's");
}

TEST(RiskMap, SaysWhyThereIsNone) {
  const auto errorOf = [](const std::vector<RiskPatient>& patients, const RiskMapRequest& wanted) {
    const auto fit = fitRiskMaps(patients, wanted);
    return fit ? std::string("no error") : fit.error().message;
  };
  auto patients = cohort(300, 0);
  RiskMapRequest wanted = request();
  wanted.leastEvents = 1000;
  EXPECT_NE(errorOf(patients, wanted).find("events, and the risk map needs 1000"), std::string::npos);
  wanted = request();
  wanted.horizonsDays = {36525};
  EXPECT_NE(errorOf(patients, wanted).find("the horizon 36525 days is beyond the last follow-up"), std::string::npos);
  for (RiskPatient& patient : patients) patient.score = 1 - patient.score;
  EXPECT_NE(errorOf(patients, request()).find("the risk does not rise with the combined score"), std::string::npos);
  for (RiskPatient& patient : patients) patient.score = 0.5;
  EXPECT_EQ(errorOf(patients, request()), "risk map: the combined scores of the tuning patients do not differ");
}

}  // namespace
}  // namespace snitt::training
