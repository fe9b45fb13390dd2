// `snitt train --cohort`: a bundle from a slide list with outcomes.
#pragma once

#include <filesystem>
#include <string>

#include "app/snitt/outcome.h"
#include "app/snitt/session.h"

namespace snitt::app {

struct TrainCohortOptions {
  std::filesystem::path cohort;
  std::filesystem::path config;
  std::filesystem::path out;
  std::string only;                    // "RESOLUTION/SEED", or empty
  std::filesystem::path passwordFile;  // of the training record
  EngineChoice engine;                 // the device it is trained on
  bool untrusted = false;              // an extractor (TorchScript) of anybody may run
};

ExitCode trainCohort(const TrainCohortOptions& options, Session& session);

}  // namespace snitt::app
