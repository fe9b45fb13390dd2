// What differs between two texts of a protocol, key by key. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace snitt::validation {

// Each a part of a sentence: `analysis.smallestCell was changed (5 locked, 10 now)`, `criterion 2's atLeast was added
// (0.6)`, in the order of the keys; empty where the texts are the same bytes. Texts that differ in comments, blanks or
// order alone, or that are no TOML, are told by their hashes.
[[nodiscard]] std::vector<std::string> protocolChanges(std::string_view locked, std::string_view now);

}  // namespace snitt::validation
