// Canonical JSON (RFC 8785) of texts, whole numbers and objects of these: the same values give the same bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace snitt {

// Bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string canonicalText(std::string_view text);
// At most 2^53 - 1 in size: beyond that the RFC's numbers, which are doubles, are no longer exact.
[[nodiscard]] std::string canonicalInteger(std::int64_t number);
// Names (no two the same) with values that are canonical JSON already.
[[nodiscard]] std::string canonicalObject(std::vector<std::pair<std::string, std::string>> members);

}  // namespace snitt
