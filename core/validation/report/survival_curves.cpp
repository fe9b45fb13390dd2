#include <algorithm>
#include <cmath>

#include "core/training/suppression.h"
#include "core/validation/protocol.h"
#include "core/validation/report/parts_p.h"
#include "core/validation/report/survival_curves_p.h"

namespace snitt::validation {
namespace {

using document::Table;

struct Intervals {
  std::vector<std::size_t> atRisk;    // at each tick
  std::vector<std::size_t> events;    // between a tick and the next one
  std::vector<std::size_t> censored;  // the same
};

Intervals intervalsOf(const CurveGroup& group, const std::vector<double>& ticks) {
  Intervals found{std::vector<std::size_t>(ticks.size(), 0), std::vector<std::size_t>(ticks.size(), 0),
                  std::vector<std::size_t>(ticks.size(), 0)};
  for (std::size_t i = 0; i < group.time.size(); ++i) {
    std::size_t last = 0;
    for (std::size_t t = 0; t < ticks.size(); ++t)
      if (group.time[i] >= ticks[t]) {
        ++found.atRisk[t];
        last = t;
      }
    ++(group.ended[i] != 0 ? found.events : found.censored)[last];
  }
  return found;
}

struct ToldTicks {
  std::vector<bool> atRisk;
  std::vector<bool> censored;  // all that were before the tick
};

constexpr std::size_t kToldElsewhere = 1'000'000'000;

bool isAmong(const std::vector<double>& some, double days) {
  return std::ranges::any_of(some, [&](double one) { return std::abs(one - days) <= 1; });
}

// Cells: at risk, censored before and ended before each tick, then ended and censored between ticks, which anybody
// works out.
// `days` has the table's ticks and the days of which other tables tell.
ToldTicks toldTicks(const Intervals& found, const CurveGroup& group, const std::vector<double>& days,
                    const std::vector<double>& shownDays, std::size_t least) {
  const std::size_t ticks = found.atRisk.size();
  ToldTicks told{std::vector<bool>(ticks, true), std::vector<bool>(ticks, true)};
  if (least <= 1 || ticks == 0) return told;
  std::vector<std::size_t> counts(5 * ticks + 1, 0);
  const std::size_t all = 5 * ticks;
  std::vector<training::TableSum> sums;
  const auto atRisk = [&](std::size_t t) { return t; };
  const auto before = [&](std::size_t t) { return ticks + t; };
  const auto ended = [&](std::size_t t) { return 2 * ticks + t; };
  const auto endedBetween = [&](std::size_t t) { return 3 * ticks + t; };
  const auto between = [&](std::size_t t) { return 4 * ticks + t; };
  for (std::size_t t = 0; t < ticks; ++t) {
    counts[atRisk(t)] = found.atRisk[t];
    counts[endedBetween(t)] = found.events[t];
    counts[between(t)] = found.censored[t];
    if (t > 0) {
      counts[before(t)] = counts[before(t - 1)] + found.censored[t - 1];
      counts[ended(t)] = counts[ended(t - 1)] + found.events[t - 1];
      sums.push_back({{atRisk(t), before(t), ended(t)}, atRisk(0)});
      sums.push_back({{before(t - 1), between(t - 1)}, before(t)});
      sums.push_back({{ended(t - 1), endedBetween(t - 1)}, ended(t)});
    }
    sums.push_back(t + 1 == ticks ? training::TableSum{{endedBetween(t), between(t)}, atRisk(t)}
                                  : training::TableSum{{atRisk(t + 1), endedBetween(t), between(t)}, atRisk(t)});
  }
  counts[all] = counts[ended(ticks - 1)] + found.events[ticks - 1];
  if (group.toldAll) sums.push_back({{ended(ticks - 1), endedBetween(ticks - 1)}, all});
  std::vector<std::size_t> shown = counts;
  // What other tables tell cannot be hidden here, so that it is the last thing to go; what they do not tell counts as
  // small.
  shown[atRisk(0)] = shown[all] = kToldElsewhere;
  for (std::size_t t = 0; t < ticks; ++t) {
    if (isAmong(group.told, days[t])) shown[ended(t)] = kToldElsewhere;
    if (isAmong(group.hidden, days[t])) shown[ended(t)] = least - 1;
    if (!isAmong(shownDays, days[t])) shown[atRisk(t)] = shown[before(t)] = least - 1;
    // Nobody learns from an interval in which nothing happened.
    for (const std::size_t cell : {endedBetween(t), between(t)})
      if (counts[cell] == 0) shown[cell] = least;
  }
  // Nobody has left before the first tick.
  shown[before(0)] = shown[ended(0)] = kToldElsewhere;
  const std::vector<bool> hidden = training::suppressedCells(shown, sums, least);
  for (std::size_t t = 0; t < ticks; ++t) {
    told.atRisk[t] = !hidden[atRisk(t)];
    told.censored[t] = t == 0 || !hidden[before(t)];
  }
  return told;
}

}  // namespace

std::vector<double> ticksTo(double lastDays) {
  const double years = std::floor(lastDays / kDaysPerYear);
  const double step = std::max(1.0, std::ceil(years / 8));
  std::vector<double> ticks;
  for (double year = 0; year <= years; year += step) ticks.push_back(year * kDaysPerYear);
  return ticks;
}

Table atRiskTable(const std::string& id, const std::vector<CurveGroup>& groups, const std::vector<double>& ticks,
                  std::size_t least) {
  Table table{id + "-at-risk", {}, {}, {}, {}, false};
  table.columns = {textColumn("group", "Group"), numberColumn("time", "Years", 2), countColumn("atRisk", "At risk"),
                   countColumn("censored", "Censored before")};
  for (const CurveGroup& group : groups) {
    std::vector<double> days = ticks;
    days.insert(days.end(), group.told.begin(), group.told.end());
    days.insert(days.end(), group.hidden.begin(), group.hidden.end());
    std::ranges::sort(days);
    const auto same = std::ranges::unique(days, [](double a, double b) { return std::abs(a - b) <= 1; });
    days.erase(same.begin(), same.end());
    const Intervals found = intervalsOf(group, days);
    const ToldTicks told = toldTicks(found, group, days, ticks, least);
    std::size_t before = 0;
    for (std::size_t t = 0; t < days.size(); ++t) {
      if (isAmong(ticks, days[t]))
        table.rows.push_back({group.name, days[t] / kDaysPerYear, countCell(found.atRisk[t], told.atRisk[t]),
                              countCell(before, told.censored[t])});
      before += found.censored[t];
    }
  }
  return table;
}

std::vector<CurveStep> coarsened(const std::vector<CurveStep>& steps, const std::vector<std::size_t>& events,
                                 const std::vector<std::size_t>& atRisk, std::size_t least) {
  std::vector<CurveStep> kept;
  std::size_t together = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (least > 1 && atRisk[i] < least) break;
    together += events[i];
    if (together == 0 || together < least) continue;
    kept.push_back(steps[i]);
    together = 0;
  }
  return kept;
}

}  // namespace snitt::validation
