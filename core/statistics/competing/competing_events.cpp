#include "core/statistics/competing/competing_events.h"

#include <fmt/format.h>

namespace snitt::statistics {

Result<void> checkCompetingEvents(SurvivalView data, std::span<const std::uint8_t> competing) {
  if (competing.empty()) return {};
  if (competing.size() != data.size())
    return fail(ErrorKind::usage,
                fmt::format("{} competing events stand beside {} patients", competing.size(), data.size()));
  for (std::size_t i = 0; i < competing.size(); ++i) {
    if (competing[i] > 1)
      return fail(ErrorKind::usage, fmt::format("the competing event of patient {} is neither 0 nor 1", i + 1));
    if (competing[i] == 1 && data.event[i] == 1)
      return fail(ErrorKind::usage, fmt::format("patient {} has both the event and the competing one", i + 1));
  }
  return {};
}

std::vector<std::uint8_t> anyEvent(SurvivalView data, std::span<const std::uint8_t> competing) {
  std::vector<std::uint8_t> any(data.event.begin(), data.event.end());
  for (std::size_t i = 0; i < competing.size(); ++i) any[i] = static_cast<std::uint8_t>(any[i] | competing[i]);
  return any;
}

std::vector<std::uint8_t> causesOf(SurvivalView data, std::span<const std::uint8_t> competing) {
  std::vector<std::uint8_t> cause(data.event.begin(), data.event.end());
  for (std::size_t i = 0; i < competing.size(); ++i)
    if (competing[i] == 1) cause[i] = 2;
  return cause;
}

std::vector<std::uint8_t> competingOf(std::span<const std::uint8_t> competing, std::span<const std::size_t> patients) {
  std::vector<std::uint8_t> result;
  if (competing.empty()) return result;
  result.reserve(patients.size());
  for (const std::size_t i : patients) result.push_back(competing[i]);
  return result;
}

}  // namespace snitt::statistics
