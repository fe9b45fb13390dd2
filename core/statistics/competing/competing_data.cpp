#include "core/statistics/competing/competing_data.h"

#include <cmath>

#include <fmt/format.h>

namespace snitt::statistics {

Result<void> checkCompeting(CompetingView data, std::size_t causes) {
  if (causes == 0 || causes > 255)
    return fail(ErrorKind::usage, fmt::format("{} causes were named, and there must be from 1 to 255", causes));
  if (data.time.size() != data.cause.size())
    return fail(ErrorKind::usage, fmt::format("{} times stand beside {} causes", data.time.size(), data.cause.size()));
  if (data.time.empty()) return fail(ErrorKind::usage, "there is no patient with a time and a cause");
  for (std::size_t i = 0; i < data.size(); ++i) {
    if (!std::isfinite(data.time[i]))
      return fail(ErrorKind::usage, fmt::format("the time of patient {} is not a number", i + 1));
    if (data.time[i] < 0)
      return fail(ErrorKind::usage, fmt::format("the time of patient {} is negative ({})", i + 1, data.time[i]));
    if (data.cause[i] > causes)
      return fail(ErrorKind::usage,
                  fmt::format("the cause of patient {} is {}, beyond the last, {}", i + 1, data.cause[i], causes));
  }
  return {};
}

}  // namespace snitt::statistics
