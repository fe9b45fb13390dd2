// Whether a score or an input is spread as it was when the model was locked: the population stability index. Pure
// functions.
//
// Source: PSI = Σ (q_b − p_b) ln (q_b / p_b) over bins, p of the reference and q of now (Jeffreys' divergence). Its
// distribution while nothing drifts: PSI / (1/n + 1/m) is nearly χ² with one degree of freedom less than there are bins
// (Yurdakul, "Statistical properties of population stability index", Western Michigan University, 2018), so a limit
// such as 0.1 or 0.25 raises false alarms in small samples and none in large ones: a limit for a false-alarm
// probability is given beside it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/result.h"
#include "core/statistics/estimate.h"

namespace snitt::statistics {

struct PopulationStability {
  double value = kUndefined;  // 0 where nothing differs
  std::size_t bins = 0;       // those in which one of both samples has anything
  std::size_t halved = 0;     // of those, bins that are empty in one sample
  std::uint64_t reference = 0;
  std::uint64_t current = 0;
  double p = kUndefined;           // chance of this value or more while nothing drifts; undefined with one bin
  double critical95 = kUndefined;  // exceeded by 5 in 100 samples of this size while nothing drifts
};

// Counts per bin of both. A bin that is empty in one sample counts as half an observation there (its share is 0.5 over
// that sample's number, and no other share changes); a bin that is empty in both does not count. Fails (usage) when the
// numbers of bins differ and when a sample is empty.
[[nodiscard]] Result<PopulationStability> populationStability(std::span<const std::uint64_t> reference,
                                                              std::span<const std::uint64_t> current);

// Chance that the index of two samples of one population exceeds `limit`, and the limit for a chance. NaN where there
// is no second bin or no sample.
[[nodiscard]] double stabilityFalseAlarm(double limit, double reference, double current, std::size_t bins);
[[nodiscard]] double stabilityLimit(double falseAlarm, double reference, double current, std::size_t bins);

// Inner edges of `bins` bins that hold the same share of the reference each: its quantiles (R's type 7), ascending,
// equal ones once, so that ties leave fewer bins. Fails (usage) with fewer than two bins, an empty reference or a value
// that is NaN.
[[nodiscard]] Result<std::vector<double>> quantileEdges(std::span<const double> reference, std::size_t bins = 10);

// Bin b holds edge[b − 1] < x ≤ edge[b], the last one what lies above all edges. Fails (usage) when a value is NaN.
[[nodiscard]] Result<std::vector<std::uint64_t>> binCounts(std::span<const double> values,
                                                           std::span<const double> edges);

}  // namespace snitt::statistics
