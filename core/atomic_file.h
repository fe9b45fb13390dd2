// Files that appear whole or not at all: written under a temporary name beside the target, synced, renamed.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/result.h"

namespace snitt {

// Replaces `file`. On failure the target is as it was and the temporary file is gone.
[[nodiscard]] Result<void> writeFileAtomically(const std::filesystem::path& file, std::string_view contents);

// The same for a file that its owner alone may read and write (0600), whatever the rights of the one it replaces.
[[nodiscard]] Result<void> writePrivateFileAtomically(const std::filesystem::path& file, std::string_view contents);

// The same for a file that is its owner's to change, and in a folder that a group shares the group's to read (0640).
[[nodiscard]] Result<void> writeGroupFileAtomically(const std::filesystem::path& file, std::string_view contents);

// A temporary path beside `file`, for writers that rename it themselves.
[[nodiscard]] std::filesystem::path temporaryBeside(const std::filesystem::path& file);

// The whole file as bytes. notFound, or io with the system's reason.
[[nodiscard]] Result<std::string> readFile(const std::filesystem::path& file);

}  // namespace snitt
