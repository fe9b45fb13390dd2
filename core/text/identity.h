// Names of a run: when and which.
#pragma once

#include <string>

namespace snitt {

// A random UUID (RFC 9562, version 4).
[[nodiscard]] std::string randomUuid();

// Now, as "2026-01-31T23:59:59Z".
[[nodiscard]] std::string utcNow();

}  // namespace snitt
