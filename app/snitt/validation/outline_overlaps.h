// How the outlines that the network found agree with those of the slide list.
#pragma once

#include "app/snitt/session.h"
#include "core/validation/locked_run.h"

namespace snitt::app {

// Dice of each slide of the cohort that has both, on a grid of 8 µm/px; slides that cannot be read are left out. As
// many threads as the session has; ends with the session's progress.
[[nodiscard]] validation::OutlinesOf outlineOverlaps(Session& session);

}  // namespace snitt::app
