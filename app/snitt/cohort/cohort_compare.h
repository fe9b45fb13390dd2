// snitt cohort --compare A B
#pragma once

#include <filesystem>

#include "app/snitt/outcome.h"
#include "app/snitt/session.h"

namespace snitt::app {

// `out`: where comparison.json and comparison.html go; empty: nowhere.
[[nodiscard]] ExitCode compareRuns(const std::filesystem::path& first, const std::filesystem::path& second,
                                   const std::filesystem::path& out, Session& session);

}  // namespace snitt::app
