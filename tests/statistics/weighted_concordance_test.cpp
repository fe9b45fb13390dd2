#include "core/statistics/discrimination/weighted_concordance.h"

#include <numeric>

#include <gtest/gtest.h>

#include "support/shared_data.h"
#include "support/survival_cohorts.h"

namespace snitt::statistics {
namespace {

using test::Cohort;

Cohort written(const Cohort& c, const std::vector<std::uint32_t>& counts) {
  Cohort drawn;
  for (std::size_t i = 0; i < counts.size(); ++i)
    for (std::uint32_t k = 0; k < counts[i]; ++k) {
      drawn.time.push_back(c.time[i]);
      drawn.event.push_back(c.event[i]);
      drawn.score.push_back(c.score[i]);
    }
  return drawn;
}

TEST(WeightedConcordance, AgreesWithRsCaseWeights) {
  SNITT_NEEDS_SHARED_DATA();
  const Cohort lung = test::lungCohort();
  std::vector<std::uint32_t> counts;
  for (std::size_t i = 1; i <= lung.time.size(); ++i) counts.push_back(static_cast<std::uint32_t>(7 * i % 4));
  const auto r = test::reference("concordance")["drawn"];
  auto whole = WeightedConcordance::make(lung.view(), lung.score).value();
  SNITT_EXPECT_R(whole.harrell(counts), r["harrell"], 1e-12);
  SNITT_EXPECT_R(whole.uno(counts), r["uno"], 1e-12);
  auto year = WeightedConcordance::make(lung.view(), lung.score, 365).value();
  SNITT_EXPECT_R(year.uno(counts), r["uno_tau"], 1e-12);
}

// What is drawn, written out patient by patient and given to concordance(), has the same C; the order in which
// resamples are asked for does not matter.
TEST(WeightedConcordance, IsConcordanceOfTheDrawnPatients) {
  std::mt19937 random(3);
  const Cohort c = test::randomCohort(random, 60, 25, 15);
  std::uniform_int_distribution<std::size_t> patient(0, c.time.size() - 1);
  for (const std::optional<double> tau : {std::optional<double>(), std::optional<double>(12)}) {
    auto fast = WeightedConcordance::make(c.view(), c.score, tau).value();
    for (int resample = 0; resample < 50; ++resample) {
      std::vector<std::uint32_t> counts(c.time.size());
      for (std::size_t i = 0; i < c.time.size(); ++i) ++counts[patient(random)];
      const Cohort drawn = written(c, counts);
      ConcordanceOptions options;
      options.tau = tau;
      EXPECT_NEAR(fast.harrell(counts), concordance(drawn.view(), drawn.score, options)->c.value, 1e-12);
      options.weight = PairWeight::inverseCensoring;
      EXPECT_NEAR(fast.uno(counts), concordance(drawn.view(), drawn.score, options)->c.value, 1e-12);
    }
  }
}

TEST(WeightedConcordance, WithoutAPairThereIsNone) {
  const Cohort c{{1, 2, 3}, {1, 1, 0}, {3, 2, 1}};
  auto fast = WeightedConcordance::make(c.view(), c.score).value();
  EXPECT_TRUE(std::isnan(fast.harrell(std::vector<std::uint32_t>{3, 0, 0})));
  EXPECT_TRUE(std::isnan(fast.uno(std::vector<std::uint32_t>{0, 0, 3})));
  EXPECT_EQ(fast.harrell(std::vector<std::uint32_t>{1, 1, 1}), 1);
  EXPECT_EQ(fast.uno(std::vector<std::uint32_t>{0, 1, 2}), 1);
  EXPECT_FALSE(WeightedConcordance::make(c.view(), std::vector<double>{1, 2}));
}

}  // namespace
}  // namespace snitt::statistics
