// Whether a job of Slurm still works in a cohort's folder, whoever submitted it: nobody else may write there meanwhile.
#pragma once

#include <string>

#include "app/snitt/cohort/cohort_check.h"
#include "app/snitt/cohort/cohort_folder.h"
#include "app/snitt/session.h"
#include "core/result.h"

namespace snitt::app {

// The job's id, empty for none. `follows`: this run will follow such a job and change nothing of what is there; any
// other run is refused. Where this machine has no Slurm but a job was written here, a notice says that nobody can know.
// Errors: io, where a job works here and is not to be followed or was made for another list, or where squeue fails.
[[nodiscard]] Result<std::string> aliveSlurmJob(const CohortFolder& folder, const CohortCheck& check, bool follows,
                                                Session& session);

}  // namespace snitt::app
