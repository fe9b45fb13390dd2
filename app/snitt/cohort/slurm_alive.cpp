#include "app/snitt/cohort/slurm_alive.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/snitt/cohort/slurm_commands.h"
#include "app/snitt/cohort/slurm_files.h"

namespace snitt::app {
namespace {

// A job that was submitted by hand is known by its script, under whatever path.
bool isOf(const JobOfAccount& job, const std::filesystem::path& script, const std::string& known) {
  std::error_code ignored;
  return (!known.empty() && job.id == known) || job.script == script.string() ||
         std::filesystem::equivalent(job.script, script, ignored);
}

}  // namespace

Result<std::string> aliveSlurmJob(const CohortFolder& folder, const CohortCheck& check, bool follows,
                                  Session& session) {
  const auto script = std::filesystem::absolute(folder.slurmScript());
  if (!std::filesystem::exists(script)) return std::string();
  const auto jobs = jobsOfAccount();
  if (!jobs && jobs.error().kind == ErrorKind::notFound && !follows) {
    session.notify("this machine is no part of a Slurm cluster: whether a job still works in " + folder.out.string() +
                   " cannot be known here");
    return std::string();
  }
  if (!jobs) return failIn("whether a job of Slurm still works in " + folder.out.string(), jobs.error());
  const SlurmNote note = readSlurmNote(folder);
  const auto found = std::ranges::find_if(*jobs, [&](const JobOfAccount& job) { return isOf(job, script, note.job); });
  if (found == jobs->end()) return std::string();
  const std::string what = fmt::format("job {} of Slurm still works in {}", found->id, folder.out.string());
  if (!follows)
    return fail(ErrorKind::io, fmt::format("{}; --slurm alone follows it, scancel {} ends it", what, found->id));
  if (note.list != listMark(check))
    return fail(
        ErrorKind::io,
        fmt::format("{} on another state of the list; wait for its end, or end it with scancel {}", what, found->id));
  return found->id;
}

}  // namespace snitt::app
