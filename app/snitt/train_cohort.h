// snitt train --cohort: a bundle from a slide list with outcomes.
#pragma once

#include <filesystem>
#include <string>

#include "app/snitt/outcome.h"
#include "app/snitt/session.h"

namespace snitt::app {

struct TrainCohortOptions {
  std::filesystem::path cohort;  // slide list with outcomes, CSV
  std::filesystem::path config;  // TOML
  std::filesystem::path out;
  std::string only;                    // RESOLUTION/SEED; empty: all of it
  std::filesystem::path passwordFile;  // of the training record; empty: asked for elsewhere
};

ExitCode trainCohort(const TrainCohortOptions& options, Session& session);

}  // namespace snitt::app
