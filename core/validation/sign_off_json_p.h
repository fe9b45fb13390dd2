// Signatures as JSON.
#pragma once

#include <string>

#include "core/validation/sign_off.h"

namespace snitt::validation {

// Over everything else in it and the hash before it.
[[nodiscard]] std::string hashOf(const Signature& signature);

}  // namespace snitt::validation
