#include "core/statistics/discrimination/time_blocks.h"

namespace snitt::statistics {

std::vector<TimeBlock> timeBlocks(SurvivalView data, std::span<const std::size_t> order) {
  std::vector<TimeBlock> blocks;
  for (std::size_t i = 0; i < order.size();) {
    TimeBlock block{i, i, i};
    const double t = data.time[order[i]];
    while (i < order.size() && data.time[order[i]] == t && data.event[order[i]] == 1) ++i;
    block.events = i;
    while (i < order.size() && data.time[order[i]] == t) ++i;
    block.end = i;
    blocks.push_back(block);
  }
  return blocks;
}

}  // namespace snitt::statistics
