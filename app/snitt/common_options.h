// Options that every verb has.
#pragma once

#include "app/snitt/session.h"

namespace CLI {
class App;
}

namespace snitt::app {

void addCommonOptions(CLI::App& app, CommonOptions& options);

}  // namespace snitt::app
