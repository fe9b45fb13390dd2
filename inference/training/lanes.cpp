#include "inference/training/lanes.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace snitt {

Result<void> onLanes(std::size_t count, int threads, const std::stop_token& stop, const LaneWork& work) {
  std::stop_source inner;
  const std::stop_callback outer(stop, [&] { inner.request_stop(); });
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  std::optional<Error> failure;
  const auto lane = [&] {
    for (std::size_t number = next++; number < count; number = next++) {
      if (inner.stop_requested()) return;
      auto done = work(number, inner.get_token());
      if (done) continue;
      const std::lock_guard lock(mutex);
      // What was stopped by another's failure says "cancelled", which is not the reason.
      if (!failure && !inner.stop_requested()) failure = done.error();
      inner.request_stop();
    }
  };
  {
    std::vector<std::jthread> lanes;
    const std::size_t lanesWanted = std::min(count, static_cast<std::size_t>(std::max(1, threads)));
    for (std::size_t i = 0; i < lanesWanted; ++i) lanes.emplace_back(lane);
  }
  if (failure) return fail(*failure);
  if (stop.stop_requested() || inner.stop_requested()) return fail(ErrorKind::cancelled, "cancelled");
  return {};
}

}  // namespace snitt
