// Text of somebody else for HTML pages. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace snitt {

// For contents of elements and for attribute values in quotes: visibleText (core/text/visible.h) of at most
// `mostBytes`, with &, <, >, " and ' as references.
[[nodiscard]] std::string htmlText(std::string_view text, std::size_t mostBytes = 2000);

}  // namespace snitt
