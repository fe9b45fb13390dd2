#include "core/statistics/resampling/bootstrap.h"

#include <cmath>
#include <numeric>
#include <stdexcept>

#include <gtest/gtest.h>

#include "core/statistics/resampling/counter_random.h"
#include "support/soak.h"
#include "support/survival_tables.h"

namespace snitt::statistics {
namespace {

using Counts = std::span<const std::uint32_t>;
using Values = std::vector<double>;

double meanOf(const Values& x, Counts counts) {
  double sum = 0, n = 0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += counts[i] * x[i], n += counts[i];
  return sum / n;
}

Values numbers(const nlohmann::json& list) {
  Values result;
  for (const auto& one : list) result.push_back(test::number(one));
  return result;
}

TEST(Bootstrap, IntervalsAreThoseOfR) {
  const auto cases = test::reference("bootstrap")["cases"];
  for (const auto& one : cases) {
    SCOPED_TRACE(one["name"].get<std::string>());
    const Values replicates = numbers(one["replicates"]);
    const Values jackknife = numbers(one["jackknife"]);
    const double value = one["value"].get<double>();
    for (const auto& limits : one["intervals"]) {
      const double level = limits["conf"].get<double>();
      const Interval percentile = percentileInterval(replicates, level);
      SNITT_EXPECT_R(percentile.lower, limits["percentile"][0], 1e-10);
      SNITT_EXPECT_R(percentile.upper, limits["percentile"][1], 1e-10);
      const Interval bca = bcaInterval(value, replicates, jackknife, level);
      SNITT_EXPECT_R(bca.lower, limits["bca"][0], 1e-10);
      SNITT_EXPECT_R(bca.upper, limits["bca"][1], 1e-10);
    }
    Replicates all{{value}, replicates, jackknife};
    const BootstrapFigure figure = summarise(all)[0];
    SNITT_EXPECT_R(figure.stdErr, one["sd"], 1e-10);
    EXPECT_EQ(figure.undefined, one["undefined"].get<std::size_t>());
    SNITT_EXPECT_R(figure.bca95.lower, one["intervals"][0]["bca"][0], 1e-10);
  }
}

TEST(Bootstrap, DrawsAsManyPatientsAsThereAre) {
  for (std::uint64_t stream = 0; stream < 20; ++stream) {
    const auto counts = drawPatients(50, 3, stream);
    EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), 0U), 50U);
  }
  EXPECT_NE(drawPatients(50, 3, 0), drawPatients(50, 3, 1));
  EXPECT_EQ(drawPatients(50, 3, 1), drawPatients(50, 3, 1));
}

// The last bit too, whatever thread had which resample; and the first figure is not moved by a second beside it.
TEST(Bootstrap, ThreadsChangeNothing) {
  Values x(40);
  CounterRandom random(1, 0);
  for (double& one : x) one = random.normal();
  const auto statistic = [&](Counts counts) {
    return Values{meanOf(x, counts), counts[0] > 2 ? kUndefined : std::exp(meanOf(x, counts))};
  };
  const auto one = bootstrapReplicates(x.size(), statistic, {.resamples = 501, .seed = 5, .threads = 1});
  const auto four = bootstrapReplicates(x.size(), statistic, {.resamples = 501, .seed = 5, .threads = 4});
  ASSERT_TRUE(one && four);
  EXPECT_EQ(one->resampledOf(0), four->resampledOf(0));
  EXPECT_EQ(one->jackknife, four->jackknife);
  EXPECT_EQ(summarise(*one)[1].bca95.lower, summarise(*four)[1].bca95.lower);
  EXPECT_GT(summarise(*one)[1].undefined, 0U);
  EXPECT_EQ(summarise(*one)[0].undefined, 0U);
  const auto other = bootstrapReplicates(x.size(), statistic, {.resamples = 501, .seed = 6});
  EXPECT_NE(one->resampledOf(0), other->resampledOf(0));
}

// The jackknife of a mean by hand: leaving x_i out gives (Σx − x_i) / (n − 1).
TEST(Bootstrap, LeavesEachPatientOutOnce) {
  const Values x{1, 2, 4, 9};
  const auto statistic = [&](Counts counts) { return Values{meanOf(x, counts)}; };
  const auto replicates = bootstrapReplicates(4, statistic, {.resamples = 10});
  ASSERT_TRUE(replicates);
  EXPECT_EQ(replicates->original, Values{4});
  EXPECT_EQ(replicates->jackknifeOf(0), (Values{5, 14.0 / 3, 4, 7.0 / 3}));
  const auto without = bootstrap(4, statistic, {.resamples = 100, .jackknife = false});
  ASSERT_TRUE(without);
  EXPECT_TRUE(std::isnan(without->front().bca95.lower));
  EXPECT_FALSE(std::isnan(without->front().percentile95.lower));
}

// Two slides of a patient come together: patients 0 and 2 have two rows each.
TEST(Bootstrap, RowsOfAPatientGoTogether) {
  const std::vector<std::size_t> patientOfRow{0, 1, 0, 2, 2};
  EXPECT_EQ(countsOfRows(std::vector<std::uint32_t>{2, 0, 1}, patientOfRow),
            (std::vector<std::uint32_t>{2, 0, 2, 1, 1}));
}

TEST(Bootstrap, DegenerateFiguresStayUndefined) {
  const auto constant = bootstrap(5, [](Counts) { return Values{1, kUndefined}; }, {.resamples = 50});
  ASSERT_TRUE(constant);
  EXPECT_EQ(constant->at(0).percentile95.lower, 1);
  EXPECT_EQ(constant->at(0).percentile95.upper, 1);
  EXPECT_EQ(constant->at(0).stdErr, 0);
  EXPECT_TRUE(std::isnan(constant->at(0).bca95.lower)) << "no replicate is less than the figure itself";
  EXPECT_EQ(constant->at(1).undefined, 50U);
  EXPECT_TRUE(std::isnan(constant->at(1).percentile95.lower));
  const auto single = bootstrap(1, [](Counts counts) { return Values{1.0 / counts[0]}; }, {.resamples = 50});
  ASSERT_TRUE(single);
  EXPECT_EQ(single->at(0).percentile95.upper, 1);
  EXPECT_TRUE(std::isnan(single->at(0).bca95.upper));
}

TEST(Bootstrap, SaysWhatIsWrong) {
  const auto one = [](Counts) { return Values{1}; };
  EXPECT_EQ(bootstrap(0, one, {}).error().message, "there is no patient to draw");
  EXPECT_EQ(bootstrap(3, one, {.resamples = 0}).error().message, "a bootstrap needs at least one resample");
  const auto changes = [](Counts counts) { return Values(counts[0] == 1 && counts[1] == 1 && counts[2] == 1 ? 1 : 2); };
  EXPECT_EQ(bootstrap(3, changes, {.threads = 2}).error().message,
            "the statistic gave 1 figures of the data and 2 of a resample");
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(bootstrap(3, one, {.stop = stop.get_token()}).error().kind, ErrorKind::cancelled);
  const auto throws = [](Counts counts) {
    if (counts[0] != 1) throw std::runtime_error("no memory");
    return Values{1};
  };
  EXPECT_THROW((void)bootstrap(3, throws, {.threads = 3}), std::runtime_error);
}

// How many 95 % intervals for a mean of 60 values hold the true one, for skewed values and for normal ones. The bounds
// are four binomial errors and 1 % around what samples of that size let expect (93 to 94 %: neither interval knows that
// its standard error is itself estimated).
TEST(SoakBootstrap, IntervalsHoldTheTruth) {
  const int rounds = test::soaked(4000);
  int percentile = 0, bca = 0, symmetric = 0;
  for (int round = 0; round < rounds; ++round) {
    CounterRandom random(99, static_cast<std::uint64_t>(round));
    Values skewed(60), normal(60);
    for (double& one : skewed) one = -std::log(random.uniform());
    for (double& one : normal) one = random.normal();
    const auto statistic = [&](Counts counts) { return Values{meanOf(skewed, counts), meanOf(normal, counts)}; };
    const auto figures = bootstrap(60, statistic, {.resamples = 999, .seed = static_cast<std::uint64_t>(round) + 1});
    ASSERT_TRUE(figures);
    const auto holds = [](Interval interval, double truth) {
      return interval.lower <= truth && truth <= interval.upper;
    };
    percentile += holds(figures->at(0).percentile95, 1);
    bca += holds(figures->at(0).bca95, 1);
    symmetric += holds(figures->at(1).bca95, 0);
  }
  const double error = 4 * std::sqrt(0.06 * 0.94 / rounds);
  EXPECT_NEAR(1.0 * percentile / rounds, 0.93, error + 0.01);
  EXPECT_NEAR(1.0 * bca / rounds, 0.935, error + 0.01);
  EXPECT_NEAR(1.0 * symmetric / rounds, 0.942, error + 0.01);
}

}  // namespace
}  // namespace snitt::statistics
