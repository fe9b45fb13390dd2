// Flags of cases, for verbs that work through slide lists.
#pragma once

#include <map>

#include "app/snitt/session.h"
#include "core/cases/flags.h"
#include "core/cohort/slide_list.h"
#include "core/result.h"

namespace snitt::app {

// Takes slides whose case bears a flag that forbids `use` out of the list, as if the list excluded their rows, and
// counts them by flag. Without a database there are no cases. A slide that cannot be opened stays: whoever works on it
// tells why. Errors: those of Store::open.
[[nodiscard]] Result<std::map<Flag, std::size_t>> leaveOutFlagged(SlideList& list, Use use,
                                                                  const CommonOptions& options);

// "2 slides are left out: research reservation"; empty where none is.
[[nodiscard]] std::string leftOutInWords(const std::map<Flag, std::size_t>& leftOut);

}  // namespace snitt::app
