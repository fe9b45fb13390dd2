// What the windows of cases call things. Pure functions; texts are translated, those of laboratories and people are
// shown as shownText() does.
#pragma once

#include <QString>

#include <optional>
#include <string>
#include <string_view>

#include "core/audit/audit.h"
#include "core/cases/lab_case.h"
#include "core/cases/slide_identity.h"
#include "core/cases/worklist.h"
#include "core/people/person.h"
#include "core/result.h"
#include "ui/score/score_summary.h"

namespace snitt {

// "•••": stands for what the actor may not see.
[[nodiscard]] QString maskedText();
// Why something is masked, or a button disabled: "Needs the permission to … (role pathologist)."
[[nodiscard]] QString needsPermission(Permission permission);

// An error as a sentence with its full stop.
[[nodiscard]] QString sentenceOf(const Error& error);

// Where the AI work stands; of a case with a class, the class.
[[nodiscard]] QString aiWords(AiState state, const std::optional<Prognosis>& prognosis);
[[nodiscard]] ClassKind classKindOf(const std::optional<Prognosis>& prognosis);
[[nodiscard]] QString classShort(const std::optional<Prognosis>& prognosis);  // "Good"; empty where there is none
[[nodiscard]] QString classLong(const std::optional<Prognosis>& prognosis);   // "Good prognosis"

// "25 min", "3 h", "2 d" since a time in ISO 8601; "?" where it is unknown or no time.
[[nodiscard]] QString ageWords(const std::string& since, qint64 nowSeconds);
// In the person's own time zone and way of writing; as it is where it is no time.
[[nodiscard]] QString timeWords(const std::string& iso);
[[nodiscard]] QString dayWords(const std::string& iso);

[[nodiscard]] QString priorityWord(Priority priority);
[[nodiscard]] QString stateWord(CaseState state);
[[nodiscard]] QString flagWord(Flag flag);
[[nodiscard]] QString flagWords(Flags flags);
[[nodiscard]] QString chosenWords(Chosen chosen);
[[nodiscard]] QString stagingName(StagingItem item);
[[nodiscard]] QString identitySourceWords(IdentitySource source);
[[nodiscard]] QString roleWord(Role role);

// "WALSH, Cathal · born 1951-03-02 · 0123456": name, then the birth date, then the first number, as far as there are
// two of them. Empty where nothing is known or the identity is masked.
[[nodiscard]] QString identityWords(const Patient& patient);

// A row of the audit log on a case, without who and when.
[[nodiscard]] QString historyWords(const AuditEntry& entry);

}  // namespace snitt
