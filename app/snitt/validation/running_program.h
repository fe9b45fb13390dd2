// The program that runs, as a lock freezes it.
#pragma once

#include <string>
#include <vector>

#include "app/snitt/session.h"
#include "core/result.h"
#include "core/validation/freeze.h"

namespace snitt::app {

// Version and hash of the executable, versions of LibTorch, oneDNN and the libraries that read pixels. Errors: io.
[[nodiscard]] Result<validation::FrozenProgram> runningProgram();

// LibTorch and oneDNN with their versions, without what they say of this machine.
[[nodiscard]] std::vector<std::string> engineVersions();

// What a bundle's slides are scored on where the options say so; a CUDA device that this machine lacks is taken for one
// of the machine that will score.
[[nodiscard]] validation::PathOfBundle scoringPath(const CommonOptions& options);

}  // namespace snitt::app
