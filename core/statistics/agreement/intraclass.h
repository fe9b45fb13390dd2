// Repeatability of a score: intraclass correlation of n subjects that were each read k times. Pure functions.
//
// Source: Shrout and Fleiss, Psychol Bull 86:420 (1979); McGraw and Wong, Psychol Methods 1:30 (1996), with their
// limits for the two-way random model by Satterthwaite's degrees of freedom.
#pragma once

#include <cstddef>
#include <span>

#include "core/result.h"
#include "core/statistics/estimate.h"

namespace snitt::statistics {

// stdErr of the correlations is not defined; their intervals are exact (3,1) or Satterthwaite's (2,1).
struct Intraclass {
  std::size_t subjects = 0;
  std::size_t readings = 0;
  double meanSquareSubjects = kUndefined;
  double meanSquareReadings = kUndefined;
  double meanSquareError = kUndefined;
  double f = kUndefined;  // subjects over error, the test that the subjects do not differ, of both correlations
  double df1 = 0;
  double df2 = 0;
  double p = kUndefined;
  Estimate agreement;    // ICC(2,1): readings are a random sample, and a reading that is always higher disagrees
  Estimate consistency;  // ICC(3,1): the readings are fixed, and what one adds to all is no disagreement
  double withinSd = kUndefined;  // standard deviation of one subject's readings, pooled over the subjects
};

// `values` is n × k, row-major, one row a subject, finite. Undefined figures are NaN: the correlations when nothing
// varies at all, their intervals, F and p when the error is 0. Fails (usage) with fewer than two subjects or readings,
// when the sizes do not fit, and with the number of the subject whose value is not finite.
[[nodiscard]] Result<Intraclass> intraclass(std::span<const double> values, std::size_t subjects, std::size_t readings);

}  // namespace snitt::statistics
