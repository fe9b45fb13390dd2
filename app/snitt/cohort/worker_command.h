// How a supervisor starts its workers.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/snitt/session.h"

namespace snitt::app {

// The threads of the session are shared among `jobs` workers.
[[nodiscard]] std::vector<std::string> workerCommand(const std::filesystem::path& bundle,
                                                     const std::filesystem::path& out, int jobs, bool untrusted,
                                                     const Session& session);

}  // namespace snitt::app
