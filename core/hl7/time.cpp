#include "core/hl7/time.h"

#include <algorithm>
#include <chrono>
#include <ctime>

#include <fmt/format.h>

#include "core/hl7/time_place_p.h"
#include "core/text/trimmed.h"

namespace snitt::hl7 {
namespace {

struct Parts {
  int year = 0;
  int month = 1;
  int day = 1;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int given = 0;  // how many of them
  std::optional<int> zone;
};

std::optional<int> digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int value = 0;
  for (const char letter : text.substr(0, count)) {
    if (letter < '0' || letter > '9') return std::nullopt;
    value = value * 10 + (letter - '0');
  }
  text.remove_prefix(count);
  return value;
}

// False where `text` is no zone.
bool takeZone(std::string_view text, std::optional<int>& zone) {
  if (text.empty()) return true;
  const int sign = text.front() == '-' ? -1 : 1;
  if (text.front() != '-' && text.front() != '+') return false;
  text.remove_prefix(1);
  const auto hours = digits(text, 2);
  const auto minutes = digits(text, 2);
  if (!hours || !minutes || !text.empty() || *hours > 14 || *minutes > 59) return false;
  zone = sign * (*hours * 60 + *minutes);
  return true;
}

std::optional<Parts> partsOf(std::string_view text) {
  text = trimmed(text);
  Parts parts;
  const auto year = digits(text, 4);
  if (!year) return std::nullopt;
  parts.year = *year;
  parts.given = 1;
  for (int* into : {&parts.month, &parts.day, &parts.hour, &parts.minute, &parts.second}) {
    const auto value = digits(text, 2);
    if (!value) break;
    *into = *value;
    ++parts.given;
  }
  if (parts.given == 6 && text.starts_with('.')) {
    text.remove_prefix(1);
    text.remove_prefix(std::min(text.find_first_not_of("0123456789"), text.size()));
  }
  if (!takeZone(text, parts.zone)) return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year(parts.year), std::chrono::month(unsigned(parts.month)),
                                         std::chrono::day(unsigned(parts.day)));
  if (!date.ok() || parts.year < 1000 || parts.hour > 23 || parts.minute > 59 || parts.second > 60) return std::nullopt;
  return parts;
}

std::optional<std::string> isoOf(std::time_t seconds) {
  std::tm utc{};
  if (gmtime_r(&seconds, &utc) == nullptr) return std::nullopt;
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday,
                     utc.tm_hour, utc.tm_min, utc.tm_sec);
}

}  // namespace

std::optional<int> zoneOf(std::string_view text) {
  const auto parts = partsOf(text);
  return parts ? parts->zone : std::nullopt;
}

std::optional<std::string> utcOf(std::string_view text, std::optional<int> zone, const std::string& place) {
  const auto parts = partsOf(text);
  if (!parts) return std::nullopt;
  std::tm local{};
  local.tm_year = parts->year - 1900;
  local.tm_mon = parts->month - 1;
  local.tm_mday = parts->day;
  local.tm_hour = parts->hour;
  local.tm_min = parts->minute;
  local.tm_sec = parts->second;
  local.tm_isdst = -1;
  if (parts->zone) zone = parts->zone;
  constexpr int kDay = 3;
  if (!zone && !place.empty() && parts->given > kDay)
    if (const auto seconds = secondsAt(place, timegm(&local))) return isoOf(*seconds);
  return isoOf(zone ? timegm(&local) - *zone * 60 : mktime(&local));
}

bool isAhead(std::string_view utc) {
  constexpr std::time_t kClocksDiffer = 15 * 60;
  const auto limit = isoOf(std::time(nullptr) + kClocksDiffer);
  return limit && utc > *limit;
}

std::optional<std::string> dayOf(std::string_view text) {
  const auto parts = partsOf(text);
  if (!parts) return std::nullopt;
  if (parts->given == 1) return fmt::format("{:04}", parts->year);
  if (parts->given == 2) return fmt::format("{:04}-{:02}", parts->year, parts->month);
  return fmt::format("{:04}-{:02}-{:02}", parts->year, parts->month, parts->day);
}

}  // namespace snitt::hl7
