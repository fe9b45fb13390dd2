// The files that `snitt stats` writes: all of them appear, or none.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/result.h"

namespace snitt::app {

// Whether `files` can be written, before anything is computed for them. Usage: one of them is a file of `read`, a
// folder, or named twice. notFound or io: its folder is not there, or may not be written.
[[nodiscard]] Result<void> checkOutputs(const std::vector<std::filesystem::path>& files,
                                        const std::vector<std::filesystem::path>& read);

struct OutputFile {
  std::filesystem::path path;
  std::string contents;
};

// All are written and synced under temporary names first, then renamed.
[[nodiscard]] Result<void> writeTogether(const std::vector<OutputFile>& files);

}  // namespace snitt::app
