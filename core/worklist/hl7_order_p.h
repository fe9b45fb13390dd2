// What the orders of a message say of cases.
#pragma once

#include <string>
#include <vector>

#include "core/site/site_file.h"
#include "core/worklist/hl7_faults_p.h"
#include "core/worklist/hl7_groups_p.h"
#include "core/worklist/lab_event.h"

namespace snitt::told {

// Orders of one accession, or of one order number where there is none, are one case.
[[nodiscard]] std::vector<ToldCase> casesOf(const MessageParts& parts, const Site& site, Hl7Faults& faults);

// Those that the site's field values set or lift.
[[nodiscard]] std::vector<ToldFlag> flagsOf(const hl7::Message& message, const Site& site);

}  // namespace snitt::told
