// The specimens of an order, with the blocks and slides whose numbers the site's patterns understand.
#pragma once

#include <set>
#include <string>

#include "core/site/site_file.h"
#include "core/worklist/hl7_groups_p.h"
#include "core/worklist/lab_event.h"

namespace snitt::told {

// `numbers` gets those labels that are no labels but numbers of specimens, which only tell specimens apart.
void readSpecimens(const OrderGroup& order, const Site& site, ToldCase& told, std::set<std::string>& numbers,
                   Hl7Faults& faults);

// Counts the specimens of a whole message that have but numbers: a number may be the case's own, and a label is shown
// to everybody and stays when a patient is erased. The first has no label, unless one of that name is there.
void countSpecimens(const std::set<std::string>& numbers, ToldCase& told);

}  // namespace snitt::told
