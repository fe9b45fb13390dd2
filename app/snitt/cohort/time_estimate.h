// How long the slides of a cohort will take on this machine.
#pragma once

#include <span>

#include "app/snitt/cohort/cohort_check.h"
#include "app/snitt/cohort/cohort_options.h"
#include "app/snitt/session.h"

namespace snitt::app {

// Has a worker load the bundle and measure its networks, a few seconds, and sets `check.seconds`. Where that fails,
// `check.warnings` says why: the run would hardly do better.
void estimateTime(CohortCheck& check, std::span<const CohortSlide> slides, const CohortOptions& options,
                  Session& session);

}  // namespace snitt::app
