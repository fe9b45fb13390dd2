// How often the 95 % intervals of censored cohorts cover what an uncensored one of the same kind has.
#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "core/statistics/calibration/brier.h"
#include "core/statistics/calibration/calibration_model.h"
#include "core/statistics/discrimination/concordance.h"
#include "core/statistics/discrimination/time_auc.h"
#include "support/soak.h"

namespace snitt::statistics {
namespace {

constexpr double kHorizon = 1;

// Exponential times whose log rate is normal; the score is that with noise, the risk is exact. Censored evenly over
// 0 … 3 unless `whole`.
struct Drawn {
  std::vector<double> time, score;
  std::vector<std::uint8_t> event;
  FixedRisks risks{{}, kHorizon, "the truth"};

  Drawn(std::mt19937_64& random, int n, bool whole) {
    std::normal_distribution<double> normal;
    std::exponential_distribution<double> exponential;
    std::uniform_real_distribution<double> uniform(0, 3);
    for (int i = 0; i < n; ++i) {
      const double logRate = normal(random) - 0.5;
      const double t = exponential(random) / std::exp(logRate);
      const double censored = whole ? INFINITY : uniform(random);
      time.push_back(std::min(t, censored));
      event.push_back(t <= censored ? 1 : 0);
      score.push_back(logRate + normal(random));
      risks.risk.push_back(-std::expm1(-kHorizon * std::exp(logRate)));
    }
  }
  [[nodiscard]] SurvivalView view() const { return {time, event}; }
};

struct Coverage {
  double truth;
  int covered = 0;
  void look(const Estimate& e) { covered += e.lower95 <= truth && truth <= e.upper95 ? 1 : 0; }
};

TEST(SoakDiscrimination, IntervalsCoverWhatIsTrueWithoutCensoring) {
  std::mt19937_64 random(20240601);
  ConcordanceOptions uno;
  uno.weight = PairWeight::inverseCensoring;
  uno.tau = kHorizon;
  const std::vector<double> horizons{kHorizon};
  const Drawn large(random, 400000, true);
  Coverage c{concordance(large.view(), large.score, uno)->c.value};
  Coverage auc{timeAuc(large.view(), large.score, horizons).value()[0].auc.value};
  Coverage brier{brierScore(large.view(), large.risks)->brier.value};
  Coverage intercept{0}, slope{1}, ratio{1};
  const int rounds = test::soaked(5000);
  for (int round = 0; round < rounds; ++round) {
    const Drawn cohort(random, 300, false);
    c.look(concordance(cohort.view(), cohort.score, uno)->c);
    auc.look(timeAuc(cohort.view(), cohort.score, horizons).value()[0].auc);
    brier.look(brierScore(cohort.view(), cohort.risks)->brier);
    const CalibrationModel model = calibrationModel(cohort.view(), cohort.risks);
    intercept.look(model.intercept);
    slope.look(model.slope);
    ratio.look(observedExpected(cohort.view(), cohort.risks).ratio);
  }
  const double tolerance = 4 * std::sqrt(0.95 * 0.05 / rounds) + 0.012;
  for (const auto& [name, one] : {std::pair("Uno's C", c), std::pair("AUC", auc), std::pair("Brier", brier),
                                  std::pair("intercept", intercept), std::pair("slope", slope)})
    EXPECT_NEAR(static_cast<double>(one.covered) / rounds, 0.95, tolerance) << name;
  // The interval of O / E is of the observed risk whoever was predicted: too wide where risks explain part of it.
  EXPECT_GT(static_cast<double>(ratio.covered) / rounds, 0.95 - tolerance);
}

}  // namespace
}  // namespace snitt::statistics
