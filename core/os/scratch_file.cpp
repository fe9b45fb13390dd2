#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <utility>

#include "core/os/os.h"

namespace snitt::os {

namespace {

// A file without a name where the file system knows such; else one whose name is gone at once.
int nameless(const std::filesystem::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)) return descriptor;
  std::string name = (folder / "snitt-XXXXXX").string();
  const int named = mkostemp(name.data(), O_CLOEXEC);
  if (named >= 0) ::unlink(name.c_str());
  return named;
}

}  // namespace

Result<ScratchFile> ScratchFile::create(std::uint64_t bytes) {
  std::error_code error;
  const std::filesystem::path folder = std::filesystem::temp_directory_path(error);
  if (error) return fail(ErrorKind::io, "there is no folder for temporary files: set TMPDIR");
  const auto space = std::filesystem::space(folder, error);
  if (!error && space.available < bytes)
    return fail(ErrorKind::io, "it takes " + std::to_string((bytes >> 20U) + 1) + " MiB of temporary space, but " +
                                   folder.string() + " has " + std::to_string(space.available >> 20U) +
                                   " MiB: set TMPDIR to a folder with more");
  const int descriptor = nameless(folder);
  if (descriptor < 0)
    return fail(ErrorKind::io, "no temporary file could be made in " + folder.string() + ": " + reason(errno));
  return ScratchFile(descriptor);
}

ScratchFile::ScratchFile(ScratchFile&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

ScratchFile& ScratchFile::operator=(ScratchFile&& other) noexcept {
  std::swap(m_descriptor, other.m_descriptor);
  return *this;
}

ScratchFile::~ScratchFile() {
  if (m_descriptor >= 0) ::close(m_descriptor);
}

Result<void> ScratchFile::append(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(m_descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail(ErrorKind::io, "a temporary file could not be written: " + reason(errno));
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return {};
}

Result<void> ScratchFile::read(std::uint64_t offset, std::span<std::byte> into) const {
  while (!into.empty()) {
    const ssize_t count = ::pread(m_descriptor, into.data(), into.size(), static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0)
      return fail(ErrorKind::io, "a temporary file could not be read: " + (count < 0 ? reason(errno) : "it is short"));
    into = into.subspan(static_cast<std::size_t>(count));
    offset += static_cast<std::uint64_t>(count);
  }
  return {};
}

}  // namespace snitt::os
