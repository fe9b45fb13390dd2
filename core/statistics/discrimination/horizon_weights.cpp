#include "core/statistics/discrimination/horizon_weights.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "core/statistics/competing/competing_events.h"
#include "core/statistics/discrimination/time_blocks.h"
#include "core/statistics/distributions.h"
#include "core/statistics/survival/step_curve.h"

namespace snitt::statistics {

std::size_t HorizonWeights::count(AtHorizon which) const {
  return static_cast<std::size_t>(std::ranges::count(state, which));
}

Result<void> checkHorizon(SurvivalView data, std::span<const std::uint8_t> competing, double horizon) {
  if (auto checked = checkSurvival(data); !checked) return checked;
  if (!(horizon > 0 && std::isfinite(horizon)))
    return fail(ErrorKind::usage, fmt::format("the horizon {} is not a positive number", horizon));
  return checkCompetingEvents(data, competing);
}

HorizonWeights horizonWeights(SurvivalView data, std::span<const std::uint8_t> competing, double horizon) {
  const std::vector<std::uint8_t> any = anyEvent(data, competing);
  const StepCurve uncensored = censoringCurve({data.time, any});
  HorizonWeights result;
  result.state.reserve(data.size());
  result.weight.reserve(data.size());
  for (std::size_t i = 0; i < data.size(); ++i) {
    AtHorizon state = AtHorizon::unknown;
    if (data.time[i] > horizon)
      state = AtHorizon::free;
    else if (data.event[i] == 1)
      state = AtHorizon::event;
    else if (any[i] == 1)
      state = AtHorizon::competing;
    result.state.push_back(state);
    const double weight = state == AtHorizon::unknown ? 0
                          : state == AtHorizon::free  ? 1 / uncensored.at(horizon)
                                                      : 1 / uncensored.before(data.time[i]);
    result.weight.push_back(weight);
  }
  if (horizon > *std::ranges::max_element(data.time))
    result.undefined = fmt::format("nobody was followed up to the horizon {}", horizon);
  return result;
}

std::vector<double> censoringInfluence(SurvivalView data, std::span<const std::uint8_t> competing, double horizon,
                                       std::span<const double> part) {
  const std::vector<std::uint8_t> any = anyEvent(data, competing);
  const SurvivalView ended{data.time, any};
  const std::vector<std::size_t> order = orderByTime(ended);
  const auto n = static_cast<double>(data.size());
  std::vector<double> result(data.size());
  double past = 0;                                                // Σ part × martingale's compensator before T
  double ahead = std::accumulate(part.begin(), part.end(), 0.0);  // Σ part of who is weighed by a later G
  double compensator = 0;                                         // Σ n dN(u) / Y(u)² over the censorings so far
  for (const TimeBlock& block : timeBlocks(ended, order)) {
    const bool within = data.time[order[block.first]] <= horizon;
    const double atRisk = n - static_cast<double>(block.first);
    if (within) {
      for (std::size_t i = block.first; i < block.events; ++i) {
        past += part[order[i]] * compensator;
        ahead -= part[order[i]];
      }
      compensator += n * static_cast<double>(block.end - block.events) / (atRisk * atRisk);
    }
    for (std::size_t i = block.first; i < block.end; ++i) {
      const double own = within && i >= block.events ? n / atRisk : 0;
      result[order[i]] = ((own - compensator) * ahead - past) / n;
    }
  }
  return result;
}

Estimate withInfluence(double value, std::span<const double> influence, std::span<const std::size_t> cluster) {
  Estimate result{value, kUndefined, kUndefined, kUndefined};
  std::vector<double> sums(influence.begin(), influence.end());
  if (!cluster.empty()) {
    sums.assign(*std::ranges::max_element(cluster) + 1, 0.0);
    for (std::size_t i = 0; i < influence.size(); ++i) sums[cluster[i]] += influence[i];
  }
  if (sums.size() < 2) return result;
  const auto patients = static_cast<double>(sums.size());
  const double mean = std::accumulate(sums.begin(), sums.end(), 0.0) / patients;
  double squares = 0;
  for (const double one : sums) squares += (one - mean) * (one - mean);
  result.stdErr = std::sqrt(patients / (patients - 1) * squares) / static_cast<double>(influence.size());
  result.lower95 = std::max(0.0, value - normal975() * result.stdErr);
  result.upper95 = std::min(1.0, value + normal975() * result.stdErr);
  return result;
}

}  // namespace snitt::statistics
