// Works off the slides of a cohort with worker processes, and survives what happens to them.
//
// A worker that crashes, says nothing for too long or is killed costs its slides in flight a retry, one at a time; a
// slide that fails so alone is charged with the reason. Nothing is charged for a full output disk: it is waited for.
// While somebody scores on this machine (os::ScoringTurn) the workers pause.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "app/snitt/cohort/cohort_folder.h"
#include "app/snitt/cohort/cohort_progress.h"
#include "app/snitt/session.h"
#include "core/cohort/cohort_slide.h"
#include "core/cohort/slide_result.h"
#include "core/result.h"

namespace snitt::app {

struct SupervisorPlan {
  std::vector<std::string> worker;  // the command of a worker
  int jobs = 1;
  std::chrono::seconds stallAfter{600};
  CohortFolder folder;
  // A result is known: kept before anything else is done. Errors: io, where it cannot be kept now.
  std::function<Result<void>(const CohortSlideResult&)> keep;
};

// Errors: of workers that cannot even begin (their own last words), of starting them; cancelled.
[[nodiscard]] Result<void> superviseCohort(std::vector<CohortSlide> slides, const SupervisorPlan& plan,
                                           CohortProgress& progress, Session& session);

}  // namespace snitt::app
