// How many events and patients a study needs, or what it can show: exactly one of its quantities is left open, and is
// solved for. Needs no table. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"

namespace snitt::analysis {

// For a hazard ratio two of hr, power and events (or n); for a concordance c with n, or with width, stdErr or power.
struct PowerRequest {
  std::optional<double> hazardRatio;
  std::optional<double> power;
  std::optional<double> events;
  std::optional<double> n;
  std::optional<double> probability;  // of the event, in the whole cohort: what makes patients of events
  std::optional<double> share;        // of the patients in one of two groups; 0.5 if nothing is said
  std::optional<double> sd;           // of a covariate, in place of two groups
  double r2 = 0;                      // its variance that other covariates explain
  std::optional<double> c;            // the true concordance
  std::optional<double> c0;           // the one that it is to be shown to exceed
  std::optional<double> width;        // of the interval of C
  std::optional<double> stdErr;       // of C
  double alpha = 0.05;                // two-sided
};

// "hr=0.6,power=0.8,probability=0.3". Usage: a key that is not there (with the nearest), a value that is no number.
[[nodiscard]] Result<PowerRequest> powerRequestOf(const std::string& text);

struct PowerSection {
  std::string_view solvedFor;  // "events", "power", "hr", "n", "c", "width"
  // Every quantity of the design, given or found; n is rounded up to whole patients, and so are events.
  PowerRequest design;
  std::optional<double> eventsFreedman;    // beside Schoenfeld's, for two groups
  std::optional<double> hazardRatioBelow;  // the reciprocal of a hazard ratio that was solved for
  std::string_view method;
};

[[nodiscard]] Result<PowerSection> analysePower(const PowerRequest& request);

}  // namespace snitt::analysis
