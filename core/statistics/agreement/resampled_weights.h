// Who had the event by a horizon and who had not, where some were censored before: inverse-probability-of-censoring
// weights. Pure functions.
//
// Source: Graf et al., Stat Med 18:2529 (1999); Gerds and Schumacher, Biom J 48:1029 (2006). An event at T ≤ t weighs
// 1 / G(T−), who is event-free at t weighs 1 / G(t−), and who was censored before t weighs nothing; G is Kaplan–Meier's
// probability to be uncensored (censoringCurve). Who is censored at t itself was event-free until then, events coming
// first, and is counted so: follow-up that ends for all at the horizon loses nobody. Where nobody is censored exactly
// at t this is the same as 1 / G(t) for those beyond it.
//
// discrimination/horizon_weights.h follows riskRegression, which counts nobody who is censored at the horizon itself as
// event-free; tables are told to people, who would miss those patients.
//
// Who had a competing event (competing_events.h) at T ≤ t is known to be free of the event at t, and weighs 1 / G(T−);
// G then takes both kinds of event for not censored.
//
// The weights of all add up to the number of patients, and those of the events to n (1 − Kaplan–Meier's survival at t),
// with competing events to n times the cumulative incidence at t (Aalen and Johansen).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/result.h"
#include "core/statistics/survival/survival_data.h"

namespace snitt::statistics {

enum class HorizonStatus : std::uint8_t { event, eventFree, censoredBefore };

class ResampledWeights {
 public:
  // Fails (usage) when the follow-up or the competing events cannot be used and when the horizon is negative or not a
  // number. Times that differ from each other or from the horizon by rounding alone are the same (withoutRounding).
  [[nodiscard]] static Result<ResampledWeights> make(SurvivalView data, double horizon,
                                                     std::span<const std::uint8_t> competing = {});

  [[nodiscard]] const std::vector<HorizonStatus>& status() const { return m_status; }
  // Whether the follow-up of patient i (from 0) ended at the horizon or before.
  [[nodiscard]] bool endedBy(std::size_t i) const { return m_time[i] <= m_horizon; }

  // One weight a patient, of the sample in which patient i occurs counts[i] times (G is that sample's); not multiplied
  // by counts. All NaN where the sample does not reach the horizon: its last patients were censored before it.
  [[nodiscard]] std::vector<double> weights(std::span<const std::uint32_t> counts) const;

 private:
  std::vector<double> m_time;
  std::vector<HorizonStatus> m_status;
  std::vector<std::size_t> m_order;
  double m_horizon = 0;
};

}  // namespace snitt::statistics
