// Agreement of two readings in classes beyond chance. Pure functions.
//
// Source: Cohen, Educ Psychol Meas 20:37 (1960) and Psychol Bull 70:213 (1968), weights as agreement: 1 on the
// diagonal, 1 − |i − j| / (k − 1) linear (Cicchetti and Allison), 1 − (i − j)² / (k − 1)² quadratic (Fleiss and Cohen).
// Standard errors by Fleiss, Cohen and Everitt, Psychol Bull 72:323 (1969): the one for the interval, and the one under
// independence for the test.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/result.h"
#include "core/statistics/estimate.h"

namespace snitt::statistics {

enum class KappaWeights { none, linear, quadratic };

struct Kappa {
  std::size_t n = 0;
  double observed = kUndefined;  // weighted share of agreement, and the one expected by chance
  double expected = kUndefined;
  Estimate kappa;         // interval: normal, limited to [-1, 1]
  double z = kUndefined;  // of the test that agreement is by chance alone
  double p = kUndefined;  // two-sided
};

// `counts` is k × k, row-major: row = class of the first reading, column = of the second, in order of severity. Classes
// that nobody was given count towards k, and so towards the weights. κ is undefined where both readings put everybody
// into one and the same class; fails (usage) without a subject, with k < 2, or when `counts` has not k² entries.
[[nodiscard]] Result<Kappa> kappaOfTable(std::span<const std::uint64_t> counts, std::size_t classes,
                                         KappaWeights weights);

// Of two readings of the same subjects, classes numbered 0 … k − 1.
[[nodiscard]] Result<Kappa> kappaOfReadings(std::span<const std::uint8_t> first, std::span<const std::uint8_t> second,
                                            std::size_t classes, KappaWeights weights);

// The k × k table of two readings.
[[nodiscard]] Result<std::vector<std::uint64_t>> agreementTable(std::span<const std::uint8_t> first,
                                                                std::span<const std::uint8_t> second,
                                                                std::size_t classes);

}  // namespace snitt::statistics
