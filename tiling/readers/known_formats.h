// Formats that Snitt knows by name and cannot read, each with how to convert it. Recognised by their first bytes, then
// by the file's extension, since some hide behind a small TIFF or have no mark of their own.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace snitt {

// For a file or folder: words that go on after its name ("is a Zeiss CZI file, …; convert it …"), or nothing. Reads at
// most a few hundred bytes.
[[nodiscard]] std::optional<std::string> unreadableFormat(const std::filesystem::path& path);

}  // namespace snitt
