// A cohort as a job array of Slurm: its files, its submission, and how it is followed to its end.
#pragma once

#include <functional>
#include <vector>

#include "app/snitt/cohort/cohort_check.h"
#include "app/snitt/cohort/cohort_folder.h"
#include "app/snitt/cohort/cohort_options.h"
#include "app/snitt/cohort/cohort_progress.h"
#include "app/snitt/session.h"
#include "core/cohort/cohort_slide.h"
#include "core/cohort/slide_result.h"
#include "core/result.h"

namespace snitt::app {

struct SlurmPlan {
  const CohortOptions* options = nullptr;
  const CohortCheck* check = nullptr;
  CohortFolder folder;
  // A result that a task has written.
  std::function<void(const CohortSlideResult&)> news;
};

// Writes `.cohort/tasks/N.jsonl` and `.cohort/slurm/cohort.sh`; gives the script's file. Errors: notFound, corrupt (the
// template); io.
[[nodiscard]] Result<std::filesystem::path> writeSlurmJob(const std::vector<CohortSlide>& slides,
                                                          const SlurmPlan& plan);

// A job of an earlier call that still waits or runs is followed, not doubled. Tasks that end without a result of all
// their slides are submitted again, twice at most; slides that have none then are failures. An interrupt leaves the job
// running: the same command follows it again. Errors: notFound (no sbatch), io, cancelled.
[[nodiscard]] Result<void> runSlurmJob(const std::vector<CohortSlide>& slides, const SlurmPlan& plan,
                                       CohortProgress& progress, Session& session);

}  // namespace snitt::app
