#include "ui/document/reaper.h"

#include <mutex>
#include <utility>
#include <vector>

namespace snitt {

namespace {

struct Ending {
  std::jthread thread;
  std::shared_ptr<std::atomic<bool>> ended;
};

struct Endings {
  std::mutex mutex;
  std::vector<Ending> threads;

  // Joins those that have ended.
  bool sweep() {
    const std::scoped_lock lock(mutex);
    std::erase_if(threads, [](const Ending& one) { return one.ended->load(); });
    return threads.empty();
  }
};

// Never destroyed: a thread that hangs at the program's end must not be joined.
Endings& endings() {
  static auto* const all = new Endings;
  return *all;
}

}  // namespace

void Reaper::take(std::jthread thread, std::shared_ptr<std::atomic<bool>> ended) {
  thread.request_stop();
  endings().sweep();
  const std::scoped_lock lock(endings().mutex);
  endings().threads.push_back({std::move(thread), std::move(ended)});
}

bool Reaper::allEnded(std::chrono::milliseconds wait) {
  const auto deadline = std::chrono::steady_clock::now() + wait;
  while (!endings().sweep()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return true;
}

}  // namespace snitt
