#include "core/statistics/agreement/resampled_weights.h"

#include <cmath>

#include <fmt/format.h>

#include "core/statistics/competing/competing_events.h"
#include "core/statistics/estimate.h"

namespace snitt::statistics {

Result<ResampledWeights> ResampledWeights::make(SurvivalView data, double horizon,
                                                std::span<const std::uint8_t> competing) {
  if (const auto checked = checkSurvival(data); !checked) return fail(checked.error());
  if (const auto checked = checkCompetingEvents(data, competing); !checked) return fail(checked.error());
  if (!std::isfinite(horizon) || horizon < 0)
    return fail(ErrorKind::usage, fmt::format("{} cannot be a horizon", horizon));
  ResampledWeights result;
  std::vector<double> time(data.time.begin(), data.time.end());
  time.push_back(horizon);
  result.m_time = withoutRounding(time);
  result.m_horizon = result.m_time.back();
  result.m_time.pop_back();
  const std::vector<std::uint8_t> any = anyEvent(data, competing);
  result.m_order = orderByTime({result.m_time, any});
  for (std::size_t i = 0; i < data.size(); ++i) {
    const bool censoredBefore = any[i] == 0 && result.m_time[i] < result.m_horizon;
    const bool event = data.event[i] == 1 && result.m_time[i] <= result.m_horizon;
    result.m_status.push_back(event            ? HorizonStatus::event
                              : censoredBefore ? HorizonStatus::censoredBefore
                                               : HorizonStatus::eventFree);
  }
  return result;
}

std::vector<double> ResampledWeights::weights(std::span<const std::uint32_t> counts) const {
  double atRisk = 0;
  for (const std::uint32_t count : counts) atRisk += count;
  std::vector<double> result(m_time.size(), 0);
  double uncensored = 1;  // G(T−) of the time that is being looked at
  std::size_t i = 0;
  while (i < m_order.size() && m_time[m_order[i]] < m_horizon) {
    const double t = m_time[m_order[i]];
    // Before the horizon only a competing event makes somebody free of the event, and it is no censoring.
    const auto ended = [&](std::size_t place) {
      return m_time[m_order[place]] == t && m_status[m_order[place]] != HorizonStatus::censoredBefore;
    };
    for (; i < m_order.size() && ended(i); ++i) {
      result[m_order[i]] = 1 / uncensored;
      atRisk -= counts[m_order[i]];
    }
    double censored = 0;
    for (; i < m_order.size() && m_time[m_order[i]] == t; ++i) censored += counts[m_order[i]];
    if (censored == 0) continue;
    uncensored *= (atRisk - censored) / atRisk;
    atRisk -= censored;
    if (atRisk == 0) return std::vector<double>(m_time.size(), kUndefined);
  }
  for (; i < m_order.size(); ++i) result[m_order[i]] = 1 / uncensored;
  return result;
}

}  // namespace snitt::statistics
