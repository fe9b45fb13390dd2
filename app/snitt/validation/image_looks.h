// How the slides of a study look, to be compared with those of a training.
#pragma once

#include "app/snitt/session.h"
#include "core/validation/locked_run.h"

namespace snitt::app {

// Image fingerprints of the slides that can be opened, on the session's threads; the others are left out. Stage "look"
// of the progress. Refers to the session.
[[nodiscard]] validation::ImagesOf imageLooks(Session& session);

}  // namespace snitt::app
