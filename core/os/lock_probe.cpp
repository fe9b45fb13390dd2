#include "core/os/lock_probe.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "core/os/os.h"

namespace snitt::os {

Result<bool> isLockHeld(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (descriptor < 0 && (errno == ENOENT || errno == ENOTDIR)) return false;
  if (descriptor < 0) return fail(ErrorKind::io, "could not read " + file.string() + ": " + reason(errno));
  // The turnstile and the byte inside, as FileLock has them: who is on the way in counts, too.
  struct flock range {};
  range.l_type = F_WRLCK;
  range.l_whence = SEEK_SET;
  range.l_start = 0;
  range.l_len = 2;
  const bool asked = ::fcntl(descriptor, F_OFD_GETLK, &range) == 0;
  const int error = errno;
  ::close(descriptor);
  if (!asked) return fail(ErrorKind::io, "could not ask for the lock of " + file.string() + ": " + reason(error));
  return range.l_type != F_UNLCK;
}

}  // namespace snitt::os
