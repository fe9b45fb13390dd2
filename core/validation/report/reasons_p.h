// Why patients and slides are not in the figures, in fixed classes: a reason as it was written may name slides, rows,
// values or files, and stands in the annex alone.
#pragma once

#include <string>
#include <string_view>

#include "core/validation/study.h"

namespace snitt::validation {

// "left out by the list"; empty for a slide that was scored.
[[nodiscard]] std::string_view reasonClass(const StudySlide& slide);
// Of all slides of the patient without a score; a rule's own words, which are the protocol's.
[[nodiscard]] std::string reasonClass(const StudyPatient& patient);
// "excluded in the list", "not scored".
[[nodiscard]] std::string_view fateText(PatientFate fate);

}  // namespace snitt::validation
