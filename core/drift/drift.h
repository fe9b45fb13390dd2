// Whether scores and inputs are still what they were: by week and scanner, against a reference, with limits that say
// how often they alarm while nothing changes. Pure; the same input gives the same findings.
//
// Watched are
// - each figure of the reference: population stability index (core/statistics/monitoring/stability_limits.h);
// - the shares of slides without a score, not assessable, and outside the bundle's scope, upwards alone
// (share_limit.h);
// - the combined score of control slides: CUSUM (cusum.h), judged by its own earlier readings (self_starting.h) where
//   nobody states its target.
// Each is one series over all scanners and, where there are several, one for each of them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/drift/reference.h"
#include "core/statistics/monitoring/alarm_rate.h"
#include "core/statistics/monitoring/share_limit.h"

namespace snitt::drift {

struct ControlTarget {
  double mean = 0;
  double sd = 0;  // > 0
};

struct DriftLimits {
  double falseAlarmWeeks = 52;     // periods until one series alarms falsely, mean; at least 2
  std::size_t leastSlides = 20;    // a period with fewer is put together with the next weeks; at least 10
  std::size_t baselineWeeks = 8;   // from which the usual shares are learned where nobody tells them
  std::optional<double> unscored;  // usual shares, [0, 1]; in place of the reference's
  std::optional<double> notAssessable;
  std::optional<double> outsideScope;
  std::map<std::string, ControlTarget> controlTargets;  // by the control slide's name
  std::size_t controlFirst = 5;                         // readings of a control slide that only teach; at least 3
  double cusumK = 0.5;                                  // half the shift to be found soon, in standard deviations
  std::uint64_t seed = 1;                               // of the simulations
};

enum class SeriesKind { stability, share };

struct DriftPoint {
  std::string weeks;  // "2026-W19"
  IsoWeek first;
  std::size_t n = 0;      // patients (stability) or slides (share)
  std::size_t count = 0;  // of a share
  double value = 0;       // index, or share; NaN where it was not judged
  double limit = 0;       // the largest value that is no alarm
  double falseAlarm = 0;  // chance while nothing changed
  bool alarm = false;
  std::string unjudged;  // why there is no limit: "too few: 12", "taught the usual share"
};

struct DriftSeries {
  SeriesKind kind = SeriesKind::stability;
  std::string figure;   // "combined"; "unscored", "notAssessable", "outsideScope"
  std::string scanner;  // empty: all
  std::vector<DriftPoint> points;
  std::string notAssessable;          // why there is no limit at all, part of a sentence; empty where there is
  statistics::ExpectedShare usual;    // of a share
  std::string usualFrom;              // "stated", "the reference", "the first 8 weeks"
  double statedInterval = 0;          // periods between false alarms, by the limits' distribution; NaN: nothing judged
  statistics::SimulatedAlarms found;  // by simulation, apart from the one that set the limits
};

struct ControlReading {
  Day day{};
  double value = 0;  // combined score; NaN where it had none
  double score = 0;  // standardised; NaN of a reading that only teaches
  double upper = 0, lower = 0;
  bool alarm = false;
  std::string why;  // of an alarm: "higher", "lower", "no score"
};

struct ControlSeries {
  std::string control;
  std::string scanner;
  std::vector<ControlReading> readings;
  std::string notAssessable;  // as above
  std::optional<ControlTarget> target;
  std::size_t taught = 0;      // readings before the first that is judged, those of the reference included
  double limit = 0;            // of both sums, in standard deviations
  double readingsBetween = 0;  // false alarms, mean, by the chart's Markov chain
  double weeksBetween = 0;     // the same at this control's number of readings a week
  statistics::SimulatedAlarms found;
};

struct DriftAlarm {
  std::string weeks;
  IsoWeek first;
  std::string figure;  // of a series, or the control slide's name
  std::string scanner;
  std::string sentence;  // "the index of combined is 0.62, its limit 0.45"
};

struct DriftFindings {
  std::size_t slides = 0;  // without control slides
  std::size_t controlReadings = 0;
  std::vector<std::string> scanners;  // that are told, with any slide of a patient
  IsoWeek first, last;
  std::vector<DriftSeries> series;
  std::vector<ControlSeries> controls;
  std::vector<DriftAlarm> alarms;  // ascending weeks
  double expectedAlarms = 0;       // false ones, of all series together over these weeks
  std::size_t judged = 0;          // points and readings with a limit
};

// Observations in any order. Errors: notFound (no observation); usage (limits out of their ranges); cancelled. What
// cannot be judged is said in its series, and is no error.
[[nodiscard]] Result<DriftFindings> analyseDrift(const std::vector<Observation>& observations,
                                                 const Reference& reference, const DriftLimits& limits,
                                                 const std::stop_token& stop = {});

// How often any of the series alarms falsely: weeks from one to the next, mean.
[[nodiscard]] double weeksBetweenFalseAlarms(const DriftFindings& findings);

}  // namespace snitt::drift
