// The script of a cohort's job array, and how slides are shared among its tasks. Pure functions.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "app/snitt/cohort/slurm_options.h"
#include "core/cohort/cohort_slide.h"
#include "core/result.h"

namespace snitt::app {

struct SlurmScript {
  std::string name;                // of the job
  std::vector<std::size_t> tasks;  // numbers, ascending
  std::filesystem::path program;
  std::filesystem::path out;  // absolute, as all of them
  std::filesystem::path bundle;
  std::filesystem::path logs;
  std::vector<std::string> options;  // of cohort-task
};

// Fills the template. Errors: corrupt, where a word between @ is not known.
[[nodiscard]] Result<std::string> fillScript(std::string scriptTemplate, const SlurmScript& script,
                                             const SlurmOptions& options);

// One word for a shell, whatever it holds.
[[nodiscard]] std::string shellWord(const std::string& text);
// What a file pattern of a #SBATCH line means by these characters, between its quotes.
[[nodiscard]] std::string patternWord(const std::string& path);
// Of a list's title, what every shell and Slurm take for a job's name: "snitt-list".
[[nodiscard]] std::string jobName(const std::string& title);
// "1-4,7"
[[nodiscard]] std::string arrayOf(const std::vector<std::size_t>& tasks);

// Slides shared out so that each task has about as many tiles as the others: the largest first, each to the task that
// has the fewest. `tiles` one a slide. Slides of a task are in the order of the list.
[[nodiscard]] std::vector<std::vector<CohortSlide>> shareOut(const std::vector<CohortSlide>& slides,
                                                             const std::vector<std::uint64_t>& tiles,
                                                             std::size_t tasks);

}  // namespace snitt::app
