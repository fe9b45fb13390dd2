// Many small files at once: written without waiting for the disk, then made safe together.
#pragma once

#include <filesystem>
#include <string_view>

#include "core/result.h"

namespace snitt::os {

// Whole or not at all for other programs, but safe from a power cut only after syncFileSystem. Error: io.
[[nodiscard]] Result<void> writeUnsynced(const std::filesystem::path& file, std::string_view contents);
// Another name for the same file; a copy where the file system has none. Error: io.
[[nodiscard]] Result<void> linkOrCopy(const std::filesystem::path& from, const std::filesystem::path& to);
// Everything that was written to the file system that `path` lies on. Error: io.
[[nodiscard]] Result<void> syncFileSystem(const std::filesystem::path& path);

}  // namespace snitt::os
