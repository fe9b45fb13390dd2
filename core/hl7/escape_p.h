// Escape sequences of HL7 (2.9, 2.7): \F\ \S\ \T\ \R\ \E\ \P\, \Xhh..\ and the formatting commands as line breaks and
// blanks. What is no known sequence stays as it is written. Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "core/hl7/message.h"

namespace snitt::hl7 {

[[nodiscard]] std::string unescaped(std::string_view raw, const Delimiters& delimiters);

}  // namespace snitt::hl7
