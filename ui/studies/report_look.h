// The folder of a validation's report beside what its register says of it. Plain values; reading is for any thread but
// the UI's.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/validation/lock.h"
#include "ui/studies/register_reading.h"

namespace snitt {

struct ReportLook {
  std::filesystem::path folder;            // empty: nobody knows where it lies
  bool isThere = false;                    // with its pages
  std::filesystem::path pdf, html, annex;  // annex: its PDF; each empty where it is missing
  std::optional<validation::Lock> lock;    // the copy beside the report, else the one beside the protocol
  std::map<int, std::string> why;          // criteria by number: why one is not assessable
  std::vector<std::string> changed;        // files that are not what the register holds, by name
  std::vector<std::string> missing;
  std::vector<std::string> added;  // files that the run did not write; a person's names, which may say who a patient is
};

// `run` may be null: a lock that was not run; then only the lock is looked for, beside `protocol` (may be empty). Files
// are compared by their SHA-256 with those that were registered at the conclusion, but for drafts (.odt); signatures
// and hidden files were not added.
[[nodiscard]] ReportLook lookAtReport(const std::filesystem::path& folder, const std::filesystem::path& protocol,
                                      const ListedLock& lock, const ListedRun* run, const std::stop_token& stop = {});

// Whether a folder holds the report of this run. Errors: notFound (no report of a validation there, or another one's),
// naming what it is.
[[nodiscard]] Result<void> checkIsReportOf(const std::filesystem::path& folder, const std::string& registerId,
                                           const ListedRun& run, const std::stop_token& stop = {});

}  // namespace snitt
