// JSON objects that carry their own hash: the same values give the same bytes.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace snitt::validation {

// RFC 8785 for objects with ASCII names that hold texts, whole numbers, flags, lists and objects of these. Bytes that
// are no UTF-8 become U+FFFD.
[[nodiscard]] std::string canonicalJson(const nlohmann::json& value);

// SHA-256 over `previous` and the canonical text of the object without its "hash".
[[nodiscard]] std::string hashOfObject(nlohmann::json object, std::string_view previous = {});

// "1a2b3c4d…", as sentences name a hash.
[[nodiscard]] std::string shortHash(const std::string& hash);

}  // namespace snitt::validation
