// Who a message is about.
#pragma once

#include <string_view>
#include <vector>

#include "core/cases/patient.h"
#include "core/hl7/message.h"
#include "core/worklist/hl7_faults_p.h"

namespace snitt::told {

// Of a segment PID: numbers (PID-3, in old messages PID-2 or PID-4), legal name, birth date, sex.
[[nodiscard]] PatientIdentity patientOf(const hl7::Segment& pid, Hl7Faults& faults);

// Of a field that lists identifiers (type CX).
[[nodiscard]] std::vector<PatientNumber> numbersOf(const hl7::Value& field, std::string_view where, Hl7Faults& faults);

}  // namespace snitt::told
