// Versions of the libraries that read pixels, one line each, for `snitt doctor`.
#pragma once

#include <string>
#include <vector>

namespace snitt {

[[nodiscard]] std::vector<std::string> tilingLibraries();

// OpenCV and libvips work inside our own workers; their pools would only fight them for the cores. Call once at the
// start, before any thread.
void useOneThreadPerWorkerForPixels();

}  // namespace snitt
