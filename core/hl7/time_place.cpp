#include "core/hl7/time_place_p.h"

#include <date/tz.h>

#include <chrono>
#include <exception>

#include "core/hl7/time.h"

namespace snitt::hl7 {

std::optional<std::time_t> secondsAt(const std::string& place, std::time_t shown) {
  try {
    const date::local_seconds local{std::chrono::seconds(shown)};
    const auto moment = date::locate_zone(place)->to_sys(local, date::choose::earliest);
    return std::chrono::duration_cast<std::chrono::seconds>(moment.time_since_epoch()).count();
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

bool isPlace(const std::string& place) { return secondsAt(place, 0).has_value(); }

}  // namespace snitt::hl7
