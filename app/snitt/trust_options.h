// What lets code of somebody else run.
#pragma once

#include "core/trust/signature.h"

namespace CLI {
class App;
}

namespace snitt::app {

// --untrusted
void addUntrustedOption(CLI::App& verb, bool& untrusted);

// This user's trusted keys, and the option.
[[nodiscard]] TrustRules trustRules(bool untrusted);

}  // namespace snitt::app
