// The figures of a test that says good or bad, from a table of two by two. Pure functions.
//
// Sources: Wilson's interval for proportions (JASA 22:209, 1927), the one of R's prop.test(correct = FALSE); for
// likelihood ratios the interval on the log scale of Simel, Samsa and Matchar (J Clin Epidemiol 44:763, 1991).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/statistics/estimate.h"

namespace snitt::statistics {

// Patients, whole or weighted. Positive: the score says poor.
struct TwoByTwo {
  double truePositive = 0;
  double falsePositive = 0;
  double falseNegative = 0;
  double trueNegative = 0;
};

enum class ClassFigure : std::uint8_t {
  sensitivity,
  specificity,
  ppv,  // positive and negative predictive value
  npv,
  prevalence,  // share with the event
  accuracy,
  lrPositive,  // likelihood ratios
  lrNegative,
};
inline constexpr std::size_t kClassFigures = 8;
[[nodiscard]] std::string_view toText(ClassFigure figure);

// In the order of ClassFigure. NaN where nobody is there to divide by; a likelihood ratio is infinite where its
// denominator is 0 and its numerator is not.
[[nodiscard]] std::array<double, kClassFigures> classFigures(const TwoByTwo& table);

// Of whole patients, with intervals: Wilson's for the six proportions (stdErr √(p (1 − p) / n)), that of the logarithm
// for the likelihood ratios (stdErr of the logarithm), undefined where a cell that it divides by is 0.
[[nodiscard]] std::array<Estimate, kClassFigures> classEstimates(const TwoByTwo& counts);

// `part` of `whole`; undefined when `whole` is 0.
[[nodiscard]] Estimate wilsonProportion(double part, double whole);

}  // namespace snitt::statistics
