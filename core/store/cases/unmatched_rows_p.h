// The queue of slides that need a person. Inside the caller's transaction; throws what SQLiteCpp throws.
#pragma once

#include <string>
#include <vector>

#include "core/store/cases/case_access_p.h"

namespace snitt {

// Adds it, or brings what is known of it up to date.
[[nodiscard]] Result<LinkedScan> putUnmatched(const CaseAccess& access, const FoundScan& found,
                                              const std::vector<SaidIdentity>& said, const std::string& reason);
// It is known now: what named it is forgotten.
void closeUnmatched(const CaseAccess& access, const std::string& fingerprint);
// A slide of the queue as it was found. Errors: notFound.
[[nodiscard]] Result<FoundScan> unmatchedScan(const CaseAccess& access, RowId<struct UnmatchedRow> slide);
// A person took it away from a case: no machine gives it to one again.
void leaveToPersons(const CaseAccess& access, const std::string& fingerprint);
[[nodiscard]] bool isForPersons(const CaseAccess& access, const std::string& fingerprint);
[[nodiscard]] bool isDismissed(const CaseAccess& access, const std::string& fingerprint);

}  // namespace snitt
