// A cohort from its check to its tables.
#pragma once

#include "app/snitt/cohort/cohort_options.h"
#include "app/snitt/outcome.h"
#include "app/snitt/session.h"

namespace snitt::app {

[[nodiscard]] ExitCode runCohort(const CohortOptions& options, Session& session);

}  // namespace snitt::app
