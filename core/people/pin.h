// PINs: what may be one, and their hashes (Argon2id, RFC 9106, by libsodium with its limits for interactive use: about
// a tenth of a second and 64 MiB). All functions may be called from any thread, none from the UI's.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"

namespace snitt {

// Errors (kind usage) say why not: shorter than 6 characters, longer than 128 bytes, no UTF-8, one character repeated,
// counted up or down.
[[nodiscard]] Result<void> checkPin(std::string_view pin);

// In the text form of the reference implementation. Errors: io (no memory).
[[nodiscard]] Result<std::string> hashPin(std::string_view pin);
[[nodiscard]] bool isPin(std::string_view pin, const std::string& hash);

}  // namespace snitt
