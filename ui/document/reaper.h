// Threads whose read may hang (a network share that went away). Their owner hands them over instead of waiting for them;
// they are joined when they end. Thread-safe.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

namespace snitt {

class Reaper {
 public:
  // `ended` becomes true as the thread's last act. The thread has been asked to stop by its owner or is by this call.
  static void take(std::jthread thread, std::shared_ptr<std::atomic<bool>> ended);
  // Waits that long for all of them. False where one still runs: the program must then end without joining
  // (os::endProcess).
  [[nodiscard]] static bool allEnded(std::chrono::milliseconds wait);
};

}  // namespace snitt
