#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "core/drift/series_p.h"
#include "core/statistics/monitoring/cusum.h"
#include "core/statistics/monitoring/cusum_run_length.h"
#include "core/statistics/monitoring/self_starting.h"

namespace snitt::drift {
namespace {

using statistics::CusumDesign;
using statistics::kUndefined;

constexpr std::size_t kRounds = 1500;
constexpr double kSimulatedReadings = 1.5e6;

double readingOf(const Observation& one) {
  const auto found = one.values.find("combined");
  return found == one.values.end() ? kUndefined : found->second;
}

// Standardised readings of those that had a score; fewer than there are where the first ones only teach.
Result<std::vector<double>> standardised(ControlSeries& series, const std::vector<double>& before,
                                         const DriftLimits& limits) {
  std::vector<double> values = before;
  for (const ControlReading& one : series.readings)
    if (!std::isnan(one.value)) values.push_back(one.value);
  if (series.target) {
    std::vector<double> scores;
    for (std::size_t i = before.size(); i < values.size(); ++i)
      scores.push_back((values[i] - series.target->mean) / series.target->sd);
    return scores;
  }
  series.taught = std::max(limits.controlFirst, before.size());
  return statistics::selfStartingScores(values, series.taught);
}

double readingsAWeek(const ControlSeries& series) {
  const int weeks = weeksBetween(weekOf(series.readings.front().day), weekOf(series.readings.back().day));
  return static_cast<double>(series.readings.size()) / weeks;
}

Result<void> design(ControlSeries& series, const DriftLimits& limits, std::uint64_t seed, const std::stop_token& stop) {
  // A control that is read less than once a week is judged by its readings.
  const double aWeek = readingsAWeek(series);
  const double readings = limits.falseAlarmWeeks * std::max(1.0, aWeek);
  const auto limit = statistics::cusumLimit(limits.cusumK, readings);
  if (!limit) return fail(limit.error());
  series.limit = *limit;
  series.readingsBetween = readings;
  series.weeksBetween = readings / aWeek;
  const auto rounds =
      static_cast<std::size_t>(std::clamp(kSimulatedReadings / readings, 100.0, static_cast<double>(kRounds)));
  auto found = statistics::simulateCusumAlarms({limits.cusumK, *limit}, series.target ? 0 : series.taught, readings,
                                               rounds, seed, stop);
  if (!found) return fail(found.error());
  series.found = *found;
  return {};
}

Result<void> chart(ControlSeries& series, const std::vector<double>& scores, const DriftLimits& limits) {
  const auto sums =
      statistics::cusum(scores, 0, 1, CusumDesign{limits.cusumK, series.limit}, statistics::AfterAlarm::restart);
  if (!sums) return fail(sums.error());
  // The last of the readings that had a score are those that were judged.
  std::size_t i = scores.size();
  for (auto one = series.readings.rbegin(); one != series.readings.rend() && i > 0; ++one) {
    if (std::isnan(one->value)) continue;
    --i;
    one->score = scores[i];
    one->upper = sums->upper[i];
    one->lower = sums->lower[i];
    const bool higher = one->upper > series.limit;
    one->alarm = higher || one->lower > series.limit;
    if (one->alarm) one->why = higher ? "higher" : "lower";
  }
  return {};
}

Result<void> judge(ControlSeries& series, const std::vector<double>& before, const DriftLimits& limits,
                   std::uint64_t seed, const std::stop_token& stop) {
  for (ControlReading& one : series.readings) {
    one.score = one.upper = one.lower = kUndefined;
    one.alarm = std::isnan(one.value);
    if (one.alarm) one.why = "no score";
  }
  const auto scores = standardised(series, before, limits);
  if (!scores) return fail(scores.error());
  if (scores->empty()) {
    series.notAssessable = fmt::format("{} readings of it are needed before one can be judged", limits.controlFirst);
    return {};
  }
  if (auto designed = design(series, limits, seed, stop); !designed) return designed;
  return chart(series, *scores, limits);
}

}  // namespace

Result<std::vector<ControlSeries>> controlSeries(const std::vector<const Observation*>& readings,
                                                 const Reference& reference, const DriftLimits& limits,
                                                 const std::stop_token& stop) {
  using Key = std::pair<std::string, std::string>;
  std::map<Key, ControlSeries> all;
  for (const Observation* one : readings) {
    ControlSeries& series = all[{one->control, one->scanner}];
    series.control = one->control;
    series.scanner = one->scanner;
    series.limit = series.readingsBetween = series.weeksBetween = kUndefined;
    ControlReading& added = series.readings.emplace_back();
    added.day = one->day;
    added.value = readingOf(*one);
  }
  std::vector<ControlSeries> list;
  for (auto& [key, series] : all) {
    std::vector<double> before;
    for (const Observation& one : reference.controls)
      if (Key{one.control, one.scanner} == key && !std::isnan(readingOf(one))) before.push_back(readingOf(one));
    if (const auto target = limits.controlTargets.find(series.control); target != limits.controlTargets.end())
      series.target = target->second;
    const std::uint64_t seed = (limits.seed << 16) + 0xc000 + list.size();
    if (auto judged = judge(series, before, limits, seed, stop); !judged) return fail(judged.error());
    list.push_back(std::move(series));
  }
  return list;
}

}  // namespace snitt::drift
