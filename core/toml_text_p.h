// TOML text as toml++ reads it, without its exceptions.
#pragma once

#include <string_view>

#include <toml++/toml.h>

#include "core/result.h"

namespace snitt {

// Errors (of this kind) name the line. Letters beyond ASCII outside of quotes and comments, which no TOML has, are
// refused before toml++ 3.3 sees them: for some, its search for blanks runs into what it declares unreachable.
[[nodiscard]] Result<toml::table> parseToml(std::string_view text, ErrorKind kind);

// Whether its key `format` is `format` with another whole number at the end ("snitt-protocol/2" for
// "snitt-protocol/1").
[[nodiscard]] bool isOtherVersion(const toml::table& document, std::string_view format);

}  // namespace snitt
