// The specimens of an order, with the blocks and slides whose numbers the site's patterns understand.
#pragma once

#include "core/site/site_file.h"
#include "core/worklist/hl7_groups_p.h"
#include "core/worklist/lab_event.h"

namespace snitt::told {

void readSpecimens(const OrderGroup& order, const Site& site, ToldCase& told, Hl7Faults& faults);

}  // namespace snitt::told
