#include "core/os/rename_new.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "core/os/os.h"

namespace snitt::os {

Result<RenameOutcome> renameNewSynced(const std::filesystem::path& from, const std::filesystem::path& to) {
  bool failed = ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) != 0;
  if (failed && (errno == EINVAL || errno == ENOSYS)) {
    // File systems that cannot promise it, as some network shares: looked at first.
    if (::faccessat(AT_FDCWD, to.c_str(), F_OK, AT_SYMLINK_NOFOLLOW) == 0) return RenameOutcome::nameTaken;
    failed = ::rename(from.c_str(), to.c_str()) != 0;
  }
  if (failed && errno == EEXIST) return RenameOutcome::nameTaken;
  if (failed && errno == EXDEV) return RenameOutcome::otherFileSystem;
  if (failed) return fail(ErrorKind::io, reason(errno));
  for (const auto& path : {from, to})
    if (auto synced = syncFolder(path.has_parent_path() ? path.parent_path() : std::filesystem::path(".")); !synced)
      return fail(synced.error());
  return RenameOutcome::done;
}

}  // namespace snitt::os
