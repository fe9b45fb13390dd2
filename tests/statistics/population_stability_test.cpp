#include "core/statistics/monitoring/population_stability.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/statistics/resampling/counter_random.h"
#include "support/soak.h"
#include "support/survival_tables.h"

namespace snitt::statistics {
namespace {

using Counts = std::vector<std::uint64_t>;
using Values = std::vector<double>;

TEST(PopulationStability, IsThatOfR) {
  const auto cases = test::reference("monitoring")["stability"];
  ASSERT_EQ(cases.size(), 3U);
  for (const auto& one : cases) {
    const auto psi = populationStability(one["reference"].get<Counts>(), one["current"].get<Counts>());
    ASSERT_TRUE(psi);
    SNITT_EXPECT_R(psi->value, one["value"], 1e-12);
    EXPECT_EQ(psi->bins, one["bins"].get<std::size_t>());
    SNITT_EXPECT_R(psi->p, one["p"], 1e-10);
    SNITT_EXPECT_R(psi->critical95, one["critical"], 1e-10);
  }
  const auto edges = test::reference("monitoring")["edges"];
  const Values values = edges["values"].get<Values>();
  for (const auto& [name, bins] : {std::pair{"ten", 10}, {"four", 4}}) {
    const Values got = quantileEdges(values, static_cast<std::size_t>(bins)).value();
    ASSERT_EQ(got.size(), edges[name].size());
    for (std::size_t i = 0; i < got.size(); ++i) EXPECT_NEAR(got[i], edges[name][i].get<double>(), 1e-12);
  }
}

// Reference 50 : 50, now 80 : 20: 0.3 ln 1.6 − 0.3 ln 0.4 = 0.3 ln 4.
TEST(PopulationStability, ByHand) {
  const auto psi = populationStability(Counts{50, 50}, Counts{8, 2});
  EXPECT_NEAR(psi->value, 0.3 * std::log(4), 1e-12);
  EXPECT_EQ(psi->halved, 0U);
  EXPECT_NEAR(stabilityFalseAlarm(psi->critical95, 100, 10, 2), 0.05, 1e-12);
  const auto turned = populationStability(Counts{8, 2}, Counts{50, 50});
  EXPECT_DOUBLE_EQ(turned->value, psi->value) << "it has no direction";
}

TEST(PopulationStability, EmptyBinsAreHalfAnObservation) {
  const auto psi = populationStability(Counts{10, 0, 10}, Counts{10, 10, 0});
  const double expected = (0.5 - 0.5 / 20) * std::log(0.5 / (0.5 / 20)) * 2;
  EXPECT_NEAR(psi->value, expected, 1e-12);
  EXPECT_EQ(psi->halved, 2U);
  EXPECT_EQ(psi->bins, 3U);
  const auto both = populationStability(Counts{10, 0, 10}, Counts{12, 0, 8});
  EXPECT_EQ(both->bins, 2U);
  EXPECT_EQ(both->p, populationStability(Counts{10, 10}, Counts{12, 8})->p);
}

// Edges belong to the bin below; the outermost bins are open.
TEST(PopulationStability, ValuesFallIntoBins) {
  const Values edges{1, 2};
  EXPECT_EQ(binCounts(Values{-INFINITY, 1, 1.5, 2, 2.1, INFINITY}, edges).value(), (Counts{2, 2, 2}));
  Values many;
  for (int i = 1; i <= 100; ++i) many.push_back(i);
  const Values ten = quantileEdges(many).value();
  EXPECT_EQ(binCounts(many, ten).value(), Counts(10, 10));
  EXPECT_EQ(quantileEdges(Values{1, 1, 1, 1, 5}, 4).value(), (Values{1})) << "ties leave fewer bins";
}

TEST(PopulationStability, Degenerate) {
  const auto same = populationStability(Counts{3, 4}, Counts{3, 4});
  EXPECT_EQ(same->value, 0);
  EXPECT_EQ(same->p, 1);
  const auto oneBin = populationStability(Counts{3, 0}, Counts{7, 0});
  EXPECT_EQ(oneBin->value, 0);
  EXPECT_TRUE(std::isnan(oneBin->p) && std::isnan(oneBin->critical95));
  EXPECT_EQ(populationStability(Counts{0, 0}, Counts{7, 0}).error().message, "the reference is empty");
  EXPECT_EQ(populationStability(Counts{1, 0}, Counts{0, 0}).error().message, "the current sample is empty");
  EXPECT_EQ(populationStability(Counts{1}, Counts{1, 2}).error().message,
            "the reference has 1 bins and the current sample 2");
  EXPECT_EQ(quantileEdges(Values{1, std::nan("")}).error().message, "value 2 is not a number");
  EXPECT_EQ(quantileEdges(Values{}).error().message, "the reference is empty");
  EXPECT_EQ(quantileEdges(Values{1}, 1).error().message, "a stability index needs at least two bins");
  EXPECT_EQ(binCounts(Values{std::nan("")}, Values{1}).error().message, "value 1 is not a number");
  EXPECT_TRUE(std::isnan(stabilityFalseAlarm(0.1, 0, 5, 10)));
}

// Nothing drifts, edges are the reference's deciles: the limit for 5 % is exceeded by about 5 %, while the rule of
// thumb 0.1 would cry wolf for most samples of 100.
TEST(SoakPopulationStability, AlarmsAsOftenAsSaid) {
  const int rounds = test::soaked(10000);
  int alarms = 0, ruleOfThumb = 0;
  for (int round = 0; round < rounds; ++round) {
    CounterRandom random(21, static_cast<std::uint64_t>(round));
    Values reference(1000), current(100);
    for (double& one : reference) one = random.uniform();
    for (double& one : current) one = random.uniform();
    const Values edges = quantileEdges(reference).value();
    const auto psi = populationStability(binCounts(reference, edges).value(), binCounts(current, edges).value());
    ASSERT_TRUE(psi);
    alarms += psi->value > psi->critical95;
    ruleOfThumb += psi->value > 0.1;
  }
  EXPECT_NEAR(1.0 * alarms / rounds, 0.055, 0.012 + 4 * std::sqrt(0.0475 / rounds));
  EXPECT_NEAR(1.0 * ruleOfThumb / rounds, stabilityFalseAlarm(0.1, 1000, 100, 10), 0.05);
}

}  // namespace
}  // namespace snitt::statistics
