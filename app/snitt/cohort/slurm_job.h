// A cohort as a job array of Slurm: its submission, and how it is followed to its end.
#pragma once

#include <string>
#include <vector>

#include "app/snitt/cohort/cohort_progress.h"
#include "app/snitt/cohort/slurm_files.h"
#include "app/snitt/session.h"
#include "core/cohort/cohort_slide.h"
#include "core/result.h"

namespace snitt::app {

// `alive`: a job of an earlier call that is followed, not doubled; empty for none (slurm_alive.h). Slides that are left
// without a result when the job is over are submitted again, each in a task of its own where nothing new came of them
// before; twice at most without anything new, then they are failures. An interrupt leaves the job running: the same
// command follows it again. Errors: notFound (no sbatch); usage, where Slurm will never start what was asked for; io,
// cancelled.
[[nodiscard]] Result<void> runSlurmJob(const std::vector<CohortSlide>& slides, const SlurmPlan& plan,
                                       const std::string& alive, CohortProgress& progress, Session& session);

}  // namespace snitt::app
