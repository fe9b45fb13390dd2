// Where the results of a slide go and how they get there.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/result.h"

namespace snitt::app {

// The name of a slide's results: the stem of its real file name, also for "." or "folder/".
[[nodiscard]] std::string resultName(const std::filesystem::path& slide);

// DIR/<name>, or DIR/<name>-<first 8 of fingerprint> where another slide of that name has its results there or
// `nameShared` says that one will.
[[nodiscard]] std::filesystem::path resultFolder(const std::filesystem::path& out, const std::filesystem::path& slide,
                                                 const std::string& fingerprint, bool nameShared);

// The same slide named twice is worked on once.
[[nodiscard]] std::vector<std::filesystem::path> withoutRepeats(const std::vector<std::filesystem::path>& slides);

// True where another of the slides has the same result name.
[[nodiscard]] bool nameIsShared(const std::vector<std::filesystem::path>& slides, const std::filesystem::path& slide);

// Makes the results folder before anything is computed: an hour's work must not end in a folder that cannot be written
// to. One inside the bundle's is a usage error.
[[nodiscard]] Result<void> checkOutFolder(const std::filesystem::path& out, const std::filesystem::path& bundle);

// Makes a folder with its parents and checks that it can be written to.
[[nodiscard]] Result<void> makeFolder(const std::filesystem::path& folder);

// Writes all files under temporary names first and renames them only when every one is on disk; `last` is renamed last
// and tells that the folder is complete. Results of an earlier score that are not written now are removed before that,
// so that no old table lies beside a new score. Until the renames begin a failure leaves everything as it was. Those in
// `privately` are their owner's alone (0600).
[[nodiscard]] Result<void> writeTogether(const std::filesystem::path& folder,
                                         const std::map<std::string, std::string>& files, const std::string& last,
                                         const std::set<std::string>& privately = {});

}  // namespace snitt::app
