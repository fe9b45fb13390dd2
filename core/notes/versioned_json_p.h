// Files that name their format and its version first: {"format": "snitt-notes/1", ...}.
#pragma once

#include <string_view>

#include <nlohmann/json.hpp>

#include "core/result.h"

namespace snitt {

// The object in `text`, whose format must be `format` ("snitt-notes/1"). Any later version is refused (unsupported,
// both versions named): these files are rewritten whole, so what this program does not know would be lost. Errors else:
// corrupt.
[[nodiscard]] Result<nlohmann::json> parseVersioned(std::string_view text, std::string_view format);

}  // namespace snitt
