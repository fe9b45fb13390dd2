// Who scores on this machine for a person that waits: a cohort that runs unattended makes room meanwhile. Programs of
// one account, by locks in its runtime folder (os::runtimeFolder) that end with their process, however that happens.
#pragma once

#include <optional>

#include "core/os/os.h"

namespace snitt::os {

class ScoringTurn {
 public:
  // Held while it lives. Where nothing can be locked nobody learns of it, and the work goes on all the same.
  [[nodiscard]] static ScoringTurn take();
  // A process holds one. False where nobody can tell.
  [[nodiscard]] static bool isTakenByAnother();

 private:
  std::optional<FileLock> m_lock;
};

}  // namespace snitt::os
