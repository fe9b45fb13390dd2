#include "core/statistics/agreement/resampled_weights.h"

#include <cmath>

#include <fmt/format.h>

#include "core/statistics/estimate.h"

namespace snitt::statistics {

Result<ResampledWeights> ResampledWeights::make(SurvivalView data, double horizon) {
  if (const auto checked = checkSurvival(data); !checked) return fail(checked.error());
  if (!std::isfinite(horizon) || horizon < 0)
    return fail(ErrorKind::usage, fmt::format("{} cannot be a horizon", horizon));
  ResampledWeights result;
  std::vector<double> time(data.time.begin(), data.time.end());
  time.push_back(horizon);
  result.m_time = withoutRounding(time);
  result.m_horizon = result.m_time.back();
  result.m_time.pop_back();
  result.m_order = orderByTime({result.m_time, data.event});
  for (std::size_t i = 0; i < data.size(); ++i) {
    const bool before = result.m_time[i] < result.m_horizon;
    const bool event = data.event[i] == 1 && result.m_time[i] <= result.m_horizon;
    result.m_status.push_back(event    ? HorizonStatus::event
                              : before ? HorizonStatus::censoredBefore
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
    for (; i < m_order.size() && m_time[m_order[i]] == t && m_status[m_order[i]] == HorizonStatus::event; ++i) {
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
