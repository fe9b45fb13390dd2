#pragma once
#include <string_view>
namespace snitt {
[[nodiscard]] inline bool looksLikeDate(std::string_view text) { return text.size() == 10 && text[4] == '-' && text[7] == '-'; }
}
