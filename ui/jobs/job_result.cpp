#include "ui/jobs/job_result.h"

#include <fmt/format.h>

#include "core/atomic_file.h"
#include "core/score.h"

namespace snitt {

namespace {

namespace fs = std::filesystem;

constexpr const char* kScore = "score.json";
// The name that a result is about to get, for whoever goes on after a crash in between.
constexpr const char* kTarget = "target";
constexpr int kMostNames = 100000;

bool isThere(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(fs::symlink_status(path, ignored));
}

// The engine makes one folder a slide.
fs::path stagedResult(const fs::path& staging) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(staging, ignored))
    if (isThere(entry.path() / kScore)) return entry.path();
  return {};
}

Result<Score> scoreOfJob(const fs::path& folder, const ScoreJob& job) {
  const auto text = readFile(folder / kScore);
  if (!text) return fail(text.error());
  auto score = parseScore(*text);
  if (!score) return failIn((folder / kScore).string(), score.error());
  // Without one where the person may not see it.
  if (!score->slide.path.empty() && score->slide.path != job.slide.string())
    return fail(ErrorKind::corrupt, fmt::format("the engine left the score of another slide, {}", score->slide.path));
  const std::string bundle = fmt::format("{} {}", score->bundleName, score->bundleVersion);
  if (!job.bundleName.empty() && bundle != job.bundleName)
    return fail(ErrorKind::corrupt,
                fmt::format("the engine scored with the bundle {}, not {}", bundle, job.bundleName));
  return score;
}

fs::path numbered(const ScoreJob& job, const std::string& name, int number) {
  if (!job.outline.empty()) return job.out / fmt::format("{}-outline-{}", name, number);
  return job.out / (number == 1 ? name : fmt::format("{}-{}", name, number));
}

Result<fs::path> moveToFreeName(const ScoreJob& job, const fs::path& staged) {
  for (int number = 1; number < kMostNames; ++number) {
    const fs::path target = numbered(job, staged.filename().string(), number);
    if (isThere(target)) continue;
    if (const auto told = writeFileAtomically(staged.parent_path() / kTarget, target.filename().string()); !told)
      return fail(told.error());
    std::error_code error;
    fs::rename(staged, target, error);
    if (!error) return target;
    // Somebody else was quicker with this name.
    if (isThere(target)) continue;
    return fail(ErrorKind::io,
                fmt::format("the result could not be moved to {}: {}", target.string(), error.message()));
  }
  return fail(ErrorKind::io, fmt::format("{} holds too many results of this slide", job.out.string()));
}

}  // namespace

fs::path stagingFolder(const ScoreJob& job) { return job.out / fmt::format(".snitt-job-{}", job.id); }

Result<std::optional<JobResult>> placeResult(const ScoreJob& job) {
  const fs::path staging = stagingFolder(job);
  if (const fs::path staged = stagedResult(staging); !staged.empty()) {
    const auto score = scoreOfJob(staged, job);
    if (!score) return fail(score.error());
    const auto folder = moveToFreeName(job, staged);
    if (!folder) return fail(folder.error());
    return JobResult{*folder, score->notAssessable};
  }
  const auto target = readFile(staging / kTarget);
  if (!target || target->empty() || target->find('/') != std::string::npos) return std::nullopt;
  const auto score = scoreOfJob(job.out / *target, job);
  if (!score) return std::nullopt;
  return JobResult{job.out / *target, score->notAssessable};
}

void dropStaging(const ScoreJob& job) {
  if (job.id.empty()) return;
  std::error_code ignored;
  fs::remove_all(stagingFolder(job), ignored);
}

}  // namespace snitt
