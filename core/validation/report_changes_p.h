// What became of a report's files between two times.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/validation/sign_off.h"

namespace snitt::validation {

// A clause for each file that was changed, added or taken away. `word`: what was done to them then, "signed".
[[nodiscard]] std::vector<std::string> changesSince(const ReportFiles& then, const ReportFiles& now,
                                                    std::string_view word);

}  // namespace snitt::validation
