// The counting that concordance.h rests on.
#pragma once

#include <span>

#include "core/statistics/discrimination/concordance.h"

namespace snitt::statistics {

// What one row takes part in: sums of the weights of its pairs.
struct RowPairs {
  double concordant = 0;
  double discordant = 0;
  double tied = 0;
};

// Adds to `counts`, and sets `rows[i]` to, the pairs among the patients of `data`; `eventWeight[i]` is the weight of
// the pairs in which i has the event first (unused where i has none).
void countPairs(SurvivalView data, std::span<const double> score, std::span<const double> eventWeight,
                PairCounts& counts, std::span<RowPairs> rows);

}  // namespace snitt::statistics
