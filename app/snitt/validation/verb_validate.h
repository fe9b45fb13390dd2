// The verb of validations, as in app/snitt/verbs.h.
#pragma once

#include "app/snitt/verbs.h"

namespace snitt::app {

void addValidate(CLI::App& app, Verb& run);

}  // namespace snitt::app
