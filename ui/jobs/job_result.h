// Where the result of a job lies while the engine works and afterwards. The engine writes into a folder of the job's
// own inside the output folder; once it is whole it gets a name beside the other results, and never the name of one
// that is there. Looks at disks: any thread but the UI's.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/result.h"
#include "ui/jobs/score_job.h"

namespace snitt {

struct JobResult {
  std::filesystem::path folder;
  std::string notAssessable;  // the score's reason, empty where it has a class
};

// OUT/.snitt-job-<id>: known before the engine starts, so that what was finished is found after a crash.
[[nodiscard]] std::filesystem::path stagingFolder(const ScoreJob& job);

// Moves a result that the engine has left: to OUT/<slide>, -2, -3 …; inside an outline OUT/<slide>-outline-1, -2 ….
// A result that was moved already, and not told of since, is found again. None where there is no result. Errors: io;
// corrupt, where a score is of another slide or bundle than the job.
[[nodiscard]] Result<std::optional<JobResult>> placeResult(const ScoreJob& job);

// What the engine has left behind in the job's own folder.
void dropStaging(const ScoreJob& job);

}  // namespace snitt
