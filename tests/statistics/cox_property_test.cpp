// What holds of every Cox regression, on random data with ties, strata and clusters.
#include <algorithm>
#include <map>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

#include "core/statistics/cox/residuals.h"
#include "statistics/cox_cases.h"
#include "support/soak.h"

namespace snitt::statistics {
namespace {

using test::CoxCase;

// n patients with p covariates of which every other one is 0 or 1; times from 1 to `times`.
CoxCase randomCase(std::mt19937& random, std::size_t n, std::size_t p, int times, CoxTies ties, int strata) {
  std::normal_distribution<double> normal;
  std::vector<double> eta(n, 0.0);
  std::vector<Covariate> covariates;
  for (std::size_t j = 0; j < p; ++j) {
    const double beta = normal(random) * 0.5;
    std::vector<double> x;
    for (std::size_t i = 0; i < n; ++i) {
      x.push_back(j % 2 == 0 ? normal(random) : static_cast<double>(random() % 2));
      eta[i] += beta * x.back();
    }
    covariates.push_back({std::string(1, static_cast<char>('a' + j)), x});
  }
  CoxCase one{.time = {}, .event = {}, .design = makeDesign(n, covariates).value(), .ties = ties};
  std::exponential_distribution<double> exponential;
  for (std::size_t i = 0; i < n; ++i) {
    const double death = exponential(random) * std::exp(-eta[i]) * times / 2;
    const double end = exponential(random) * times;
    one.time.push_back(std::min<double>(times, std::ceil(std::min(death, end))));
    one.event.push_back(death <= end ? 1 : 0);
    if (strata > 1) one.strata.push_back(static_cast<int>(random() % static_cast<unsigned>(strata)));
  }
  return one;
}

// The definition, event by event: O(n²), from the formulas of Efron and Breslow.
double logLikelihood(const CoxCase& one, const std::vector<double>& beta) {
  std::vector<double> eta(one.time.size(), 0.0);
  for (std::size_t i = 0; i < eta.size(); ++i)
    for (std::size_t j = 0; j < beta.size(); ++j) eta[i] += beta[j] * one.design.at(i, j);
  std::map<std::pair<int, double>, std::vector<std::size_t>> deaths;
  const auto stratum = [&](std::size_t i) { return one.strata.empty() ? 0 : one.strata[i]; };
  for (std::size_t i = 0; i < eta.size(); ++i)
    if (one.event[i] == 1) deaths[{stratum(i), one.time[i]}].push_back(i);
  double sum = 0;
  for (const auto& [when, who] : deaths) {
    const auto atRisk = [&, &when = when](std::size_t i) {
      return stratum(i) == when.first && one.time[i] >= when.second;
    };
    double most = -INFINITY;
    for (std::size_t i = 0; i < eta.size(); ++i)
      if (atRisk(i)) most = std::max(most, eta[i]);
    double all = 0;
    double dying = 0;
    for (std::size_t i = 0; i < eta.size(); ++i)
      if (atRisk(i)) all += std::exp(eta[i] - most);
    for (const std::size_t i : who) dying += std::exp(eta[i] - most);
    for (std::size_t k = 0; k < who.size(); ++k) {
      const double gone = one.ties == CoxTies::efron ? static_cast<double>(k) / static_cast<double>(who.size()) : 0;
      sum += eta[who[k]] - most - std::log(all - gone * dying);
    }
  }
  return sum;
}

std::vector<double> betasOf(const CoxFit& fit) {
  std::vector<double> betas;
  for (const CoxCoefficient& one : fit.coefficients) betas.push_back(one.beta);
  return betas;
}

CoxCase reordered(const CoxCase& one, const std::vector<std::size_t>& order) {
  CoxCase result = one;
  for (std::size_t i = 0; i < order.size(); ++i) {
    result.time[i] = one.time[order[i]];
    result.event[i] = one.event[order[i]];
    if (!one.strata.empty()) result.strata[i] = one.strata[order[i]];
    if (!one.cluster.empty()) result.cluster[i] = one.cluster[order[i]];
    for (std::size_t j = 0; j < one.design.columns(); ++j)
      result.design.x[j * order.size() + i] = one.design.at(order[i], j);
  }
  return result;
}

void expectSame(const CoxFit& a, const CoxFit& b, double relative) {
  EXPECT_NEAR(a.loglik, b.loglik, relative * std::abs(a.loglik));
  EXPECT_NEAR(a.score.chi2, b.score.chi2, relative * std::max(1.0, a.score.chi2));
  for (std::size_t j = 0; j < a.coefficients.size(); ++j) {
    EXPECT_NEAR(a.coefficients[j].beta, b.coefficients[j].beta, relative * a.coefficients[j].se);
    EXPECT_NEAR(a.coefficients[j].se, b.coefficients[j].se, relative * a.coefficients[j].se);
  }
}

class CoxProperty : public testing::TestWithParam<std::tuple<CoxTies, int, int>> {
 protected:
  CoxCase draw(std::size_t n = 80, std::size_t p = 3) {
    const auto [ties, times, strata] = GetParam();
    return randomCase(m_random, n, p, times, ties, strata);
  }
  std::mt19937 m_random{2024};
};

TEST_P(CoxProperty, TheFitIsTheMaximumOfTheDefinition) {
  for (int round = 0; round < 10; ++round) {
    const CoxCase one = draw();
    const CoxFit fit = one.fit();
    ASSERT_TRUE(fit.converged);
    const std::vector<double> beta = betasOf(fit);
    EXPECT_NEAR(fit.loglik, logLikelihood(one, beta), 1e-11 * std::abs(fit.loglik));
    EXPECT_NEAR(fit.loglikNull, logLikelihood(one, std::vector<double>(3, 0.0)), 1e-11 * std::abs(fit.loglik));
    for (std::size_t j = 0; j < 3; ++j) {
      const double h = 1e-3 * fit.coefficients[j].se;
      std::vector<double> up = beta;
      std::vector<double> down = beta;
      up[j] += h;
      down[j] -= h;
      const double slope = (logLikelihood(one, up) - logLikelihood(one, down)) / 2 / h;
      EXPECT_NEAR(slope * fit.coefficients[j].se, 0, 1e-5);
    }
  }
}

// Also of the times under any rising function, and of the strata under other numbers.
TEST_P(CoxProperty, TheOrderOfRowsAndTheUnitOfTimeDoNotMatter) {
  const CoxCase one = draw();
  std::vector<std::size_t> order(one.time.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::shuffle(order, m_random);
  CoxCase other = reordered(one, order);
  for (double& time : other.time) time = 1e-9 * time * time;
  for (int& stratum : other.strata) stratum = 7 - 3 * stratum;
  expectSame(one.fit(), other.fit(), 1e-10);
}

TEST_P(CoxProperty, UnitsOfCovariates) {
  const CoxCase one = draw();
  CoxCase other = one;
  const std::size_t n = one.time.size();
  for (std::size_t i = 0; i < n; ++i) {
    other.design.x[i] = 1e-12 * one.design.x[i];
    other.design.x[n + i] = 1e100 * one.design.x[n + i];
    other.design.x[2 * n + i] = 1e4 * one.design.x[2 * n + i] - 1e9;
  }
  const CoxFit a = one.fit();
  const CoxFit b = other.fit();
  EXPECT_NEAR(a.loglik, b.loglik, 1e-11 * std::abs(a.loglik));
  for (std::size_t j = 0; j < 3; ++j) EXPECT_NEAR(a.coefficients[j].z, b.coefficients[j].z, 1e-7);
  EXPECT_NEAR(1e-12 * b.coefficients[0].beta, a.coefficients[0].beta, 1e-9);
}

// With as many clusters as rows, the covariance is that of the rows' influences; with every row twice in a cluster of
// its own, Breslow's robust errors are those of the single rows, and the naive ones smaller by √2.
TEST_P(CoxProperty, RobustErrors) {
  CoxCase one = draw();
  const std::size_t n = one.time.size();
  one.cluster.resize(n);
  std::iota(one.cluster.begin(), one.cluster.end(), 100);
  const CoxFit fit = one.fit();
  const auto residuals = coxResiduals(fit, one.data(), one.design, one.options());
  ASSERT_TRUE(residuals);
  for (std::size_t j = 0; j < 3; ++j) {
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) sum += residuals->dfbeta[3 * i + j] * residuals->dfbeta[3 * i + j];
    EXPECT_NEAR(fit.coefficients[j].se, std::sqrt(sum), 1e-10 * std::sqrt(sum));
  }
  if (one.ties == CoxTies::efron) return;
  std::vector<std::size_t> twice;
  for (std::size_t i = 0; i < n; ++i) twice.insert(twice.end(), {i, i});
  CoxCase doubled = one;
  doubled.time.resize(2 * n);
  doubled.event.resize(2 * n);
  doubled.cluster.resize(2 * n);
  if (!one.strata.empty()) doubled.strata.resize(2 * n);
  doubled.design.rows = 2 * n;
  doubled.design.x.resize(6 * n);
  for (std::size_t i = 0; i < 2 * n; ++i) {
    doubled.time[i] = one.time[i / 2];
    doubled.event[i] = one.event[i / 2];
    doubled.cluster[i] = one.cluster[i / 2];
    if (!one.strata.empty()) doubled.strata[i] = one.strata[i / 2];
    for (std::size_t j = 0; j < 3; ++j) doubled.design.x[j * 2 * n + i] = one.design.at(i / 2, j);
  }
  const CoxFit two = doubled.fit();
  EXPECT_EQ(two.clusters, n);
  for (std::size_t j = 0; j < 3; ++j) {
    EXPECT_NEAR(two.coefficients[j].beta, fit.coefficients[j].beta, 1e-10);
    EXPECT_NEAR(two.coefficients[j].se, fit.coefficients[j].se, 1e-10);
    EXPECT_NEAR(two.coefficients[j].naiveSe * std::sqrt(2.0), fit.coefficients[j].naiveSe, 1e-10);
  }
}

INSTANTIATE_TEST_SUITE_P(Ties, CoxProperty,
                         testing::Combine(testing::Values(CoxTies::efron, CoxTies::breslow),
                                          testing::Values(5, 1000000), testing::Values(1, 3)));

// Of few patients many are separated by a covariate: a fit converges or names a coefficient without a maximum, never
// neither and never both.
TEST(CoxSmallDraws, ConvergeOrSayWhy) {
  std::mt19937 random(7);
  int separated = 0;
  for (int round = 0; round < 2000; ++round) {
    const CoxTies ties = round % 2 == 0 ? CoxTies::efron : CoxTies::breslow;
    const CoxCase one = randomCase(random, 4 + random() % 12, 1 + random() % 4, 6, ties, 1 + round % 3);
    const CoxFit fit = one.fit();
    if (fit.events == 0) continue;
    const auto infinite = std::ranges::count(fit.coefficients, true, &CoxCoefficient::mayBeInfinite);
    separated += infinite > 0 ? 1 : 0;
    EXPECT_NE(fit.converged, infinite > 0) << round << test::joined(fit.notes);
    EXPECT_LE(fit.loglik, 1e-12);
    EXPECT_GE(fit.likelihoodRatio.chi2, -1e-12);
    std::vector<double> beta = betasOf(fit);
    for (double& value : beta)
      if (std::isnan(value)) value = 0;
    EXPECT_NEAR(fit.loglik, logLikelihood(one, beta), 1e-10 * std::max(1.0, std::abs(fit.loglik)));
  }
  EXPECT_GT(separated, 100);
}

// 95 % of the intervals hold the coefficient that made the data, 2.5 % miss it on either side.
TEST(SoakCoxFit, IntervalsCoverWhatMadeTheData) {
  std::mt19937 random(11);
  const int rounds = test::soaked(20000);
  std::normal_distribution<double> normal;
  std::exponential_distribution<double> exponential;
  int below = 0;
  int above = 0;
  for (int round = 0; round < rounds; ++round) {
    std::vector<double> time;
    std::vector<std::uint8_t> event;
    std::vector<double> x;
    for (int i = 0; i < 300; ++i) {
      x.push_back(normal(random));
      const double death = exponential(random) * std::exp(-0.5 * x.back());
      const double end = 2 * exponential(random);
      time.push_back(std::min(death, end));
      event.push_back(death <= end ? 1 : 0);
    }
    const auto fit = coxFit({time, event}, makeDesign(300, std::vector<Covariate>{{"x", x}}).value());
    below += fit->coefficients[0].upper95 < std::exp(0.5) ? 1 : 0;
    above += fit->coefficients[0].lower95 > std::exp(0.5) ? 1 : 0;
  }
  const double spread = 4 * std::sqrt(0.025 * 0.975 / rounds) + 0.004;
  EXPECT_NEAR(below / static_cast<double>(rounds), 0.025, spread);
  EXPECT_NEAR(above / static_cast<double>(rounds), 0.025, spread);
}

}  // namespace
}  // namespace snitt::statistics
