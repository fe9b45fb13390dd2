// The patients in order of time, cut where the time changes.
#pragma once

#include <vector>

#include "core/statistics/survival/survival_data.h"

namespace snitt::statistics {

// Places in the order: [first, events) have the event at one time, [events, end) are censored then.
struct TimeBlock {
  std::size_t first;
  std::size_t events;
  std::size_t end;
};

// `order` is orderByTime(data).
[[nodiscard]] std::vector<TimeBlock> timeBlocks(SurvivalView data, std::span<const std::size_t> order);

}  // namespace snitt::statistics
