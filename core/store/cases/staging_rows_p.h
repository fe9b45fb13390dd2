// Rows of a case that both persons and laboratories write. Inside the caller's transaction; throws what SQLiteCpp
// throws. Each says whether it changed anything.
#pragma once

#include <string>
#include <string_view>

#include "core/store/cases/case_access_p.h"

namespace snitt {

// How the source of a value begins that a person entered.
inline constexpr const char* kEnteredBy = "entered by ";

[[nodiscard]] CaseId addCase(const CaseAccess& access, const CaseName& name, bool pending, const std::string& received,
                             const std::string& stated);
[[nodiscard]] bool keepStaging(const CaseAccess& access, CaseId id, StagingItem item, const std::string& value,
                               const std::string& source, const std::string& at, AuditEntry& entry);
// What persons and what the laboratory write on a case stand beside each other.
enum class CommentOf { persons, laboratory };
[[nodiscard]] Result<bool> keepComment(const CaseAccess& access, CaseId id, const std::string& comment, CommentOf of);
[[nodiscard]] Result<std::string> commentOf(const CaseAccess& access, CaseId id, CommentOf of);
// Whether it took a choice back: a slide on another stain is not primary tumour on H&E.
[[nodiscard]] bool keepStain(const CaseAccess& access, GlassId glass, const std::string& stain);
// With its rows in the log and the counts of all cases it touches; whether it changed anything. Errors: usage (of a
// patient, and the case has none).
[[nodiscard]] Result<bool> keepFlag(const CaseAccess& access, CaseId id, const ToldFlag& flag,
                                    const std::string& source);
[[nodiscard]] Result<bool> keepPatientFlag(const CaseAccess& access, PatientRow patient, const ToldFlag& flag,
                                           const std::string& source);

}  // namespace snitt
