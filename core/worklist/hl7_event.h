// Messages of laboratories and hospital systems (HL7 version 2) as events. Orders: OML^O21, OML^O33, OML^O35, ORM^O01,
// OMI^O23, OMG^O19, OUL^R21 to R24. Patients: ADT messages that say who a patient is, that two records are one patient,
// or that a number changed. Pure functions, but for the machine's time zone where a message names none.
//
// A case's accession is the first that the site's fields name; without one its order numbers stand for it. `received`
// is told where the specimen's arrival is, else for new orders alone: later ones would move it.
#pragma once

#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/site/site_file.h"
#include "core/worklist/lab_event.h"

namespace snitt {

// Of one message (core/hl7/message.h finds those of a file). Without a site MSH-4 names it and the default fields hold.
// One event, or several where an ADT message names several patients. Errors: unsupported (no order or patient message,
// a character set that is not known), corrupt (malformed, or sent at a time that has not come yet; names segment and
// field, never a value).
[[nodiscard]] Result<std::vector<LabEvent>> hl7Events(std::string_view message, const Site* site);

}  // namespace snitt
