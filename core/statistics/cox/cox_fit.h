// Cox's proportional hazards regression (Cox, J R Stat Soc B 34:187, 1972) for right-censored follow-up, with the
// figures of R's survival::coxph. Pure functions, no thread.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/statistics/cox/design.h"
#include "core/statistics/estimate.h"
#include "core/statistics/survival/survival_data.h"

namespace snitt::statistics {

// What stands for the unknown order of events at one time: Efron, JASA 72:557, 1977, or Breslow, Biometrics 30:89,
// 1974.
enum class CoxTies { efron, breslow };

struct CoxOptions {
  CoxTies ties = CoxTies::efron;
  // Arrays that the caller keeps alive. Empty, or one number a row: rows of one stratum share a baseline hazard of
  // their own.
  std::span<const int> strata;
  // Empty, or one number a row: rows of one cluster (a patient) belong together, and the covariance is the robust one
  // (Lin and Wei, JASA 84:1074, 1989; the sandwich with the residuals summed by cluster, without a small-sample
  // factor).
  std::span<const int> cluster;
};

struct CoxCoefficient {
  std::string name;
  double beta = kUndefined;     // of one unit of the column
  double se = kUndefined;       // robust where the fit has clusters
  double naiveSe = kUndefined;  // from the information, always
  double hr = kUndefined;
  double lower95 = kUndefined;  // of hr, by Wald
  double upper95 = kUndefined;
  double z = kUndefined;
  double p = kUndefined;
  bool mayBeInfinite = false;  // the likelihood has no maximum in it; figures are those of the last step
};

struct CoxFit {
  CoxTies ties = CoxTies::efron;
  std::size_t n = 0;
  std::size_t events = 0;
  std::size_t clusters = 0;  // 0 without clusters
  double loglikNull = 0;
  double loglik = 0;
  std::vector<CoxCoefficient> coefficients;  // as the design's columns
  // columns × columns, symmetric; undefined in rows and columns of undefined coefficients. The first is robust where
  // the fit has clusters, the second never.
  std::vector<double> covariance;
  std::vector<double> naiveCovariance;
  // With one degree of freedom for each coefficient that is defined. Wald's uses `covariance`; the robust score test is
  // there where the fit has clusters.
  ChiSquareTest likelihoodRatio;
  ChiSquareTest wald;
  ChiSquareTest score;
  std::optional<ChiSquareTest> robustScore;
  int iterations = 0;
  bool converged = false;
  std::vector<std::string> notes;  // what the reader must know, one sentence each, no full stop
};

// Newton's method with step halving on centred and scaled columns, until the next step would gain less than 1e-13 of
// log likelihood. Times are compared as they are: `withoutRounding` is the caller's. Where R has NA, so has this:
// - a column that is constant in every risk set, or depends linearly on columns before it, gets undefined figures and a
//   note, and the others are fitted without it;
// - without any event all figures are undefined, and both log likelihoods 0.
// A coefficient without a maximum (perfect separation) keeps the value at which the likelihood stood still, and a note
// with its name. Usage where `data` cannot be (checkSurvival) or the arrays differ in length.
[[nodiscard]] Result<CoxFit> coxFit(SurvivalView data, const Design& design, const CoxOptions& options = {});

// Twice the gain of log likelihood of `larger` over `smaller`, with the difference of their coefficients as degrees of
// freedom. Usage unless both are of the same rows (n, events, ties and the log likelihood without covariates agree),
// the smaller's coefficients are among the larger's, and neither has clusters, whose likelihood is none.
[[nodiscard]] Result<ChiSquareTest> compareNested(const CoxFit& smaller, const CoxFit& larger);

}  // namespace snitt::statistics
