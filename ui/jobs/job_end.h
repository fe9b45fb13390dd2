// What a person is told of how a job ended. Pure.
#pragma once

#include <string>

#include "ui/jobs/score_job.h"
#include "ui/jobs/score_worker.h"

namespace snitt {

struct JobEnd {
  JobState state;
  std::string reason;  // one sentence with its full stop
};

// Of a run that left no result. `silence`: for how long it was silent where it hung.
[[nodiscard]] JobEnd endWithoutResult(const WorkerEnd& end, std::chrono::milliseconds silence);

// Of a run that left one.
[[nodiscard]] JobEnd endWithResult(const WorkerEnd& end, const std::string& notAssessable);

}  // namespace snitt
