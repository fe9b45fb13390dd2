#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <thread>
#include <utility>

#include "core/os/os.h"

namespace snitt::os {

namespace {

// Two bytes of the file: who wants the lock takes the turnstile first and gives it back once inside. So whoever left
// and wants in again stands behind those who wait, and nobody who asks again and again keeps another out.
constexpr off_t kTurnstile = 0;
constexpr off_t kInside = 1;
constexpr std::chrono::milliseconds kPause{1};

// Locks of the open file, not of the process: threads keep each other out as well.
bool tryLock(int descriptor, off_t byte, short kind) {
  struct flock range {};
  range.l_type = kind;
  range.l_whence = SEEK_SET;
  range.l_start = byte;
  range.l_len = 1;
  return ::fcntl(descriptor, F_OFD_SETLK, &range) == 0;
}

// True once the byte is locked; false with errno where that failed or the time is up (EAGAIN).
bool lockBy(int descriptor, off_t byte, std::chrono::steady_clock::time_point deadline) {
  while (!tryLock(descriptor, byte, F_WRLCK)) {
    if (errno == EINTR) continue;
    if (errno == EACCES) errno = EAGAIN;  // POSIX allows either for a byte that another holds
    if (errno != EAGAIN || std::chrono::steady_clock::now() >= deadline) return false;
    std::this_thread::sleep_for(kPause);
  }
  return true;
}

}  // namespace

Result<FileLock> FileLock::acquire(const std::filesystem::path& file, std::chrono::milliseconds wait) {
  auto lock = waitFor(file, wait);
  if (!lock) return fail(lock.error());
  if (!*lock) return fail(ErrorKind::io, "another program is writing there and holds " + file.string() + "; try again");
  return std::move(**lock);
}

Result<std::optional<FileLock>> FileLock::tryAcquire(const std::filesystem::path& file) {
  return waitFor(file, std::chrono::milliseconds(0));
}

Result<std::optional<FileLock>> FileLock::waitFor(const std::filesystem::path& file, std::chrono::milliseconds wait) {
  // In a shared folder the file must be everybody's of the group from its first moment.
  if (isSharedFolder(file.parent_path()))
    if (auto made = makePrivateFile(file); !made) return fail(made.error());
  FileLock lock(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600));
  if (lock.m_descriptor < 0)
    return fail(errno == ENOENT ? ErrorKind::notFound : ErrorKind::io,
                "could not make " + file.string() + ": " + reason(errno));
  const auto deadline = std::chrono::steady_clock::now() + wait;
  if (lockBy(lock.m_descriptor, kTurnstile, deadline) && lockBy(lock.m_descriptor, kInside, deadline)) {
    tryLock(lock.m_descriptor, kTurnstile, F_UNLCK);
    return lock;
  }
  if (errno == EAGAIN) return std::nullopt;
  return fail(ErrorKind::io, "could not lock " + file.string() + ": " + reason(errno));
}

FileLock::FileLock(FileLock&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(m_descriptor, other.m_descriptor);
  return *this;
}

FileLock::~FileLock() {
  if (m_descriptor >= 0) ::close(m_descriptor);
}

}  // namespace snitt::os
