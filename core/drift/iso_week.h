// Weeks as ISO 8601 counts them. Pure functions.
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "core/outcomes/dates.h"
#include "core/result.h"

namespace snitt::drift {

// From Monday to Sunday; it belongs to the year of its Thursday.
struct IsoWeek {
  Day monday{};
  auto operator<=>(const IsoWeek&) const = default;
};

[[nodiscard]] IsoWeek weekOf(Day day);
[[nodiscard]] std::string toText(IsoWeek week);  // "2026-W19"
// Weeks from `first` to `last`, both counted.
[[nodiscard]] int weeksBetween(IsoWeek first, IsoWeek last);

// A date of ISO 8601, with or without a time of day behind it ("2026-05-04T09:31:22Z"), or a week ("2026-W19", its
// Monday). Blanks around it do not count. Errors (corrupt) begin with the text in quotes.
[[nodiscard]] Result<Day> dayIn(std::string_view text);

}  // namespace snitt::drift
