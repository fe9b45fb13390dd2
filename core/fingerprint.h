// Identity of a slide's files.
//
// fingerprint: SHA-256 over size, first and last MiB of each file and the level geometry. Quick (reads at most 2 MiB
//   a file); finds a slide again after it was moved or renamed.
// sha256: the whole file; for a slide of several files, over the sorted list of "name hash" lines.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "core/result.h"

namespace snitt {

// `files` are all files that make up the slide, in any order; `levels` are (width, height) in pixels, finest first.
[[nodiscard]] Result<std::string> fingerprintOf(std::span<const std::filesystem::path> files,
                                                std::span<const std::pair<std::int64_t, std::int64_t>> levels);

[[nodiscard]] Result<std::string> sha256OfFiles(std::span<const std::filesystem::path> files,
                                                const std::stop_token& stop = {});

}  // namespace snitt
