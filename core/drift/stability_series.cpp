#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include <fmt/format.h>

#include "core/drift/series_p.h"
#include "core/statistics/monitoring/population_stability.h"
#include "core/statistics/monitoring/stability_limits.h"

namespace snitt::drift {
namespace {

using statistics::kUndefined;
using statistics::StabilityLimits;

std::string whyNoIndex(const ReferenceDistribution& reference) {
  const auto filled = std::ranges::count_if(reference.counts, [](std::uint64_t count) { return count > 0; });
  if (filled >= 2) return {};
  return filled == 0 ? "the reference holds too few values"
                     : "the reference has one bin: almost all of its values are the same";
}

Result<DriftPoint> pointOf(const Period& period, const ReferenceDistribution& reference, std::size_t least) {
  DriftPoint point;
  point.weeks = toText(period);
  point.first = period.first;
  const std::vector<double> values = patientValues(period.slides, reference.name);
  point.n = values.size();
  point.value = point.limit = point.falseAlarm = kUndefined;
  if (point.n < least) {
    point.unjudged = fmt::format("too few: {}", point.n);
    return point;
  }
  const auto counts = statistics::binCounts(values, reference.edges);
  if (!counts) return fail(counts.error());
  const auto index = statistics::populationStability(reference.counts, *counts);
  if (!index) return fail(index.error());
  point.value = index->value;
  return point;
}

// The series of one figure; they share their limits.
Result<std::vector<DriftSeries>> seriesOf(const SeriesRequest& request, const ReferenceDistribution& reference,
                                          std::uint64_t seed) {
  const DriftLimits& limits = request.limits;
  std::vector<DriftSeries> all;
  std::size_t most = 0;
  const std::string why = whyNoIndex(reference);
  for (const ScannerSlides& group : request.groups) {
    DriftSeries& series = all.emplace_back();
    series.figure = reference.name;
    series.scanner = group.scanner;
    series.notAssessable = why;
    series.statedInterval = kUndefined;
    if (!why.empty()) continue;
    for (const Period& period : periodsOf(group.slides, Counted::scoredPatients, limits.leastSlides)) {
      auto point = pointOf(period, reference, limits.leastSlides);
      if (!point) return fail(point.error());
      if (point->unjudged.empty()) most = std::max(most, point->n);
      series.points.push_back(*std::move(point));
    }
  }
  if (most == 0) return all;
  const double chance = 1 / limits.falseAlarmWeeks;
  const auto found =
      StabilityLimits::simulate({reference.counts, chance, limits.leastSlides, most, seed}, request.stop);
  if (!found) return fail(found.error());
  for (DriftSeries& series : all) {
    for (DriftPoint& point : series.points) {
      if (!point.unjudged.empty()) continue;
      point.limit = found->limit(point.n);
      point.falseAlarm = chance;
      point.alarm = point.value > point.limit;
    }
    const std::vector<std::size_t> sizes = judgedSizes(series);
    if (sizes.empty()) continue;
    series.statedInterval = limits.falseAlarmWeeks;
    const SimulationSize size = simulationSize(sizes, limits.falseAlarmWeeks);
    auto alarms = statistics::simulateStabilityAlarms(*found, sizes, size.rounds, size.periods, ~seed, request.stop);
    if (!alarms) return fail(alarms.error());
    series.found = *alarms;
  }
  return all;
}

}  // namespace

Result<std::vector<DriftSeries>> stabilitySeries(const SeriesRequest& request) {
  std::vector<DriftSeries> all;
  for (std::size_t i = 0; i < request.reference.distributions.size(); ++i) {
    const ReferenceDistribution& reference = request.reference.distributions[i];
    auto series = seriesOf(request, reference, (request.limits.seed << 16) + i);
    if (!series) return fail(series.error());
    std::ranges::move(*series, std::back_inserter(all));
  }
  return all;
}

SimulationSize simulationSize(const std::vector<std::size_t>& sizes, double falseAlarmWeeks) {
  constexpr double kObservations = 4e7;
  constexpr double kLeastPeriods = 520;
  double mean = 0;
  for (const std::size_t n : sizes) mean += static_cast<double>(n) / static_cast<double>(sizes.size());
  const double periods = std::max(kLeastPeriods, std::ceil(4 * falseAlarmWeeks));
  const double rounds = std::clamp(kObservations / (periods * mean), 40.0, 300.0);
  return {static_cast<std::size_t>(rounds), static_cast<std::size_t>(periods)};
}

std::vector<std::size_t> judgedSizes(const DriftSeries& series) {
  std::vector<std::size_t> sizes;
  for (const DriftPoint& point : series.points)
    if (point.unjudged.empty()) sizes.push_back(point.n);
  return sizes;
}

}  // namespace snitt::drift
