#include "core/statistics/resampling/bootstrap_interval.h"

#include <algorithm>
#include <cmath>

#include "core/statistics/distributions.h"

namespace snitt::statistics {
namespace {

std::vector<double> sortedFinite(std::span<const double> replicates) {
  std::vector<double> sorted;
  sorted.reserve(replicates.size());
  for (const double one : replicates)
    if (std::isfinite(one)) sorted.push_back(one);
  std::ranges::sort(sorted);
  return sorted;
}

double quantileOf(const std::vector<double>& sorted, double alpha) {
  const auto count = static_cast<double>(sorted.size());
  const double rank = (count + 1) * alpha;
  if (!(rank >= 1)) return std::isnan(rank) ? kUndefined : sorted.front();
  if (rank >= count) return sorted.back();
  const double whole = std::floor(rank);
  const auto k = static_cast<std::size_t>(whole);
  const double below = sorted[k - 1];
  const double above = sorted[k];
  if (rank == whole || above == below) return below;
  const double from = normalQuantile(whole / (count + 1));
  const double to = normalQuantile((whole + 1) / (count + 1));
  return below + (normalQuantile(alpha) - from) / (to - from) * (above - below);
}

// NaN where a figure is, or where none differs from the value.
double acceleration(double value, std::span<const double> jackknife) {
  double squares = 0;
  double cubes = 0;
  for (const double one : jackknife) {
    const double influence = value - one;
    squares += influence * influence;
    cubes += influence * influence * influence;
  }
  return cubes / (6 * std::pow(squares, 1.5));
}

}  // namespace

Interval percentileInterval(std::span<const double> replicates, double level) {
  const std::vector<double> sorted = sortedFinite(replicates);
  if (sorted.size() < 2) return {};
  return {quantileOf(sorted, (1 - level) / 2), quantileOf(sorted, (1 + level) / 2)};
}

Interval bcaInterval(double value, std::span<const double> replicates, std::span<const double> jackknife,
                     double level) {
  const std::vector<double> sorted = sortedFinite(replicates);
  if (sorted.size() < 2 || !std::isfinite(value)) return {};
  const auto below = static_cast<double>(std::ranges::lower_bound(sorted, value) - sorted.begin());
  const double bias = normalQuantile(below / static_cast<double>(sorted.size()));
  const double a = acceleration(value, jackknife);
  if (!std::isfinite(bias) || !std::isfinite(a)) return {};
  const auto adjusted = [&](double alpha) {
    const double shifted = bias + normalQuantile(alpha);
    return normalCdf(bias + shifted / (1 - a * shifted));
  };
  return {quantileOf(sorted, adjusted((1 - level) / 2)), quantileOf(sorted, adjusted((1 + level) / 2))};
}

}  // namespace snitt::statistics
