// What a person is told of how a job ended. Pure.
#pragma once

#include <string>

#include "core/result.h"
#include "ui/jobs/score_job.h"
#include "ui/jobs/score_worker.h"

namespace snitt {

struct JobEnd {
  JobState state;
  std::string reason;  // one sentence with its full stop
};

// Of a run that left no result. `silence`: for how long it was silent where it hung. The engine's own sentence is given
// without the slide's path, which the list shows, and without advice about options of the command line.
[[nodiscard]] JobEnd endWithoutResult(const ScoreJob& job, const WorkerEnd& end, std::chrono::milliseconds silence);

// Of a run whose result could not be put in its place.
[[nodiscard]] JobEnd endWithFault(const Error& error);

// Of a run that left one.
[[nodiscard]] JobEnd endWithResult(const ScoreJob& job, const WorkerEnd& end, const std::string& notAssessable);

}  // namespace snitt
