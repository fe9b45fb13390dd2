// Words that mean the same in any case. ASCII letters alone change. Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace snitt {

[[nodiscard]] std::string lowered(std::string_view text);

// Lists write down in words that they do not know: "", "?", "NA", "n/a", "unknown" or "not known", in any case and with
// blanks around them.
[[nodiscard]] bool saysNothing(std::string_view value);

}  // namespace snitt
