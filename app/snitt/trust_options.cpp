#include "app/snitt/trust_options.h"

#include <CLI/CLI.hpp>

namespace snitt::app {

void addUntrustedOption(CLI::App& verb, bool& untrusted) {
  verb.add_flag("--untrusted", untrusted,
                "Run TorchScript that no key trusted here has signed, at your own risk; every result records its hash");
}

TrustRules trustRules(bool untrusted) {
  TrustRules rules;
  rules.untrustedAllowed = untrusted;
  return rules;
}

}  // namespace snitt::app
