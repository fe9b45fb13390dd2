#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/statistics/cox/cox_fit.h"
#include "core/statistics/distributions.h"

namespace snitt::statistics {
namespace {

// Log likelihoods without covariates of the same rows are sums of the same numbers in the same order.
constexpr double kSameLikelihood = 1e-9;

std::size_t defined(const CoxFit& fit) {
  return static_cast<std::size_t>(
      std::ranges::count_if(fit.coefficients, [](const CoxCoefficient& one) { return !std::isnan(one.beta); }));
}

Result<void> checkNested(const CoxFit& smaller, const CoxFit& larger) {
  if (smaller.clusters > 0 || larger.clusters > 0)
    return fail(ErrorKind::usage, "the likelihoods of Cox models with clusters cannot be compared");
  if (smaller.n != larger.n)
    return fail(ErrorKind::usage, fmt::format("the Cox models are of {} and of {} patients and must be of the same",
                                              smaller.n, larger.n));
  if (smaller.events != larger.events || smaller.ties != larger.ties ||
      std::abs(smaller.loglikNull - larger.loglikNull) > kSameLikelihood * std::abs(larger.loglikNull))
    return fail(ErrorKind::usage, "the Cox models are not of the same patients, events, strata and rule for ties");
  for (const CoxCoefficient& one : smaller.coefficients)
    if (std::ranges::find(larger.coefficients, one.name, &CoxCoefficient::name) == larger.coefficients.end())
      return fail(ErrorKind::usage, fmt::format("the larger Cox model lacks the covariate '{}'", one.name));
  if (defined(smaller) >= defined(larger))
    return fail(ErrorKind::usage, "the larger Cox model has no coefficient more than the smaller");
  return {};
}

}  // namespace

Result<ChiSquareTest> compareNested(const CoxFit& smaller, const CoxFit& larger) {
  if (auto checked = checkNested(smaller, larger); !checked) return fail(checked.error());
  return chiSquareTest(2 * (larger.loglik - smaller.loglik), static_cast<double>(defined(larger) - defined(smaller)));
}

}  // namespace snitt::statistics
