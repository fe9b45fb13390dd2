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

// Cells: at risk, censored before and ended before each tick, then ended and censored between ticks, which anybody
// works out.
ToldTicks toldTicks(const Intervals& found, const std::vector<bool>& hiddenAt, std::size_t least) {
  const std::size_t ticks = found.atRisk.size();
  ToldTicks told{std::vector<bool>(ticks, true), std::vector<bool>(ticks, true)};
  if (least <= 1 || ticks == 0) return told;
  std::vector<std::size_t> counts(5 * ticks, 0);
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
  std::vector<std::size_t> shown = counts;
  // What is not told elsewhere counts as small.
  for (std::size_t t = 0; t < ticks; ++t)
    if (hiddenAt[t]) shown[ended(t)] = 0;
  // Nobody has left before the first tick, and nobody learns from that; nor from intervals in which nothing happened.
  shown[before(0)] = least;
  shown[ended(0)] = least;
  for (std::size_t t = 0; t < ticks; ++t)
    for (const std::size_t cell : {endedBetween(t), between(t)})
      if (counts[cell] == 0) shown[cell] = least;
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
    const Intervals found = intervalsOf(group, ticks);
    std::vector<bool> hiddenAt;
    for (const double tick : ticks)
      hiddenAt.push_back(std::ranges::any_of(group.hidden, [&](double days) { return std::abs(days - tick) <= 1; }));
    const ToldTicks told = toldTicks(found, hiddenAt, least);
    std::size_t before = 0;
    for (std::size_t t = 0; t < ticks.size(); ++t) {
      table.rows.push_back({group.name, ticks[t] / kDaysPerYear, countCell(found.atRisk[t], told.atRisk[t]),
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
