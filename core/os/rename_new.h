// Renaming that never takes another file's place.
#pragma once

#include <filesystem>

#include "core/result.h"

namespace snitt::os {

enum class RenameOutcome { done, nameTaken, otherFileSystem };
// Atomic, then sync of both folders. Errors: io, with the system's reason alone.
[[nodiscard]] Result<RenameOutcome> renameNewSynced(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace snitt::os
