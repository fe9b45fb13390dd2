// Text of somebody else for HTML pages. Pure.
#pragma once

#include <string>
#include <string_view>

namespace snitt {

// For contents of elements and for attribute values in quotes: visibleText (core/text/visible.h) of at most 2,000
// bytes, with &, <, >, " and ' as references.
[[nodiscard]] std::string htmlText(std::string_view text);

}  // namespace snitt
