#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "core/os/os.h"

namespace snitt::os {

namespace {

tl::unexpected<Error> systemsReason() {
  const int number = errno;
  return fail(number == ENOENT ? ErrorKind::notFound : ErrorKind::io, reason(number));
}

}  // namespace

Result<NewFile> NewFile::create(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (descriptor < 0) return systemsReason();
  return NewFile(descriptor);
}

NewFile::NewFile(NewFile&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

NewFile& NewFile::operator=(NewFile&& other) noexcept {
  std::swap(m_descriptor, other.m_descriptor);
  return *this;
}

NewFile::~NewFile() {
  if (m_descriptor >= 0) ::close(m_descriptor);
}

Result<void> NewFile::append(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(m_descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return systemsReason();
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return {};
}

Result<void> NewFile::overwrite(std::uint64_t offset, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::pwrite(m_descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return systemsReason();
    bytes = bytes.subspan(static_cast<std::size_t>(count));
    offset += static_cast<std::uint64_t>(count);
  }
  return {};
}

Result<void> NewFile::finish() {
  if (fsync(m_descriptor) != 0) return systemsReason();
  // Some file systems report a full disk only here.
  if (::close(std::exchange(m_descriptor, -1)) != 0) return systemsReason();
  return {};
}

}  // namespace snitt::os
