#include "core/statistics/power/hazard_power.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "core/statistics/distributions.h"
#include "core/statistics/resampling/counter_random.h"
#include "support/soak.h"
#include "support/survival_tables.h"

namespace snitt::statistics {
namespace {

TEST(HazardPower, IsThatOfR) {
  const auto cases = test::reference("power")["hazard"];
  ASSERT_EQ(cases.size(), 6U);
  for (const auto& one : cases) {
    SCOPED_TRACE(one.dump());
    const double hr = one["hr"], power = one["power"], alpha = one["alpha"], share = one["share"];
    const HazardDesign design = twoGroupDesign(share, alpha).value();
    SNITT_EXPECT_R(eventsNeeded(design, hr, power).value(), one["events"], 1e-10);
    SNITT_EXPECT_R(powerOfEvents(design, hr, 120).value(), one["powerOf120"], 1e-10);
    SNITT_EXPECT_R(detectableHazardRatio(design, 120, power).value(), one["detectable"], 1e-9);
    SNITT_EXPECT_R(eventsNeededFreedman(share, hr, power, alpha).value(), one["freedman"], 1e-10);
  }
  const auto continuous = test::reference("power")["covariate"];
  const HazardDesign design = covariateDesign(continuous["sd"], continuous["r2"], continuous["alpha"]).value();
  SNITT_EXPECT_R(eventsNeeded(design, continuous["hr"], continuous["power"]).value(), continuous["events"], 1e-10);
}

// The example of Hsieh and Lavori, 2000: log BUN in myeloma, sd 0.3126, R² 0.1837, log hazard ratio 1, 107 patients of
// whom a share of 0.738 dies, one-sided 0.05: power 0.806.
TEST(HazardPower, IsThePublishedOne) {
  const HazardDesign design = covariateDesign(0.3126, 0.1837, 0.1).value();
  EXPECT_NEAR(powerOfEvents(design, std::exp(1), 107 * 0.738).value(), 0.806, 0.0005);
  EXPECT_EQ(std::ceil(patientsNeeded(eventsNeeded(design, std::exp(1), 0.806).value(), 0.738).value()), 107);
}

// What is found for one is given back for another; a ratio and its reciprocal need the same number of events.
TEST(HazardPower, SolvesForEach) {
  for (const double share : {0.1, 0.5, 0.8})
    for (const double hr : {1.2, 2.0}) {
      const HazardDesign design = twoGroupDesign(share).value();
      const double events = eventsNeeded(design, hr, 0.8).value();
      EXPECT_NEAR(powerOfEvents(design, hr, events).value(), 0.8, 1e-12);
      EXPECT_NEAR(detectableHazardRatio(design, events, 0.8).value(), hr, 1e-12);
      EXPECT_NEAR(eventsNeeded(design, 1 / hr, 0.8).value(), events, 1e-9);
    }
  EXPECT_EQ(patientsNeeded(60, 0.25).value(), 240);
}

TEST(HazardPower, SaysWhatIsWrong) {
  const auto message = [](const auto& result) { return result ? std::string("accepted") : result.error().message; };
  const HazardDesign design;
  EXPECT_EQ(message(twoGroupDesign(1)), "the share of a group must lie between 0 and 1, not at 1");
  EXPECT_EQ(message(twoGroupDesign(0.5, 0)), "alpha must lie between 0 and 1, not at 0");
  EXPECT_EQ(message(covariateDesign(1, 0)), "accepted");
  EXPECT_EQ(message(covariateDesign(1, 1)), "R² must lie between 0 and 1, not at 1");
  EXPECT_EQ(message(covariateDesign(-1, 0)), "a standard deviation must be a positive number, not -1");
  EXPECT_EQ(message(eventsNeeded(design, 1, 0.8)), "no number of events shows a hazard ratio of 1");
  EXPECT_EQ(message(eventsNeeded(design, 0, 0.8)), "a hazard ratio must be a positive number, not 0");
  EXPECT_EQ(message(eventsNeeded(design, 2, 1)), "the power must lie between 0 and 1, not at 1");
  EXPECT_EQ(message(eventsNeeded(design, 2, 0.02)), "a power of 0.02 is there without any event");
  EXPECT_EQ(message(powerOfEvents(design, 2, 0)), "the number of events must be a positive number, not 0");
  EXPECT_EQ(message(detectableHazardRatio(design, std::nan(""), 0.8)),
            "the number of events must be a positive number, not nan");
  EXPECT_EQ(message(patientsNeeded(10, 1)), "accepted");
  EXPECT_EQ(message(patientsNeeded(10, 0)), "the probability of the event must lie between 0 and 1, not at 0");
}

// Exponential times of two groups, all followed until `events` have happened; z of the log-rank test, without ties.
double logrankZ(CounterRandom& random, int patients, double share, double hr, int events) {
  struct Patient {
    double time;
    bool second;
  };
  std::vector<Patient> cohort;
  double atRisk[2] = {0, 0};
  for (int i = 0; i < patients; ++i) {
    const bool second = i < share * patients;
    cohort.push_back({-std::log(random.uniform()) / (second ? hr : 1), second});
    ++atRisk[second];
  }
  std::ranges::sort(cohort, {}, &Patient::time);
  double difference = 0, variance = 0;
  for (int i = 0; i < events; ++i) {
    const double expected = atRisk[1] / (atRisk[0] + atRisk[1]);
    const bool second = cohort[static_cast<std::size_t>(i)].second;
    difference += second - expected;
    variance += expected * (1 - expected);
    --atRisk[second];
  }
  return difference / std::sqrt(variance);
}

// How often the test finds the effect, of `rounds` simulated studies that end with that many events.
double foundOf(double share, double hr, double events, int rounds) {
  const int whole = static_cast<int>(std::ceil(events));
  int found = 0;
  for (int round = 0; round < rounds; ++round) {
    CounterRandom random(31, static_cast<std::uint64_t>(round));
    found += logrankZ(random, whole * 4, share, hr, whole) > normal975();
  }
  return 1.0 * found / rounds;
}

TEST(SoakHazardPower, LogrankFindsAsOftenAsSaid) {
  const int rounds = test::soaked(20000);
  const double error = 4 * std::sqrt(0.16 / rounds);
  for (const double hr : {1.5, 2.0}) {
    const double events = eventsNeeded(twoGroupDesign(0.5).value(), hr, 0.8).value();
    EXPECT_NEAR(foundOf(0.5, hr, events, rounds), 0.8, 0.02 + error) << hr;
    EXPECT_NEAR(foundOf(0.5, hr, eventsNeededFreedman(0.5, hr, 0.8).value(), rounds), 0.8, 0.03 + error) << hr;
  }
  EXPECT_NEAR(foundOf(0.5, 1, 100, rounds), 0.025, 0.003 + 4 * std::sqrt(0.025 / rounds));
  // Groups of different size: the truth lies between both formulas, on either side by turns.
  const double schoenfeld = eventsNeeded(twoGroupDesign(0.25).value(), 2, 0.8).value();
  EXPECT_NEAR(foundOf(0.25, 2, schoenfeld, rounds), 0.87, 0.01 + error);
  EXPECT_NEAR(foundOf(0.75, 2, schoenfeld, rounds), 0.70, 0.01 + error);
  EXPECT_NEAR(foundOf(0.25, 2, eventsNeededFreedman(0.25, 2, 0.8).value(), rounds), 0.76, 0.01 + error);
  EXPECT_NEAR(foundOf(0.75, 2, eventsNeededFreedman(0.75, 2, 0.8).value(), rounds), 0.86, 0.01 + error);
}

}  // namespace
}  // namespace snitt::statistics
