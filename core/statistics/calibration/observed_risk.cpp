#include "core/statistics/calibration/observed_risk.h"

#include <algorithm>

#include "core/statistics/competing/competing_events.h"
#include "core/statistics/competing/cumulative_incidence.h"
#include "core/statistics/competing/pseudo_incidence.h"
#include "core/statistics/discrimination/time_blocks.h"
#include "core/statistics/survival/kaplan_meier.h"

namespace snitt::statistics {
namespace {

struct Step {
  double atRisk;
  double events;
};

double kept(double atRisk, double events) { return atRisk > 0 ? (atRisk - events) / atRisk : 1; }

std::vector<Step> stepsOf(const std::vector<TimeBlock>& blocks, std::size_t n) {
  std::vector<Step> steps;
  for (const TimeBlock& block : blocks)
    steps.push_back({static_cast<double>(n - block.first), static_cast<double>(block.events - block.first)});
  return steps;
}

// Aalen and Johansen's incidence. Beyond the last time nothing can change any more once nobody is left.
Estimate observedIncidence(SurvivalView data, std::span<const std::uint8_t> competing, double horizon) {
  const std::vector<std::uint8_t> cause = causesOf(data, competing);
  const auto curve = cumulativeIncidence({data.time, cause}, 2);
  if (!curve) return {};
  const double last = curve->time.back();
  return curve->at(1, horizon > last && curve->survival.back() == 0 ? last : horizon);
}

}  // namespace

Estimate observedRisk(SurvivalView data, double horizon, std::span<const std::uint8_t> competing) {
  if (!competing.empty()) return observedIncidence(data, competing, horizon);
  const auto curve = kaplanMeier(data);
  if (!curve) return {};
  if (horizon < curve->steps.front().time) return {0, 0, kUndefined, kUndefined};
  const KaplanMeierStep* step = curve->at(horizon);
  if (step == nullptr) return {};
  return {1 - step->survival, step->stdErr, 1 - step->upper95, 1 - step->lower95};
}

// Who leaves at block b is one less at risk at all blocks up to it, and changes nothing afterwards: a product over the
// blocks before of factors with one less at risk, times the changed factor at b, times the usual product after.
std::vector<double> pseudoRisks(SurvivalView data, double horizon, std::span<const std::uint8_t> competing) {
  if (!competing.empty()) {
    const std::vector<std::uint8_t> cause = causesOf(data, competing);
    return pseudoIncidence({data.time, cause}, 1, horizon);
  }
  if (data.size() < 2) return {};
  const std::vector<std::size_t> order = orderByTime(data);
  std::vector<TimeBlock> blocks = timeBlocks(data, order);
  const auto within = std::ranges::partition_point(
      blocks, [&](const TimeBlock& block) { return data.time[order[block.first]] <= horizon; });
  const auto used = static_cast<std::size_t>(within - blocks.begin());
  const std::vector<Step> steps = stepsOf(blocks, data.size());
  std::vector<double> after(used + 1, 1);
  for (std::size_t b = used; b-- > 0;) after[b] = after[b + 1] * kept(steps[b].atRisk, steps[b].events);
  const auto n = static_cast<double>(data.size());
  std::vector<double> result(data.size());
  const auto pseudo = [&](double others) { return n * (1 - after[0]) - (n - 1) * (1 - others); };
  double before = 1;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    const TimeBlock& block = blocks[b];
    const double one = b < used ? before * after[b + 1] : before;
    const double event = b < used ? kept(steps[b].atRisk - 1, steps[b].events - 1) : 1;
    const double censored = b < used ? kept(steps[b].atRisk - 1, steps[b].events) : 1;
    for (std::size_t i = block.first; i < block.end; ++i)
      result[order[i]] = pseudo(one * (i < block.events ? event : censored));
    if (b < used) before *= censored;
  }
  return result;
}

}  // namespace snitt::statistics
