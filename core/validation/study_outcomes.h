// The outcomes file of a study as follow-up by patient, by the protocol's words for event and cause. Pure functions.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/validation/protocol.h"

namespace snitt::validation {

// What ended a patient's follow-up.
enum class FollowUpEnd { censored, event, competing };

struct StudyOutcome {
  std::size_t row = 0;  // of the file, as a spreadsheet shows it; the first of the patient's
  double timeDays = 0;
  FollowUpEnd end = FollowUpEnd::censored;
  bool known = true;  // time and event are both there
};

struct StudyOutcomes {
  std::map<std::string, StudyOutcome, std::less<>> byPatient;
  std::size_t rows = 0;
  std::size_t unknownCauses = 0;    // patients whose death has no cause, and counts as the protocol says
  std::vector<std::string> header;  // of the file
};

// Corrupt, naming row and column: text where a number belongs, a negative time, an event of a coding that nobody
// stated, a cause beside no event that would be the event, a cause in neither list, a death without a cause where the
// protocol refuses that, rows of one patient that differ, no patient. Usage: a column that is not there, with the
// nearest name.
[[nodiscard]] Result<StudyOutcomes> readStudyOutcomes(std::string_view csv, const OutcomePart& rules);

}  // namespace snitt::validation
