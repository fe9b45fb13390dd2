// Zones by their names in the tz database. Any thread.
#pragma once

#include <ctime>
#include <optional>
#include <string>

namespace snitt::hl7 {

// The moment at which clocks there show `shown` (a local time, counted as if it were UTC): the first of two where they
// are put back, the moment of the change where they skip it. Nothing where there is no such zone.
[[nodiscard]] std::optional<std::time_t> secondsAt(const std::string& place, std::time_t shown);

}  // namespace snitt::hl7
