#include "core/os/thread_priority.h"

#include <sys/resource.h>

#include <algorithm>

namespace snitt::os {

void yieldToOtherThreads() {
  constexpr int kSteps = 5;
  constexpr int kLowest = 19;
  // On Linux a priority is a thread's own, and 0 is the one that calls.
  ::setpriority(PRIO_PROCESS, 0, std::min(kLowest, ::getpriority(PRIO_PROCESS, 0) + kSteps));
}

}  // namespace snitt::os
