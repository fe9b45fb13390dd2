// Text of somebody else on a terminal.
#pragma once

#include <string>
#include <string_view>

namespace snitt {

// One line that shows what it holds and does nothing: control characters as their pictures (U+2400 …, a line feed as
// "␊"), characters that turn the direction of writing or show nothing and codes that are no characters (U+FFFE, which
// XML cannot hold) as "⟨U+202E⟩", bytes that are no UTF-8 as U+FFFD. Beyond `mostBytes` it ends in an ellipsis, never
// inside a letter.
[[nodiscard]] std::string visibleText(std::string_view text, std::size_t mostBytes = 200);

}  // namespace snitt
