// Whether whoever scored a cohort could see the outcomes: a list that holds them makes scores that nobody can call
// blind. Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/validation/protocol.h"

namespace snitt::validation {

// Columns of the slide list that hold outcomes, in its order: those that the list's format has for them (time, event,
// cause, recurrence, recurrenceTime, label); those that the protocol's outcomes name; those that the outcomes file has,
// too, unless they are the patient or something that is known of a slide or patient before (known columns of lists, and
// what the protocol adjusts for, divides or chooses by); and those whose numbers are the patients' times, whatever they
// are called. Names are compared without case. Errors: corrupt.
[[nodiscard]] Result<std::vector<std::string>> outcomeColumns(std::string_view listCsv, std::string_view outcomesCsv,
                                                              const Protocol& protocol);

// "Scored with outcomes in view: the slide list holds time and event"; empty without columns.
[[nodiscard]] std::string outcomesNotice(const std::vector<std::string>& columns);

}  // namespace snitt::validation
