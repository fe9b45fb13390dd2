// Times of HL7 (type DTM, before TS): YYYY[MM[DD[HH[MM[SS[.ssss]]]]]][+-ZZZZ]. Pure functions, but for the machine's
// time zone, which holds where neither the time nor its message names one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace snitt::hl7 {

// Of the text, in minutes east of UTC; nothing where it names no zone or is no time.
[[nodiscard]] std::optional<int> zoneOf(std::string_view text);

// As "2026-01-31T23:59:59Z", parts that are left out at their least; nothing where the text is no time.
[[nodiscard]] std::optional<std::string> utcOf(std::string_view text, std::optional<int> zone);

// Whether a time as utcOf gives it lies ahead of this machine's clock by more than clocks differ: a quarter of an hour.
[[nodiscard]] bool isAhead(std::string_view utc);

// The day alone, as exact as it is told: "1958-06-14", "1958-06", "1958".
[[nodiscard]] std::optional<std::string> dayOf(std::string_view text);

}  // namespace snitt::hl7
