// How a cohort is spread over a cluster that runs Slurm.
#pragma once

#include <filesystem>
#include <string>

namespace CLI {
class App;
}

namespace snitt::app {

struct SlurmOptions {
  bool submit = false;     // --slurm
  bool writeOnly = false;  // --slurm-dry-run
  int tasks = 0;           // 0: by the tiles
  int cpus = 4;            // of a task
  std::string memory = "16G";
  std::string time = "12:00:00";
  std::string partition;
  std::string account;
  std::string gpus;                      // of a task, as --gres takes it: "gpu:1"
  std::string setup;                     // a line before the program: "module load …"
  std::string run;                       // before the program: "apptainer exec snitt.sif"
  std::string program;                   // on the nodes; empty: where this one lies
  std::filesystem::path scriptTemplate;  // empty: the one that comes with the program

  [[nodiscard]] bool wanted() const { return submit || writeOnly; }
};

void addSlurmOptions(CLI::App& verb, SlurmOptions& options);

}  // namespace snitt::app
