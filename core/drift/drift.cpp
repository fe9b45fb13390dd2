#include "core/drift/drift.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include <fmt/format.h>

#include "core/drift/series_p.h"
#include "core/statistics/monitoring/cusum.h"
#include "core/text/number.h"

namespace snitt::drift {
namespace {

constexpr double kLongestInterval = 2000;
constexpr std::size_t kFewestSlides = 10;

Result<void> checkShare(const char* name, const std::optional<double>& share) {
  if (!share || (*share >= 0 && *share <= 1)) return {};
  return fail(ErrorKind::usage, fmt::format("the usual share {} must lie between 0 and 1, not at {}", name, *share));
}

Result<void> check(const DriftLimits& limits) {
  if (!(limits.falseAlarmWeeks >= 2 && limits.falseAlarmWeeks <= kLongestInterval))
    return fail(ErrorKind::usage, fmt::format("a false alarm can be expected once in 2 to {} weeks, not in {}",
                                              kLongestInterval, limits.falseAlarmWeeks));
  if (limits.leastSlides < kFewestSlides)
    return fail(ErrorKind::usage,
                fmt::format("fewer than {} slides cannot be judged, so not {}", kFewestSlides, limits.leastSlides));
  if (limits.controlFirst < 3)
    return fail(ErrorKind::usage, "a control slide needs three readings before one can be judged");
  if (auto fine = statistics::checkCusum({limits.cusumK, 1}); !fine) return fine;
  for (const auto& [name, target] : limits.controlTargets)
    if (!(std::isfinite(target.mean) && target.sd > 0 && std::isfinite(target.sd)))
      return fail(ErrorKind::usage, fmt::format("the control slide {} needs a standard deviation above 0", name));
  for (const auto& [name, share] : {std::pair{"without a score", &limits.unscored},
                                    {"not assessable", &limits.notAssessable},
                                    {"outside scope", &limits.outsideScope}})
    if (auto fine = checkShare(name, *share); !fine) return fine;
  return {};
}

std::vector<ScannerSlides> groupsOf(const Slides& slides, DriftFindings& findings) {
  std::map<std::string, Slides> scanners;
  for (const Observation* one : slides) scanners[one->scanner].push_back(one);
  std::vector<ScannerSlides> groups{{{}, slides}};
  for (auto& [scanner, own] : scanners) {
    if (scanner.empty()) continue;
    findings.scanners.push_back(scanner);
    // A scanner that has all the slides would say everything twice.
    if (scanners.size() > 1) groups.push_back({scanner, std::move(own)});
  }
  return groups;
}

std::string sentenceOf(const DriftSeries& series, const DriftPoint& point) {
  if (series.kind == SeriesKind::stability)
    return fmt::format("the index of {} is {} of {} patients, its limit {}", series.figure, fixed(point.value, 3),
                       point.n, fixed(point.limit, 3));
  const std::string what = series.figure == "unscored"        ? "without a score"
                           : series.figure == "notAssessable" ? "not assessable"
                                                              : "outside the bundle's scope";
  return fmt::format("{} of {} slides are {}, at most {} may be", point.count, point.n, what,
                     static_cast<std::int64_t>(std::llround(point.limit * static_cast<double>(point.n))));
}

std::string sentenceOf(const ControlReading& reading) {
  if (reading.why == "no score") return fmt::format("no score on {}", isoDate(reading.day));
  return fmt::format("{} than before, found on {} at a score of {}", reading.why, isoDate(reading.day),
                     fixed(reading.value, 3));
}

void tellAlarms(DriftFindings& findings) {
  for (const DriftSeries& series : findings.series)
    for (const DriftPoint& point : series.points) {
      findings.judged += point.unjudged.empty() ? 1 : 0;
      if (point.unjudged.empty()) findings.expectedAlarms += point.falseAlarm;
      if (point.alarm)
        findings.alarms.push_back({point.weeks, point.first, series.figure, series.scanner, sentenceOf(series, point)});
    }
  for (const ControlSeries& series : findings.controls)
    for (const ControlReading& reading : series.readings) {
      const bool judged = !std::isnan(reading.score);
      findings.judged += judged ? 1 : 0;
      if (judged) findings.expectedAlarms += 1 / series.readingsBetween;
      const IsoWeek week = weekOf(reading.day);
      if (reading.alarm)
        findings.alarms.push_back({toText(week), week, series.control, series.scanner, sentenceOf(reading)});
    }
  std::ranges::stable_sort(findings.alarms, {}, &DriftAlarm::first);
}

}  // namespace

Result<DriftFindings> analyseDrift(const std::vector<Observation>& observations, const Reference& reference,
                                   const DriftLimits& limits, const std::stop_token& stop) {
  if (auto fine = check(limits); !fine) return fail(fine.error());
  if (observations.empty()) return fail(ErrorKind::notFound, "there is no slide to judge");
  Slides ordered;
  for (const Observation& one : observations) ordered.push_back(&one);
  std::ranges::stable_sort(ordered, {}, [](const Observation* one) { return one->day; });
  DriftFindings findings;
  findings.first = weekOf(ordered.front()->day);
  findings.last = weekOf(ordered.back()->day);
  const auto isPatients = [](const Observation* one) { return one->control.empty(); };
  Slides controls;
  std::ranges::remove_copy_if(ordered, std::back_inserter(controls), isPatients);
  std::erase_if(ordered, [&](const Observation* one) { return !isPatients(one); });
  findings.slides = ordered.size();
  findings.controlReadings = controls.size();
  const std::vector<ScannerSlides> groups = groupsOf(ordered, findings);
  const SeriesRequest request{groups, reference, limits, stop};
  if (!ordered.empty()) {
    auto stability = stabilitySeries(request);
    if (!stability) return fail(stability.error());
    auto shares = shareSeries(request);
    if (!shares) return fail(shares.error());
    findings.series = *std::move(stability);
    std::ranges::move(*shares, std::back_inserter(findings.series));
  }
  auto charts = controlSeries(controls, reference, limits, stop);
  if (!charts) return fail(charts.error());
  findings.controls = *std::move(charts);
  tellAlarms(findings);
  return findings;
}

double weeksBetweenFalseAlarms(const DriftFindings& findings) {
  if (findings.expectedAlarms <= 0) return std::numeric_limits<double>::infinity();
  return weeksBetween(findings.first, findings.last) / findings.expectedAlarms;
}

}  // namespace snitt::drift
