#include "core/statistics/competing/pseudo_incidence.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "core/statistics/calibration/observed_risk.h"
#include "core/statistics/competing/competing_events.h"
#include "core/statistics/competing/cumulative_incidence.h"
#include "support/competing_cohorts.h"
#include "support/shared_data.h"

namespace snitt::statistics {
namespace {

using test::CompetingCohort;

void expectR(const CompetingCohort& c, double horizon, const nlohmann::json& r) {
  const std::vector<std::uint8_t> cause = causesOf(c.view(), c.competing);
  const std::vector<double> time = withoutRounding(c.time);
  const std::vector<double> pseudo = pseudoIncidence({time, cause}, 1, horizon);
  ASSERT_EQ((pseudo.size() + 36) / 37, r.size());
  for (std::size_t k = 0; k < r.size(); ++k) EXPECT_NEAR(pseudo[37 * k], test::number(r[k]), 1e-9);
}

TEST(PseudoIncidence, AgreesWithProdlim) {
  const auto months = test::reference("competing_prediction")["months"];
  expectR(test::competingMonths(months), 24, months["pseudo"]);
  SNITT_NEEDS_SHARED_DATA();
  expectR(test::rotterdamRecurrence(), 1826, test::reference("competing_prediction")["rotterdam"]["pseudo"]);
}

// Each from the incidence of the others, computed as such, at horizons before, among and beyond the times.
TEST(PseudoIncidence, LeavesOneOut) {
  std::mt19937 random(11);
  for (int round = 0; round < 60; ++round) {
    const std::size_t n = 2 + static_cast<std::size_t>(round) / 4;
    const CompetingCohort c = test::randomCompeting(random, n, 2 + round % 9);
    const std::vector<std::uint8_t> cause = causesOf(c.view(), c.competing);
    const double horizon = 0.5 + round % 10;
    const std::uint8_t which = round % 2 == 0 ? 1 : 2;
    const auto incidence = [&](const std::vector<double>& time, const std::vector<std::uint8_t>& of) {
      return cumulativeIncidence({time, of}, 2)->at(which, std::min(horizon, *std::ranges::max_element(time))).value;
    };
    const std::vector<double> pseudo = pseudoIncidence({c.time, cause}, which, horizon);
    for (std::size_t i = 0; i < n; ++i) {
      std::vector<double> time = c.time;
      std::vector<std::uint8_t> others = cause;
      time.erase(time.begin() + static_cast<std::ptrdiff_t>(i));
      others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
      const auto all = static_cast<double>(n);
      EXPECT_NEAR(pseudo[i], all * incidence(c.time, cause) - (all - 1) * incidence(time, others), 1e-12);
    }
  }
}

// Where nobody is censored before the horizon the pseudo-value is the outcome itself, the competing event's being none.
TEST(PseudoIncidence, OfKnownOutcomesIsTheOutcome) {
  const std::vector<double> time{5, 1, 3, 2, 2, 4};
  const std::vector<std::uint8_t> cause{0, 1, 2, 2, 1, 1};
  const std::vector<double> pseudo = pseudoIncidence({time, cause}, 1, 3);
  const std::vector<double> outcome{0, 1, 0, 0, 1, 0};
  for (std::size_t i = 0; i < outcome.size(); ++i) EXPECT_NEAR(pseudo[i], outcome[i], 1e-12);
  EXPECT_TRUE(pseudoIncidence({std::span(time).first(1), std::span(cause).first(1)}, 1, 3).empty());
}

// With a cause that nobody else's event competes with it is the pseudo-value of one less Kaplan–Meier.
TEST(PseudoIncidence, WithoutOthersIsThatOfKaplanMeier) {
  std::mt19937 random(12);
  for (int round = 0; round < 20; ++round) {
    CompetingCohort c = test::randomCompeting(random, 30, 12);
    std::ranges::fill(c.competing, std::uint8_t{0});
    const std::vector<double> incidence = pseudoIncidence({c.time, c.event}, 1, 6);
    const std::vector<double> risk = pseudoRisks(c.view(), 6);
    for (std::size_t i = 0; i < risk.size(); ++i) EXPECT_NEAR(incidence[i], risk[i], 1e-12);
  }
}

}  // namespace
}  // namespace snitt::statistics
