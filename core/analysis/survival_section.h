// Kaplan–Meier curves by group with what belongs to them, and the log-rank test. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/analysis/cohort.h"
#include "core/statistics/survival/kaplan_meier.h"
#include "core/statistics/survival/log_rank.h"

namespace snitt::analysis {

struct SurvivalRequest {
  std::string group;   // a column, or empty: all patients are one group
  std::string strata;  // a column for the log-rank test, or empty
  statistics::LimitScale limits = statistics::LimitScale::logLog;
  std::optional<double> meanUntil;  // of the restricted mean; else the longest time of all groups
  std::vector<double> horizons;     // survival is stated at these times as well
};

struct GroupSurvival {
  std::string group;  // "all" where there are no groups
  statistics::KaplanMeier curve;
  statistics::SurvivalQuantile median;
  statistics::RestrictedMean mean;
};

struct SurvivalSection {
  std::size_t n = 0;
  std::size_t dropped = 0;
  std::vector<GroupSurvival> groups;
  std::vector<double> horizons;
  std::size_t logRankDropped = 0;              // also those without a stratum
  std::optional<statistics::LogRank> logRank;  // where there are groups; the groups in the same order
  bool trend = false;                          // the groups have an order
};

[[nodiscard]] Result<SurvivalSection> analyseSurvival(const DataTable& table, const Followup& followup,
                                                      const SurvivalRequest& request);

}  // namespace snitt::analysis
