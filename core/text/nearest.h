// Which known name somebody probably meant: for messages about a column, key or verb that is not there. Pure functions.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace snitt {

// The number of letters to change, put in, leave out, or swap with their neighbour to make `a` into `b` (optimal string
// alignment: Damerau, CACM 7:171, 1964, with Wagner and Fischer's table, JACM 21:168, 1974). A letter is a code point
// of UTF-8; a byte that is no UTF-8 counts as one.
[[nodiscard]] std::size_t editDistance(std::string_view a, std::string_view b);

// The entry of `known` that is nearest to `wanted` by that distance; of several the first. Case (of ASCII letters),
// blanks, '_', '-' and '.' count for nothing: "Death date", "death_date" and "deathDate" are one name, and the distance
// as written decides between such. Nothing where even the nearest differs by more than a third of its letters.
[[nodiscard]] std::optional<std::string> nearestName(std::string_view wanted, std::span<const std::string> known);

// ` (nearest: "time")`, to be put behind a name in a message; empty where no name is near.
[[nodiscard]] std::string nearestHint(std::string_view wanted, std::span<const std::string> known);

}  // namespace snitt
