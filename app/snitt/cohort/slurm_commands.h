// The programs of Slurm as this one uses them: sbatch, squeue, sacct, scontrol and scancel, found in PATH. They print
// for people and differ by version; only what they offer for scripts is read.
//
// Errors of all: notFound where the program is not there, which means no Slurm on this machine; io where it fails.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"

namespace snitt::app {

// What squeue knows of a job: array tasks that wait together count as one. A task that is starting (CONFIGURING),
// ending (COMPLETING), suspended or about to be started again counts as running.
struct JobInQueue {
  std::size_t pending = 0;
  std::size_t running = 0;
  std::string reason;  // of the first that is pending

  [[nodiscard]] bool isOver() const { return pending + running == 0; }
};

// A job of this account that waits or runs.
struct JobOfAccount {
  std::string id;  // of the whole array
  std::string script;
};

// Gives the job's id. Errors besides: usage, where Slurm will not have what the script asks for.
[[nodiscard]] Result<std::string> submitScript(const std::filesystem::path& script);
// A job that Slurm has forgotten is over.
[[nodiscard]] Result<JobInQueue> askQueue(const std::string& id);
[[nodiscard]] Result<std::vector<JobOfAccount>> jobsOfAccount();
// How tasks ended ("TIMEOUT"), from the accounting or, where a cluster keeps none, from the controller, which forgets a
// job some minutes after its end. Empty where neither knows.
[[nodiscard]] std::vector<std::string> endsOf(const std::string& id);
// MaxArraySize; nothing where Slurm does not say.
[[nodiscard]] std::optional<std::size_t> maxArraySize();
void cancelJob(const std::string& id);

}  // namespace snitt::app
