// A link that was refused: told where whoever clicked it sees it.
#pragma once

#include "app/snitt-viewer/viewer_options.h"

namespace snitt::app {

// On standard error; in the window that runs already, else, where there is a display and nobody reads standard error,
// in a box that is closed. The exit code: 2.
[[nodiscard]] int tellRefused(int argc, char** argv, const ViewerOptions& options);

}  // namespace snitt::app
