#include "ui/document/reaper.h"

#include <algorithm>
#include <mutex>
#include <utility>
#include <vector>

namespace snitt {

namespace {

struct Kept {
  std::jthread thread;
  std::shared_ptr<std::atomic<bool>> ended;
  bool saves = false;
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

bool anySaves() {
  Keep& kept = keep();
  const std::lock_guard lock(kept.mutex);
  return std::ranges::any_of(kept.threads, [](const Kept& one) { return one.saves; });
}

}  // namespace

void Reaper::take(std::jthread thread, std::shared_ptr<std::atomic<bool>> ended, bool saves) {
  thread.request_stop();
  Keep& kept = keep();
  const std::lock_guard lock(kept.mutex);
  sweep(kept);
  kept.threads.push_back({std::move(thread), std::move(ended), saves});
}

std::size_t Reaper::waiting() {
  Keep& kept = keep();
  const std::lock_guard lock(kept.mutex);
  return sweep(kept);
}

bool Reaper::allEnded(std::chrono::milliseconds wait, std::chrono::milliseconds waitForSaves) {
  const auto begin = std::chrono::steady_clock::now();
  while (waiting() > 0) {
    const auto waited = std::chrono::steady_clock::now() - begin;
    if (waited >= wait && (waited >= waitForSaves || !anySaves())) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return true;
}

}  // namespace snitt
