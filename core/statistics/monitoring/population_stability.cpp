#include "core/statistics/monitoring/population_stability.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>
#include <boost/math/distributions/chi_squared.hpp>

#include "core/statistics/distributions.h"
#include "core/statistics/sample_quantile.h"

namespace snitt::statistics {
namespace {

std::uint64_t sumOf(std::span<const std::uint64_t> counts) {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

double shareOf(std::uint64_t count, std::uint64_t sum) {
  return (count == 0 ? 0.5 : static_cast<double>(count)) / static_cast<double>(sum);
}

Result<void> checkNumbers(std::span<const double> values) {
  for (std::size_t i = 0; i < values.size(); ++i)
    if (std::isnan(values[i])) return fail(ErrorKind::usage, fmt::format("value {} is not a number", i + 1));
  return {};
}

bool testable(double reference, double current, std::size_t bins) { return bins >= 2 && reference > 0 && current > 0; }

}  // namespace

double stabilityFalseAlarm(double limit, double reference, double current, std::size_t bins) {
  if (!testable(reference, current, bins)) return kUndefined;
  return chiSquareUpper(limit / (1 / reference + 1 / current), static_cast<double>(bins - 1));
}

double stabilityLimit(double falseAlarm, double reference, double current, std::size_t bins) {
  if (!testable(reference, current, bins) || !(falseAlarm > 0 && falseAlarm < 1)) return kUndefined;
  const boost::math::chi_squared chi2(static_cast<double>(bins - 1));
  return boost::math::quantile(boost::math::complement(chi2, falseAlarm)) * (1 / reference + 1 / current);
}

Result<PopulationStability> populationStability(std::span<const std::uint64_t> reference,
                                                std::span<const std::uint64_t> current) {
  if (reference.size() != current.size())
    return fail(ErrorKind::usage,
                fmt::format("the reference has {} bins and the current sample {}", reference.size(), current.size()));
  PopulationStability result;
  result.reference = sumOf(reference);
  result.current = sumOf(current);
  if (result.reference == 0) return fail(ErrorKind::usage, "the reference is empty");
  if (result.current == 0) return fail(ErrorKind::usage, "the current sample is empty");
  result.value = 0;
  for (std::size_t b = 0; b < reference.size(); ++b) {
    if (reference[b] == 0 && current[b] == 0) continue;
    ++result.bins;
    if (reference[b] == 0 || current[b] == 0) ++result.halved;
    const double was = shareOf(reference[b], result.reference);
    const double is = shareOf(current[b], result.current);
    result.value += (is - was) * std::log(is / was);
  }
  const auto n = static_cast<double>(result.reference);
  const auto m = static_cast<double>(result.current);
  result.p = stabilityFalseAlarm(result.value, n, m, result.bins);
  result.critical95 = stabilityLimit(0.05, n, m, result.bins);
  return result;
}

Result<std::vector<double>> quantileEdges(std::span<const double> reference, std::size_t bins) {
  if (bins < 2) return fail(ErrorKind::usage, "a stability index needs at least two bins");
  if (reference.empty()) return fail(ErrorKind::usage, "the reference is empty");
  if (const auto checked = checkNumbers(reference); !checked) return fail(checked.error());
  std::vector<double> sorted(reference.begin(), reference.end());
  std::ranges::sort(sorted);
  std::vector<double> edges;
  for (std::size_t b = 1; b < bins; ++b)
    edges.push_back(sampleQuantile(sorted, static_cast<double>(b) / static_cast<double>(bins)));
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  return edges;
}

Result<std::vector<std::uint64_t>> binCounts(std::span<const double> values, std::span<const double> edges) {
  if (const auto checked = checkNumbers(values); !checked) return fail(checked.error());
  std::vector<std::uint64_t> counts(edges.size() + 1, 0);
  for (const double value : values)
    ++counts[static_cast<std::size_t>(std::ranges::lower_bound(edges, value) - edges.begin())];
  return counts;
}

}  // namespace snitt::statistics
