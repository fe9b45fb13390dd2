// pT, pN and node counts that observations of an order tell by LOINC codes: 21899-0, 21900-6, 21894-1 (examined),
// 21893-3 (positive).
#pragma once

#include <vector>

#include "core/worklist/hl7_groups_p.h"
#include "core/worklist/lab_event.h"

namespace snitt::told {

// Items of which observations contradict one another are left out.
[[nodiscard]] std::vector<ToldStaging> stagingOf(const OrderGroup& order);

}  // namespace snitt::told
