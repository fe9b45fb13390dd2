// Scans of glass slides, and who works on a case. Inside the caller's transaction; throws what SQLiteCpp throws.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/store/cases/case_access_p.h"

namespace snitt {

// The current one first, then newest first; paths as the actor may see them.
[[nodiscard]] Result<std::vector<Scan>> scansOf(const CaseAccess& access, GlassId glass);
[[nodiscard]] Result<std::optional<Scan>> scanBy(const CaseAccess& access, const std::string& fingerprint);

// Paths are sealed for the row that holds them, and found by their mark.
[[nodiscard]] std::string sealPath(const CaseAccess& access, const std::string& uuid, const std::string& path);
[[nodiscard]] std::string markPath(const CaseAccess& access, const std::string& path);

// As it was sealed. Errors: corrupt.
[[nodiscard]] Result<std::string> openPath(const CaseAccess& access, const std::string& uuid,
                                           const std::string& sealed);

// Work on a case that was last seen before this has ended without saying so.
[[nodiscard]] std::string workSeenSince();
// Whether somebody works on it, whoever that is, or a person has closed it.
[[nodiscard]] bool isBusy(const CaseAccess& access, CaseId id);

}  // namespace snitt
