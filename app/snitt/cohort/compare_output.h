// What `snitt cohort --compare A B` tells: a few lines, JSON (format snitt-cohort-comparison/1), and one HTML page with
// its charts. The same comparison gives the same bytes.
#pragma once

#include <string>

#include "core/cohort/cohort_comparison.h"
#include "core/result.h"

namespace snitt::app {

struct ComparedRuns {
  std::string first;  // folders, as they were named
  std::string second;
  std::string firstRun;  // what made them: "Demonstrator 1.0 (1a2b3c4d), cpu fp32"
  std::string secondRun;
};

[[nodiscard]] std::string comparisonText(const ComparedRuns& runs, const CohortComparison& comparison);
[[nodiscard]] std::string comparisonJson(const ComparedRuns& runs, const CohortComparison& comparison);
// Error: io, where a chart cannot be drawn.
[[nodiscard]] Result<std::string> comparisonPage(const ComparedRuns& runs, const CohortComparison& comparison);

}  // namespace snitt::app
