#include "core/validation/report/class_cells_p.h"

#include <algorithm>

#include "core/validation/report/parts_p.h"

namespace snitt::validation {
namespace {

struct States {
  std::array<std::size_t, 3> events{};
  std::array<std::size_t, 3> eventFree{};
  std::array<std::size_t, 3> leftOut{};
};

// As core/statistics/agreement/resampled_weights.h counts them.
States statesAt(const Build& build, double days) {
  States states;
  for (std::size_t i = 0; i < build.n(); ++i) {
    const auto row = static_cast<std::size_t>(build.classes()[i]);
    const bool happened = build.time()[i] <= days;
    if (build.event()[i] != 0 && happened)
      ++states.events[row];
    else if (build.time()[i] >= days || (build.competing()[i] != 0 && happened))
      ++states.eventFree[row];
    else
      ++states.leftOut[row];
  }
  return states;
}

bool isSmall(std::size_t count, std::size_t least) { return count < least; }
bool isFew(std::size_t count, std::size_t least) { return count > 0 && count < least; }

std::size_t sumOf(const std::array<std::size_t, 3>& counts) { return counts[0] + counts[1] + counts[2]; }

// Of all patients together, beside their events of the whole follow-up, which other tables tell.
void settleAll(const Build& build, ClassCells& cells) {
  const std::size_t least = build.least();
  const std::size_t n = build.n();
  std::size_t events = 0;
  std::size_t left = 0;
  for (std::size_t h = 0; h < cells.toldAllAt.size(); ++h) {
    const States states = statesAt(build, build.horizonDays(h));
    const std::size_t now = sumOf(states.events);
    const std::size_t leftNow = sumOf(states.leftOut);
    cells.toldAllAt[h] = !isSmall(now, least) && !isSmall(n - now, least) && !isFew(now - events, least) &&
                         !isFew(build.events() - now, least);
    cells.toldAllSplitAt[h] = cells.toldAllAt[h] && !isSmall(sumOf(states.eventFree), least) &&
                              !isFew(leftNow, least) && !isFew(leftNow - left, least);
    if (cells.toldAllAt[h]) events = now;
    if (cells.toldAllSplitAt[h]) left = leftNow;
  }
}

}  // namespace

ClassCells classCells(const Build& build) {
  const std::size_t least = build.least();
  const std::size_t horizons = build.protocol().horizonsYears.size();
  ClassCells cells;
  for (std::size_t i = 0; i < build.n(); ++i) {
    const auto row = static_cast<std::size_t>(build.classes()[i]);
    ++cells.n[row];
    cells.events[row] += build.event()[i];
  }
  cells.toldN.fill(true);
  cells.toldEvents.fill(true);
  cells.toldAt.assign(horizons, {true, true, true});
  cells.toldSplitAt.assign(horizons, {true, true, true});
  cells.toldAllAt.assign(horizons, true);
  cells.toldAllSplitAt.assign(horizons, true);
  if (least <= 1) return cells;
  // A class that nobody has hides nobody.
  std::vector<std::size_t> filled;
  std::vector<std::size_t> n;
  for (std::size_t row = 0; row < 3; ++row)
    if (cells.n[row] > 0) {
      filled.push_back(row);
      n.push_back(cells.n[row]);
    }
  const std::vector<bool> told = toldCounts(n, least);
  for (std::size_t i = 0; i < filled.size(); ++i) cells.toldN[filled[i]] = told[i];
  settleAll(build, cells);
  std::array<std::size_t, 3> before{};
  std::array<std::size_t, 3> leftBefore{};
  for (std::size_t h = 0; h <= horizons; ++h) {
    const bool isLast = h == horizons;
    States states;
    if (isLast) {
      states.events = cells.events;
      for (std::size_t row = 0; row < 3; ++row) states.eventFree[row] = cells.n[row] - cells.events[row];
    } else {
      states = statesAt(build, build.horizonDays(h));
    }
    std::vector<bool> toldRow;
    std::vector<bool> toldSplit;
    std::vector<std::size_t> events, others, eventFree, leftOut;
    for (const std::size_t row : filled) {
      events.push_back(states.events[row]);
      eventFree.push_back(states.eventFree[row]);
      leftOut.push_back(states.leftOut[row]);
      others.push_back(eventFree.back() + leftOut.back());
      toldRow.push_back((isLast || cells.toldAllAt[h]) && cells.toldN[row] && !isSmall(events.back(), least) &&
                        !isSmall(others.back(), least) && !isFew(events.back() - before[row], least));
    }
    hideBeside(toldRow, events, others, least);
    for (std::size_t i = 0; i < filled.size(); ++i)
      toldSplit.push_back((isLast || cells.toldAllSplitAt[h]) && toldRow[i] && !isSmall(eventFree[i], least) &&
                          !isFew(leftOut[i], least) && !isFew(leftOut[i] - leftBefore[filled[i]], least));
    hideBeside(toldSplit, eventFree, leftOut, least);
    for (std::size_t i = 0; i < filled.size(); ++i) {
      (isLast ? cells.toldEvents : cells.toldAt[h])[filled[i]] = toldRow[i];
      if (!isLast) cells.toldSplitAt[h][filled[i]] = toldSplit[i];
      if (toldRow[i]) before[filled[i]] = events[i];
      if (!isLast && toldSplit[i]) leftBefore[filled[i]] = leftOut[i];
    }
  }
  return cells;
}

}  // namespace snitt::validation
