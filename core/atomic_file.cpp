#include "core/atomic_file.h"

#include <span>

#include "core/os/os.h"
#include "core/text/identity.h"

namespace snitt {

std::filesystem::path temporaryBeside(const std::filesystem::path& file) {
  // Hidden, and unique among threads, processes and machines that share the folder; the target's own name may already
  // be as long as the file system allows, so it is not part of it.
  return file.parent_path() / (".snitt-" + randomUuid() + ".tmp");
}

namespace {

template <class Write>
Result<void> replaced(const std::filesystem::path& file, Write write) {
  const os::WritingGuard guard;
  const std::filesystem::path temporary = temporaryBeside(file);
  auto done = write(temporary).and_then([&] { return os::renameSynced(temporary, file); });
  if (!done) {
    std::error_code ignored;
    std::filesystem::remove(temporary, ignored);
  }
  return done;
}

}  // namespace

Result<void> writeFileAtomically(const std::filesystem::path& file, std::string_view contents) {
  return replaced(file, [&](const std::filesystem::path& temporary) { return os::writeSynced(temporary, contents); });
}

Result<void> writePrivateFileAtomically(const std::filesystem::path& file, std::string_view contents) {
  return replaced(file, [&](const std::filesystem::path& temporary) {
    return os::writeNewSynced(temporary, contents, os::Readers::ownerAlone);
  });
}

Result<void> writeGroupFileAtomically(const std::filesystem::path& file, std::string_view contents) {
  return replaced(file, [&](const std::filesystem::path& temporary) {
    return os::writeNewSynced(temporary, contents, os::Readers::ownerAndGroupOfFolder);
  });
}

Result<std::string> readFile(const std::filesystem::path& path) {
  const auto file = os::ReadOnlyFile::open(path);
  if (!file) return fail(file.error());
  std::string bytes(file->sizeBytes(), '\0');
  if (const auto read = file->read(0, std::as_writable_bytes(std::span(bytes))); !read)
    return failIn(path.string(), read.error());
  return bytes;
}

}  // namespace snitt
