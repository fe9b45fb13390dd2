#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "core/drift/series_p.h"

namespace snitt::drift {
namespace {

using statistics::ExpectedShare;
using statistics::kUndefined;

struct Watched {
  const char* figure;
  std::uint64_t OutcomeCounts::*count;
  std::optional<double> DriftLimits::*stated;
};
constexpr std::array<Watched, 3> kWatched{
    Watched{"unscored", &OutcomeCounts::unscored, &DriftLimits::unscored},
    Watched{"notAssessable", &OutcomeCounts::notAssessable, &DriftLimits::notAssessable},
    Watched{"outsideScope", &OutcomeCounts::outsideScope, &DriftLimits::outsideScope},
};

struct Usual {
  ExpectedShare share;
  std::string from;
  std::optional<IsoWeek> taughtUntil;  // weeks up to it are not judged
  std::string missing;
};

// The slides of the first weeks over all scanners.
Usual usualOfFirstWeeks(const SeriesRequest& request, const Watched& watched) {
  const Slides& slides = request.groups.front().slides;
  const std::size_t wanted = request.limits.baselineWeeks;
  std::set<IsoWeek> weeks;
  Slides first;
  for (const Observation* one : slides) {
    const IsoWeek week = weekOf(one->day);
    if (weeks.size() == wanted && !weeks.contains(week)) break;
    weeks.insert(week);
    first.push_back(one);
  }
  Usual usual;
  if (first.size() == slides.size() || first.empty()) {
    usual.missing = fmt::format(
        "the usual share is not known: the reference does not tell it, and it would take {} weeks before those that "
        "are judged to learn it",
        wanted);
    return usual;
  }
  const OutcomeCounts counts = countsOf(first);
  usual.share = {0, counts.*watched.count, counts.slides};
  usual.from = fmt::format("the first {} weeks", wanted);
  usual.taughtUntil = *weeks.rbegin();
  return usual;
}

Usual usualOf(const SeriesRequest& request, const Watched& watched) {
  if (const auto& stated = request.limits.*watched.stated) return {{*stated, 0, 0}, "stated", std::nullopt, {}};
  if (const auto& outcomes = request.reference.outcomes)
    return {{0, (*outcomes).*watched.count, outcomes->slides}, "the reference", std::nullopt, {}};
  return usualOfFirstWeeks(request, watched);
}

DriftPoint pointOf(const Period& period, const Watched& watched, std::size_t least) {
  const OutcomeCounts counts = countsOf(period.slides);
  DriftPoint point;
  point.weeks = toText(period);
  point.first = period.first;
  point.n = counts.slides;
  point.count = counts.*watched.count;
  point.value = static_cast<double>(point.count) / static_cast<double>(point.n);
  point.limit = point.falseAlarm = kUndefined;
  if (point.n < least) point.unjudged = fmt::format("too few: {}", point.n);
  return point;
}

// Weeks that taught and those that are judged are never one period.
std::vector<DriftPoint> pointsOf(const Slides& slides, const Watched& watched, const Usual& usual, std::size_t least) {
  const auto isAfter = [&](const Observation* one) {
    return !usual.taughtUntil || weekOf(one->day) > *usual.taughtUntil;
  };
  const auto after = std::ranges::find_if(slides, isAfter);
  std::vector<DriftPoint> points;
  for (const Period& period : periodsOf({slides.begin(), after}, Counted::slides, least)) {
    points.push_back(pointOf(period, watched, least));
    points.back().unjudged = "taught the usual share";
  }
  for (const Period& period : periodsOf({after, slides.end()}, Counted::slides, least))
    points.push_back(pointOf(period, watched, least));
  return points;
}

Result<void> judge(DriftSeries& series, const SeriesRequest& request, std::uint64_t seed) {
  const double chance = 1 / request.limits.falseAlarmWeeks;
  double expected = 0;
  for (DriftPoint& point : series.points) {
    if (!point.unjudged.empty()) continue;
    const auto limit = statistics::shareLimit(chance, point.n, series.usual);
    if (!limit) return fail(limit.error());
    point.limit = static_cast<double>(limit->alarmFrom - 1) / static_cast<double>(point.n);
    point.falseAlarm = limit->falseAlarm;
    point.alarm = point.count >= limit->alarmFrom;
    expected += limit->falseAlarm;
  }
  const std::vector<std::size_t> sizes = judgedSizes(series);
  if (sizes.empty()) return {};
  series.statedInterval = static_cast<double>(sizes.size()) / expected;
  const SimulationSize size = simulationSize(sizes, request.limits.falseAlarmWeeks);
  auto found =
      statistics::simulateShareAlarms(chance, series.usual, sizes, size.rounds, size.periods, ~seed, request.stop);
  if (!found) return fail(found.error());
  series.found = *found;
  return {};
}

}  // namespace

Result<std::vector<DriftSeries>> shareSeries(const SeriesRequest& request) {
  std::vector<DriftSeries> all;
  for (std::size_t i = 0; i < kWatched.size(); ++i) {
    const Watched& watched = kWatched[i];
    const Usual usual = usualOf(request, watched);
    for (const ScannerSlides& group : request.groups) {
      DriftSeries& series = all.emplace_back();
      series.kind = SeriesKind::share;
      series.figure = watched.figure;
      series.scanner = group.scanner;
      series.usual = usual.share;
      series.usualFrom = usual.from;
      series.notAssessable = usual.missing;
      series.statedInterval = kUndefined;
      series.points = pointsOf(group.slides, watched, usual, request.limits.leastSlides);
      if (!usual.missing.empty()) {
        for (DriftPoint& point : series.points) point.unjudged = "no usual share";
        continue;
      }
      const std::uint64_t seed = (request.limits.seed << 16) + 0x8000 + all.size();
      if (auto judged = judge(series, request, seed); !judged) return fail(judged.error());
    }
  }
  return all;
}

}  // namespace snitt::drift
