#include "ui/document/reaper.h"

#include <mutex>
#include <utility>
#include <vector>

namespace snitt {

namespace {

struct Kept {
  std::jthread thread;
  std::shared_ptr<std::atomic<bool>> ended;
};

struct Keep {
  std::mutex mutex;
  std::vector<Kept> threads;
};

// Never destroyed: the destructor of a jthread would wait for its read when the process ends.
Keep& keep() {
  static auto* const instance = new Keep;
  return *instance;
}

// The join is short: what is left of an ended thread is its return.
std::size_t sweep(Keep& kept) {
  std::erase_if(kept.threads, [](const Kept& one) { return one.ended->load(); });
  return kept.threads.size();
}

}  // namespace

void Reaper::take(std::jthread thread, std::shared_ptr<std::atomic<bool>> ended) {
  thread.request_stop();
  Keep& kept = keep();
  const std::lock_guard lock(kept.mutex);
  sweep(kept);
  kept.threads.push_back({std::move(thread), std::move(ended)});
}

std::size_t Reaper::waiting() {
  Keep& kept = keep();
  const std::lock_guard lock(kept.mutex);
  return sweep(kept);
}

bool Reaper::allEnded(std::chrono::milliseconds wait) {
  const auto until = std::chrono::steady_clock::now() + wait;
  while (waiting() > 0) {
    if (std::chrono::steady_clock::now() >= until) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return true;
}

}  // namespace snitt
