// Versions of the libraries that read pixels, one line each, for `snitt doctor`.
#pragma once

#include <string>
#include <vector>

namespace snitt {

[[nodiscard]] std::vector<std::string> tilingLibraries();

// OpenCV works inside our own workers; its pool would only fight them for the cores. Call once at the start.
void useOneThreadPerWorkerForPixels();

}  // namespace snitt
