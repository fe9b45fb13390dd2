// Several scores of the same patients: whose C is higher, and by how much, with the covariance between them.
#pragma once

#include <span>
#include <vector>

#include "core/statistics/discrimination/concordance.h"

namespace snitt::statistics {

// A difference of two estimates of the same patients, second less first: its standard error from the joint covariance,
// z = difference / se, p two-sided from the normal distribution. A difference without spread (a score and itself) has
// no z.
struct Difference {
  std::size_t first = 0;  // places in the list of scores
  std::size_t second = 0;
  Estimate difference;
  double z = kUndefined;
  double p = kUndefined;
};

struct ConcordanceComparison {
  std::vector<Concordance> scores;
  std::vector<double> covariance;       // of the C's, k × k, row by row (R: vcov of concordance(fit1, fit2, …))
  std::vector<Difference> differences;  // of each pair of scores, first < second
};

// Usage as concordance(), and fewer than two scores. Where one C is undefined, so is each difference from it.
[[nodiscard]] Result<ConcordanceComparison> compareConcordance(SurvivalView data,
                                                               std::span<const std::span<const double>> scores,
                                                               const ConcordanceOptions& options = {});

// From the difference and its standard error.
[[nodiscard]] Difference differenceOf(std::size_t first, std::size_t second, double difference, double stdErr);

}  // namespace snitt::statistics
