// What a job array of Slurm finds in a cohort's folder: `.cohort/tasks/N.jsonl`, the slides of each task, and
// `.cohort/slurm` with the script, the tasks' logs and which list all that is of.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/snitt/cohort/cohort_check.h"
#include "app/snitt/cohort/cohort_folder.h"
#include "app/snitt/cohort/cohort_options.h"
#include "core/cohort/cohort_slide.h"
#include "core/cohort/slide_result.h"
#include "core/result.h"

namespace snitt::app {

struct SlurmPlan {
  const CohortOptions* options = nullptr;
  const CohortCheck* check = nullptr;
  CohortFolder folder;
  // A result that a task has written.
  std::function<void(const CohortSlideResult&)> news;
};

struct SlurmFiles {
  std::filesystem::path script;
  std::map<std::size_t, std::vector<CohortSlide>> tasks;  // by number
};

// `each`: every slide is a task of its own, as far as an array may be that long. Errors: usage (a folder that Slurm
// cannot name); notFound, corrupt (the template); io.
[[nodiscard]] Result<SlurmFiles> writeSlurmFiles(const std::vector<CohortSlide>& slides, const SlurmPlan& plan,
                                                 bool each);

// What is known of the job that was submitted last.
struct SlurmNote {
  std::string job;   // empty: submitted by hand, or not yet
  std::string list;  // listMark of the list it was made for
};
[[nodiscard]] SlurmNote readSlurmNote(const CohortFolder& folder);
[[nodiscard]] Result<void> writeSlurmNote(const CohortFolder& folder, const SlurmNote& note);
// The same for lists that have the same slides in the same rows.
[[nodiscard]] std::string listMark(const CohortCheck& check);

}  // namespace snitt::app
