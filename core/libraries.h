// Versions of the libraries that keep and hash, one line each, for `snitt doctor`.
#pragma once

#include <string>
#include <vector>

namespace snitt {

[[nodiscard]] std::vector<std::string> coreLibraries();

}  // namespace snitt
