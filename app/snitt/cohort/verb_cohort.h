// The verbs of a cohort, as in app/snitt/verbs.h.
#pragma once

#include "app/snitt/verbs.h"

namespace snitt::app {

void addCohort(CLI::App& app, Verb& run);
void addCohortTask(CLI::App& app, Verb& run);
void addCohortWorker(CLI::App& app, Verb& run);

}  // namespace snitt::app
