// What `snitt cohort` was asked for.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "app/snitt/cohort/slurm_options.h"

namespace snitt::app {

struct CohortOptions {
  std::filesystem::path list;
  std::filesystem::path bundle;
  std::filesystem::path out;
  std::vector<std::filesystem::path> compare;  // two folders, in place of all others
  int jobs = 1;                                // worker processes
  bool dryRun = false;
  std::filesystem::path reuse;  // another cohort's folder
  bool verifyFull = false;
  bool allowMixed = false;
  std::string outsideScope;
  bool untrusted = false;
  std::vector<std::string> outputs{"score", "tumour", "tiles"};
  bool showPaths = false;
  std::chrono::seconds stallAfter{600};
  SlurmOptions slurm;
};

}  // namespace snitt::app
