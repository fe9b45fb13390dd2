// Other people's text as a terminal may show it.
#pragma once

#include <string>
#include <string_view>

namespace snitt {

// Control, format and bidirectional characters, which would move the cursor, colour or turn what stands beside them,
// become their code in angle quotes ("‹U+202E›"); bytes that are no UTF-8 become U+FFFD. Beyond `mostBytes` of `text`
// it ends in an ellipsis.
[[nodiscard]] std::string visibleText(std::string_view text, std::size_t mostBytes);

}  // namespace snitt
