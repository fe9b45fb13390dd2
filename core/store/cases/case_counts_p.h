// What lists sort and search by, kept in step with what it follows from. Called by whoever changes anything of a case,
// inside the same transaction; throws what SQLiteCpp throws.
#pragma once

#include <optional>
#include <string>

#include "core/cases/flags.h"
#include "core/result.h"
#include "core/store/cases/case_access_p.h"

namespace snitt {

// Counts, flags, AI state and the words that searches find.
[[nodiscard]] Result<void> refreshCase(const CaseAccess& access, CaseId id);
// Of all cases of a patient, after flags of the patient changed.
[[nodiscard]] Result<void> refreshCasesOf(const CaseAccess& access, PatientRow id);
// The case of a slide with the first flag that forbids this use; nothing where it has no case, or none does.
struct FlaggedCase {
  CaseName name;
  Flag flag = Flag::noAi;
};
[[nodiscard]] std::optional<FlaggedCase> flagAgainst(const CaseAccess& access, const std::string& fingerprint, Use use);
// Of the case that a slide belongs to, if any.
[[nodiscard]] Result<void> refreshCaseOfSlide(const CaseAccess& access, const std::string& fingerprint);

// What searches find of the case, made anew.
void refreshSearch(const StoreDatabase& database, CaseId id);

}  // namespace snitt
