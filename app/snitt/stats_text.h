// The result of `snitt stats` in a few lines for a terminal; the JSON has all of it.
#pragma once

#include <filesystem>
#include <string>

#include "core/analysis/stats.h"

namespace snitt::app {

[[nodiscard]] std::string statsText(const analysis::StatsResult& result, const std::filesystem::path& out);

}  // namespace snitt::app
