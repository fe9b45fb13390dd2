// Where the results of a slide go and how they get there.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "core/result.h"

namespace snitt::app {

// DIR/<stem>, or DIR/<stem>-<first 8 of fingerprint> where another slide of that stem has its results there or
// `stemShared` says that one will.
[[nodiscard]] std::filesystem::path resultFolder(const std::filesystem::path& out, const std::filesystem::path& slide,
                                                 const std::string& fingerprint, bool stemShared);

// Writes all files under temporary names first and renames them only when every one is on disk; `last` is renamed last
// and tells that the folder is complete. When something fails, what was there before is untouched.
[[nodiscard]] Result<void> writeTogether(const std::filesystem::path& folder,
                                         const std::map<std::string, std::string>& files, const std::string& last);

}  // namespace snitt::app
