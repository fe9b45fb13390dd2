// What a lock froze, as rows of label and value. Pure functions; texts are translated.
#pragma once

#include <vector>

#include "core/validation/lock.h"
#include "ui/studies/fact_grid_p.h"
#include "ui/studies/register_reading.h"

namespace snitt {

// `file`: the lock itself, with the hashes of every file; null where it was not found, which is said.
[[nodiscard]] std::vector<ShownFact> lockFacts(const RegisterReading& all, const ListedLock& lock,
                                               const validation::Lock* file);

}  // namespace snitt
