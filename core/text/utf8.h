// Whether bytes are UTF-8 (RFC 3629).
#pragma once

#include <optional>
#include <string_view>

namespace snitt {

// Where the first byte stands that begins no well-formed letter; nothing where all of `text` is UTF-8. Overlong forms,
// surrogates and letters beyond U+10FFFF are not; nor is the byte 0, which no text file holds.
[[nodiscard]] std::optional<std::size_t> firstNotUtf8(std::string_view text);

}  // namespace snitt
