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

// Cells: at risk and censored before at each tick, then events and censored between ticks, which anybody works out.
ToldTicks toldTicks(const Intervals& found, std::size_t least) {
  const std::size_t ticks = found.atRisk.size();
  ToldTicks told{std::vector<bool>(ticks, true), std::vector<bool>(ticks, true)};
  if (least <= 1 || ticks == 0) return told;
  std::vector<std::size_t> counts(4 * ticks, 0);
  std::vector<training::TableSum> sums;
  const auto atRisk = [&](std::size_t t) { return t; };
  const auto before = [&](std::size_t t) { return ticks + t; };
  const auto events = [&](std::size_t t) { return 2 * ticks + t; };
  const auto between = [&](std::size_t t) { return 3 * ticks + t; };
  for (std::size_t t = 0; t < ticks; ++t) {
    counts[atRisk(t)] = found.atRisk[t];
    counts[events(t)] = found.events[t];
    counts[between(t)] = found.censored[t];
    if (t > 0) counts[before(t)] = counts[before(t - 1)] + found.censored[t - 1];
    if (t + 1 == ticks) {
      sums.push_back({{events(t), between(t)}, atRisk(t)});
      continue;
    }
    sums.push_back({{atRisk(t + 1), events(t), between(t)}, atRisk(t)});
    if (t > 0) sums.push_back({{before(t), between(t)}, before(t + 1)});
  }
  // Nobody is censored before the first tick, and nobody learns from that.
  counts[before(0)] = least;
  // What happens between the first two ticks is what was before the second.
  if (ticks > 1) counts[between(0)] = counts[before(1)];
  const std::vector<bool> hidden = training::suppressedCells(counts, sums, least);
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
    const ToldTicks told = toldTicks(found, least);
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
