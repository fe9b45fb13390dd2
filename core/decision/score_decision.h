// What the members of a score say together.
#pragma once

#include "core/bundle/manifest.h"
#include "core/result.h"
#include "core/score.h"

namespace snitt {

// Decides from the members that stand in `score`, and writes the resolutions' scores and classes, the combined score,
// the class and why into it. Errors: those of decide (core/decision/decision.h).
[[nodiscard]] Result<void> takeDecision(Score& score, const Manifest& manifest);

}  // namespace snitt
