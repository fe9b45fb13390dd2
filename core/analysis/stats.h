// Everything that `snitt stats` computes of a table, section by section, and its JSON. Pure functions.
#pragma once

#include <optional>
#include <string>

#include "core/analysis/agreement_section.h"
#include "core/analysis/calibration_section.h"
#include "core/analysis/classes_section.h"
#include "core/analysis/competing_section.h"
#include "core/analysis/cox_section.h"
#include "core/analysis/discrimination_section.h"
#include "core/analysis/drift_section.h"
#include "core/analysis/power_section.h"
#include "core/analysis/stats_request.h"
#include "core/analysis/survival_section.h"
#include "core/table/data_table.h"

namespace snitt::analysis {

struct StatsResult {
  std::size_t rows = 0;  // of the table; 0 where none was needed
  std::size_t n = 0;     // rows with a follow-up
  std::size_t events = 0;
  std::optional<std::size_t> competingEvents;  // of the n, where they are told (StatsRequest::competing)
  std::vector<std::string> notes;              // what the reader must know, one sentence each, no full stop
  std::optional<SurvivalSection> survival;
  std::optional<CoxSection> cox;
  std::optional<DiscriminationSection> discrimination;
  std::optional<CalibrationSection> calibration;
  std::optional<CompetingSection> competing;
  std::optional<ClassesSection> classes;
  std::optional<AgreementSection> agreement;
  std::optional<PowerSection> power;
  std::optional<StabilitySection> stability;
  std::optional<CusumSection> cusum;
};

struct StatsTables {
  const DataTable* data = nullptr;       // null where the request needs none (needsTable)
  const DataTable* reference = nullptr;  // of the population stability
};

// Fails at the first thing that is wrong with the request (usage) or a table (corrupt).
[[nodiscard]] Result<StatsResult> runStats(const StatsTables& tables, const StatsRequest& request);

// "format": "snitt-stats/1". The same result gives the same bytes.
[[nodiscard]] std::string statsJson(const StatsResult& result);

}  // namespace snitt::analysis
