// Whether somebody holds a FileLock, for those who only want to know: asking takes no lock, so that nobody who wants it
// is kept out meanwhile.
#pragma once

#include <filesystem>

#include "core/result.h"

namespace snitt::os {

// False where there is no such file. Errors: io (it may not be read, its file system knows no locks).
[[nodiscard]] Result<bool> isLockHeld(const std::filesystem::path& file);

}  // namespace snitt::os
