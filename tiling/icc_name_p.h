// The name in an ICC profile; private to this folder.
#pragma once

#include <string>

namespace snitt {

// Of an open Little CMS profile: the description in English or whatever language there is, else the model, else
// "unnamed". UTF-8 without control characters, at most 200 characters.
[[nodiscard]] std::string iccNameOf(void* profile);

}  // namespace snitt
