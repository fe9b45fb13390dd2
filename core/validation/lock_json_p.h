// JSON of what locks, registers and signatures share.
#pragma once

#include <nlohmann/json.hpp>

#include "core/json_reader_p.h"
#include "core/validation/lock.h"

namespace snitt::validation {

[[nodiscard]] nlohmann::json jsonOf(const Doer& doer);
[[nodiscard]] Doer readDoer(JsonReader in);

}  // namespace snitt::validation
