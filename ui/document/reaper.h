// Where threads go whose last read may hang (a share that no longer answers): nobody waits for them where a person
// would feel it. They are joined once they have ended; main() asks at the end whether all have, and otherwise ends the
// process with os::endProcess. Any thread may call.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <thread>

namespace snitt {

class Reaper {
 public:
  // Asks the thread to stop and returns at once. The thread sets `ended` as the last thing it does and must own
  // (shared_ptr) all that it uses until then. One that `saves` what a person made is given more time at the end.
  static void take(std::jthread thread, std::shared_ptr<std::atomic<bool>> ended, bool saves = false);
  // How many have not ended yet.
  [[nodiscard]] static std::size_t waiting();
  // True as soon as none is left, false when that took longer than `wait`, or than `waitForSaves` where one that saves
  // is among them.
  [[nodiscard]] static bool allEnded(std::chrono::milliseconds wait,
                                     std::chrono::milliseconds waitForSaves = std::chrono::milliseconds(0));
};

}  // namespace snitt
