// Cumulative incidence with competing risks: the probability to have had an event of a cause by a time, others being
// possible first. Pure functions.
#pragma once

#include <vector>

#include "core/statistics/competing/competing_data.h"
#include "core/statistics/estimate.h"

namespace snitt::statistics {

// Of one cause, one entry a step of the curve that holds it. The interval is undefined where the incidence is 0 or 1.
struct CauseCurve {
  std::vector<std::size_t> events;
  std::vector<Estimate> incidence;
};

// A right-continuous step function: entries hold from time[i] on; before the first step every incidence is 0. A step is
// a time at which anybody was censored or had an event; times ascend.
struct CumulativeIncidence {
  std::size_t patients = 0;
  std::vector<double> time;
  std::vector<std::size_t> atRisk;  // just before the step
  std::vector<std::size_t> censored;
  std::vector<double> survival;   // free of every cause (Kaplan and Meier); with all incidences it adds up to 1
  std::vector<CauseCurve> cause;  // cause[0] is cause 1

  // Of `causeNumber` (from 1) at t; undefined before time 0, beyond the last step (nobody was followed there, and what
  // nobody saw is not told), and for a cause that is not there.
  [[nodiscard]] Estimate at(std::size_t causeNumber, double t) const;
  // Patients who are still followed just before t.
  [[nodiscard]] std::size_t atRiskAt(double t) const;
  // Patients with an event of `causeNumber` up to and at t.
  [[nodiscard]] std::size_t eventsBy(std::size_t causeNumber, double t) const;
};

// The estimator of Aalen and Johansen (Scand J Stat 5:141, 1978) for one transition. Its variance is Aalen's (Ann Stat
// 6:534, 1978), with the hypergeometric factor (Y − d) / (Y − 1) for d events of a cause at one time among Y at risk,
// as R's cmprsk::cuminc has it; the 95 % interval is symmetric for log(−log F) (Choudhury, Stat Med 21:1129, 2002), as
// survfit's "log-log" for states. Times that differ by rounding alone are one (withoutRounding). Error: usage, as
// checkCompeting.
[[nodiscard]] Result<CumulativeIncidence> cumulativeIncidence(CompetingView data, std::size_t causes);

// The same for each group by itself: `group` numbers every patient's from 0. As many curves as the highest number asks
// for; a number that no patient has gives one without patients or steps.
[[nodiscard]] Result<std::vector<CumulativeIncidence>> cumulativeIncidenceByGroup(CompetingView data,
                                                                                  std::size_t causes,
                                                                                  std::span<const std::size_t> group);

}  // namespace snitt::statistics
