// Entries of a register as JSON.
#pragma once

#include <nlohmann/json.hpp>

#include "core/result.h"
#include "core/validation/register.h"

namespace snitt::validation {

inline constexpr std::string_view kRegisterFormat = "snitt-validation-register/1";

[[nodiscard]] nlohmann::json jsonOf(const RegisterEntry& entry);
// Errors: corrupt.
[[nodiscard]] Result<RegisterEntry> entryOf(const nlohmann::json& json);

}  // namespace snitt::validation
