// What Slurm's words mean for a cohort. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace snitt::app {

// Why a pending task will never start as it was submitted, in words for a person; nothing for a reason that passes.
// `reason`: as squeue's %r gives it.
[[nodiscard]] std::optional<std::string> whyNever(std::string_view reason);

// Waiting for its turn, as every job does.
[[nodiscard]] bool isUsual(std::string_view reason);

// Whether sbatch failed for a moment only: its controller does not answer or takes nothing now.
[[nodiscard]] bool passes(std::string_view saidBySbatch);
// usage where what was asked for is wrong, io else; the sentence is made of sbatch's own lines.
[[nodiscard]] Error refusalOf(std::string_view saidBySbatch);

// "1 TIMEOUT, 2 NODE_FAIL": the states of tasks that did not complete, as sacct or scontrol name them.
[[nodiscard]] std::string tellEnds(const std::vector<std::string>& states);

}  // namespace snitt::app
