// The tables of a cohort on disk: results.csv, slides.csv, paths.csv (its owner's alone), contact-sheet.html, run.json
// and the model card. All but run.json are the same bytes however often and in how many pieces the cohort was run.
#pragma once

#include "app/snitt/cohort/cohort_check.h"
#include "app/snitt/cohort/cohort_folder.h"
#include "core/cohort/cohort_plan.h"
#include "core/cohort/cohort_tables.h"
#include "core/result.h"

namespace snitt::app {

struct CohortRun {
  std::string started;     // of this process, ISO 8601, UTC
  double wallSeconds = 0;  // of this process
  std::size_t slides = 0;  // that it worked on
  std::string typedBy;
  int jobs = 1;
  int threads = 1;
};

// The bundle's, in its order.
[[nodiscard]] std::vector<PlannedResolution> plannedResolutions(const CohortCheck& check);

[[nodiscard]] Result<std::vector<CohortPatient>> writeCohort(const CohortFolder& folder, const CohortCheck& check,
                                                             const ResultsByRow& results, const CohortRun& run);

}  // namespace snitt::app
