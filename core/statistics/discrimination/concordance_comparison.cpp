#include "core/statistics/discrimination/concordance_comparison.h"

#include <cmath>
#include <numeric>

#include "core/statistics/distributions.h"

namespace snitt::statistics {
namespace {

double covarianceOf(const Concordance& a, const Concordance& b) {
  if (!a.undefined.empty() || !b.undefined.empty()) return kUndefined;
  return std::inner_product(a.influence.begin(), a.influence.end(), b.influence.begin(), 0.0);
}

// Of the differences themselves, not var + var − 2 cov, which loses all digits for scores that are nearly the same.
double stdErrOfDifference(const Concordance& a, const Concordance& b) {
  if (!a.undefined.empty() || !b.undefined.empty()) return kUndefined;
  double squares = 0;
  for (std::size_t i = 0; i < a.influence.size(); ++i) squares += std::pow(b.influence[i] - a.influence[i], 2);
  return std::sqrt(squares);
}

}  // namespace

Difference differenceOf(std::size_t first, std::size_t second, double difference, double stdErr) {
  Difference result{first, second, {difference, stdErr, kUndefined, kUndefined}, kUndefined, kUndefined};
  result.difference.lower95 = difference - normal975() * stdErr;
  result.difference.upper95 = difference + normal975() * stdErr;
  if (!(stdErr > 0)) return result;
  result.z = difference / stdErr;
  result.p = normalTwoSided(result.z);
  return result;
}

Result<ConcordanceComparison> compareConcordance(SurvivalView data, std::span<const std::span<const double>> scores,
                                                 const ConcordanceOptions& options) {
  if (scores.size() < 2) return fail(ErrorKind::usage, "a comparison needs two scores");
  ConcordanceComparison result;
  for (const auto& score : scores) {
    auto one = concordance(data, score, options);
    if (!one) return fail(one.error());
    result.scores.push_back(std::move(*one));
  }
  for (const Concordance& a : result.scores)
    for (const Concordance& b : result.scores) result.covariance.push_back(covarianceOf(a, b));
  for (std::size_t i = 0; i < scores.size(); ++i)
    for (std::size_t j = i + 1; j < scores.size(); ++j)
      result.differences.push_back(differenceOf(i, j, result.scores[j].c.value - result.scores[i].c.value,
                                                stdErrOfDifference(result.scores[i], result.scores[j])));
  return result;
}

}  // namespace snitt::statistics
