// A piece of somebody's text as a message shows it.
#pragma once

#include <string>
#include <string_view>

namespace snitt {

// Line breaks and tabs become blanks; beyond `mostBytes` it ends in an ellipsis, never inside a letter of UTF-8.
[[nodiscard]] std::string oneLine(std::string_view text, std::size_t mostBytes);

}  // namespace snitt
