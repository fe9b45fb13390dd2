// The command line of snitt-viewer.
#pragma once

#include <optional>

#include "ui/theme/theme.h"
#include "ui/window/open_request.h"
#include "ui/window/screenshot.h"

namespace snitt::app {

struct ViewerOptions {
  OpenRequest request;
  bool newWindow = false;
  std::optional<ThemeChoice> theme;
  ScreenshotRequest screenshot;  // `file` empty: none
};

// A link that was refused is in `request`, to be told where its reader sees it.
// The exit code where the program is to end now (help, version, a fault of the command line, which was told).
[[nodiscard]] std::optional<int> parse(int argc, char** argv, ViewerOptions& options);

// "x,y,zoom": three numbers, the last above 0. Level-0 pixels, and screen pixels a slide pixel.
[[nodiscard]] bool isPlace(const std::string& text);

}  // namespace snitt::app
