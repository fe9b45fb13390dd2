// Bytes of a message as UTF-8, by the names that messages give character sets: those of HL7 table 0211 ("8859/1",
// "UNICODE UTF-8") and the common ones ("ISO-8859-1", "WINDOWS-1252"). Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"

namespace snitt::hl7 {

// Without a name, or as "ASCII": UTF-8 where all of it is, else ISO 8859-1. A byte 0 becomes U+FFFD. Errors:
// unsupported (a character set that is not known; the name is not repeated), corrupt (bytes that are none of it).
[[nodiscard]] Result<std::string> toUtf8(std::string_view bytes, std::string_view charset);

// The first `most` bytes of UTF-8, and never a part of a letter.
[[nodiscard]] std::string_view cutUtf8(std::string_view text, std::size_t most);

}  // namespace snitt::hl7
