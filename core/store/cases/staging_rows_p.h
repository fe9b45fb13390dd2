// Rows of a case that both persons and laboratories write. Inside the caller's transaction; throws what SQLiteCpp
// throws. Each says whether it changed anything.
#pragma once

#include <string>
#include <string_view>

#include "core/store/cases/case_access_p.h"

namespace snitt {

// What can be a site's name, an accession or an order number: not empty, no control characters, at most 100 letters.
[[nodiscard]] bool isNumber(std::string_view text);

[[nodiscard]] CaseId addCase(const CaseAccess& access, const CaseName& name, bool pending, const std::string& received,
                             const std::string& stated);
[[nodiscard]] bool keepStaging(const CaseAccess& access, CaseId id, StagingItem item, const std::string& value,
                               const std::string& source, const std::string& at, AuditEntry& entry);
[[nodiscard]] Result<bool> keepComment(const CaseAccess& access, CaseId id, const std::string& comment);
// With its row in the log and the counts of all cases it touches. Errors: usage (of a patient, and the case has none).
[[nodiscard]] Result<void> keepFlag(const CaseAccess& access, CaseId id, const ToldFlag& flag,
                                    const std::string& source);

}  // namespace snitt
