// What `snitt stats` is asked for. Columns are names of the table; an empty name asks for nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/analysis/calibration_section.h"
#include "core/analysis/drift_section.h"
#include "core/analysis/power_section.h"
#include "core/analysis/resampling_request.h"
#include "core/statistics/cox/cox_fit.h"
#include "core/statistics/survival/kaplan_meier.h"

namespace snitt::analysis {

struct StatsRequest {
  std::string time;
  std::string event;
  std::string eventValue;  // the value that is the event; empty: the column holds 0 and 1
  std::string group;
  std::string strata;
  std::string cluster;
  std::vector<std::string> covariates;
  std::vector<std::string> factors;  // of the covariates
  statistics::CoxTies ties = statistics::CoxTies::efron;
  bool residuals = false;  // of the Cox regression
  std::vector<std::string> scores;
  std::string cause;           // of events, for competing risks
  std::string competing;       // who had an event that rules out the one of interest: AUC, risks, classes
  std::string competingValue;  // the value that is one; empty: the column holds 0 and 1
  std::string classes;         // of a score, judged at the horizons
  std::vector<double> horizons;
  std::vector<RiskColumn> risks;
  statistics::LimitScale limits = statistics::LimitScale::logLog;
  std::optional<double> meanUntil;
  std::vector<std::string> agreement;  // columns of readings; needs no survival
  std::optional<PowerRequest> power;   // needs no table
  std::string stability;               // a column, against the same one of a reference table
  std::optional<CusumRequest> cusum;
  std::optional<ResamplingRequest> bootstrap;

  [[nodiscard]] bool asksSurvival() const { return !time.empty(); }
  // Whether anything else than the power of a study is asked for.
  [[nodiscard]] bool needsTable() const {
    return asksSurvival() || !agreement.empty() || !stability.empty() || cusum.has_value();
  }
};

}  // namespace snitt::analysis
