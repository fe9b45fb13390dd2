// Distributions of scores and of input statistics on tuning data, binned so that they say nothing of one patient. Pure
// functions.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/result.h"

namespace snitt::training {

// Fewer in a bin, as in a cell of a table, are not told.
inline constexpr std::size_t kLeastCell = 5;

// Bins of equal shares (quantiles of `values`, at most `bins` of them), of at least kLeastCell values each; edges are
// rounded to four significant digits, so they show no patient's exact value. NaN values (an input that could not be
// measured) are left out. With fewer than kLeastCell values, or none, there is nothing to tell: no edges and one count
// of 0. Usage: fewer than two bins asked for, no name.
[[nodiscard]] Result<ReferenceDistribution> referenceDistribution(std::string name, std::span<const double> values,
                                                                  std::size_t bins = 10);

}  // namespace snitt::training
