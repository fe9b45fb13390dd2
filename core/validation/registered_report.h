// Whether a report is the one that the register tells of. Pure functions.
#pragma once

#include <string>

#include "core/result.h"
#include "core/validation/register.h"
#include "core/validation/sign_off.h"

namespace snitt::validation {

// Empty where the register holds the conclusion of the report's run and every file is what was entered then; else why
// that cannot be said (no register, another one, a run that was not registered or came to no conclusion), a part of a
// sentence. An annex may be missing as a whole: it stays at the site. Refused: the register holds this run, and a file
// was changed, added or taken away since, or somebody else ran it; or it holds another lock.
[[nodiscard]] Result<std::string> whyNotRegistered(const Result<StudyRegister>& all, const SignableReport& report);

}  // namespace snitt::validation
