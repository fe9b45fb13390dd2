#include "core/statistics/power/concordance_power.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "core/statistics/distributions.h"
#include "core/statistics/resampling/counter_random.h"
#include "support/soak.h"
#include "support/survival_tables.h"

namespace snitt::statistics {
namespace {

TEST(ConcordancePower, IsThatOfR) {
  const auto cases = test::reference("power")["concordance"];
  ASSERT_EQ(cases.size(), 3U);
  for (const auto& one : cases) {
    SCOPED_TRACE(one.dump());
    const ConcordanceDesign design{one["c"], one["eventShare"]};
    SNITT_EXPECT_R(concordanceStdErr(design, 2).value(), one["se"][0], 1e-12);
    SNITT_EXPECT_R(concordanceStdErr(design, 50.5).value(), one["se"][1], 1e-12);
    SNITT_EXPECT_R(concordanceStdErr(design, 300).value(), one["se"][2], 1e-12);
    SNITT_EXPECT_R(concordanceWidth(design, 300).value(), one["width"], 1e-12);
    SNITT_EXPECT_R(patientsForStdErr(design, 0.02).value(), one["forSe"], 0);
    SNITT_EXPECT_R(patientsForWidth(design, 0.1).value(), one["forWidth"], 0);
    SNITT_EXPECT_R(concordancePower(design, 0.6, 300).value(), one["power"], 1e-10);
    SNITT_EXPECT_R(patientsForPower(design, 0.6, 0.8).value(), one["forPower"], 0);
    SNITT_EXPECT_R(detectableConcordance(design, 0.6, 300, 0.8).value(), one["detectable"], 1e-9);
  }
}

// pmvalsampsize's own test: prevalence 0.018, C 0.8, width 0.1 takes 4252 patients.
TEST(ConcordancePower, IsThePublishedOne) {
  EXPECT_EQ(patientsForWidth({.c = 0.8, .eventShare = 0.018}, 0.1).value(), 4252);
}

TEST(ConcordancePower, SolvesForEach) {
  const ConcordanceDesign design{.c = 0.68, .eventShare = 0.4};
  const double n = patientsForPower(design, 0.6, 0.9).value();
  EXPECT_GE(concordancePower(design, 0.6, n).value(), 0.9);
  EXPECT_LT(concordancePower(design, 0.6, n - 1).value(), 0.9);
  const double c = detectableConcordance(design, 0.6, n, 0.9).value();
  EXPECT_LE(c, 0.68);
  EXPECT_NEAR(concordancePower({.c = c, .eventShare = 0.4}, 0.6, n).value(), 0.9, 1e-9);
  EXPECT_EQ(patientsForWidth(design, 5).value(), 2) << "no study is smaller";
}

TEST(ConcordancePower, SaysWhatIsWrong) {
  const auto message = [](const auto& result) { return result ? std::string("accepted") : result.error().message; };
  EXPECT_EQ(message(concordanceStdErr({.c = 1}, 100)), "a concordance must lie from 0.5 to 1, not at 1");
  EXPECT_EQ(message(concordanceStdErr({.c = 0.4}, 100)), "a concordance must lie from 0.5 to 1, not at 0.4");
  EXPECT_EQ(message(concordanceStdErr({.eventShare = 0}, 100)),
            "the share of events must lie between 0 and 1, not at 0");
  EXPECT_EQ(message(concordanceStdErr({}, 1)), "1 patients are too few or too many");
  EXPECT_EQ(message(patientsForWidth({}, 0)), "the width of an interval must be a positive number, not 0");
  EXPECT_EQ(message(patientsForStdErr({}, 1e-12)), "no number of patients would be enough");
  EXPECT_EQ(message(concordancePower({.c = 0.7}, 0.7, 100)),
            "the concordance to exceed must lie from 0.5 to below 0.7, not at 0.7");
  EXPECT_EQ(message(patientsForPower({}, 0.6, 0.02)), "the power must lie between 0.025 and 1, not at 0.02");
  EXPECT_EQ(message(detectableConcordance({}, 1, 100, 0.8)),
            "the concordance to exceed must lie from 0.5 to below 1, not at 1");
}

// Two normal distributions a true C apart: the standard error of the observed C is the formula's.
TEST(SoakConcordancePower, StandardErrorIsThatOfSimulation) {
  const int rounds = test::soaked(10000);
  const double shift = std::sqrt(2) * normalQuantile(0.72);
  constexpr int events = 30, others = 70;
  double sum = 0, squares = 0;
  for (int round = 0; round < rounds; ++round) {
    CounterRandom random(13, static_cast<std::uint64_t>(round));
    std::vector<double> ill(events), well(others);
    for (double& one : ill) one = random.normal() + shift;
    for (double& one : well) one = random.normal();
    double pairs = 0;
    for (const double one : ill)
      for (const double other : well) pairs += one > other;
    const double c = pairs / (events * others);
    sum += c;
    squares += c * c;
  }
  const double mean = sum / rounds;
  const double sd = std::sqrt((squares - rounds * mean * mean) / (rounds - 1));
  EXPECT_NEAR(mean, 0.72, 4 * sd / std::sqrt(rounds));
  EXPECT_NEAR(sd / concordanceStdErr({.c = 0.72, .eventShare = 0.3}, 100).value(), 1,
              0.04 + 4 / std::sqrt(2.0 * rounds));
}

}  // namespace
}  // namespace snitt::statistics
