#include "app/snitt/cohort/slurm_options.h"

#include <CLI/CLI.hpp>

#include "app/snitt/validators_p.h"

namespace snitt::app {

void addSlurmOptions(CLI::App& verb, SlurmOptions& options) {
  const auto lineless = CLI::Validator(
      [](const std::string& text) {
        return text.find('\n') != std::string::npos ? std::string("it has more than one line") : std::string();
      },
      "");
  verb.add_flag("--slurm", options.submit, "Spread the slides over a cluster with Slurm, and follow them");
  verb.add_flag("--slurm-dry-run", options.writeOnly, "Write the job's files and submit nothing");
  verb.add_option("--slurm-tasks", options.tasks, "Tasks of the job array (by the number of tiles)")
      ->check(CLI::Range(1, 100000));
  verb.add_option("--slurm-cpus", options.cpus, "Cores of a task (4)")->check(CLI::Range(1, 1024));
  verb.add_option("--slurm-memory", options.memory, "Memory of a task (16G)")->check(notBlank())->check(lineless);
  verb.add_option("--slurm-time", options.time, "Time limit of a task (12:00:00)")->check(notBlank())->check(lineless);
  verb.add_option("--slurm-partition", options.partition, "Partition")->check(notBlank())->check(lineless);
  verb.add_option("--slurm-account", options.account, "Account")->check(notBlank())->check(lineless);
  verb.add_option("--slurm-gpus", options.gpus, "What --gres is to ask for: gpu:1")->check(notBlank())->check(lineless);
  verb.add_option("--slurm-setup", options.setup, "A line of the script before the program: \"module load …\"")
      ->check(notBlank())
      ->check(lineless);
  verb.add_option("--slurm-run", options.run, "Words before the program: \"apptainer exec snitt.sif\"")
      ->check(notBlank())
      ->check(lineless);
  verb.add_option("--slurm-program", options.program, "The program on the nodes (this one)")->check(notBlank());
  verb.add_option("--slurm-template", options.scriptTemplate, "A script in place of packaging/slurm/cohort.sh")
      ->check(notBlank());
}

}  // namespace snitt::app
