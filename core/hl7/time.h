// Times of HL7 (type DTM, before TS): YYYY[MM[DD[HH[MM[SS[.ssss]]]]]][+-ZZZZ]. Pure functions, but for the machine's
// time zone, which holds where neither the time, nor its message, nor the site names one, and its tables of zones.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace snitt::hl7 {

// Of the text, in minutes east of UTC; nothing where it names no zone or is no time.
[[nodiscard]] std::optional<int> zoneOf(std::string_view text);

// As "2026-01-31T23:59:59Z", parts that are left out at their least; nothing where the text is no time. `zone`: where
// the text names none. `place`: the zone that its clock goes by where nothing else tells, as "Europe/Oslo"; empty: the
// machine's. A day without a time is the machine's day, since that is where it is read.
[[nodiscard]] std::optional<std::string> utcOf(std::string_view text, std::optional<int> zone,
                                               const std::string& place = {});

// Whether the machine's tables know it.
[[nodiscard]] bool isPlace(const std::string& place);

// Whether a time as utcOf gives it lies ahead of this machine's clock by more than clocks differ: a quarter of an hour.
[[nodiscard]] bool isAhead(std::string_view utc);

// The day alone, as exact as it is told: "1958-06-14", "1958-06", "1958".
[[nodiscard]] std::optional<std::string> dayOf(std::string_view text);

}  // namespace snitt::hl7
