#include "core/os/many_files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>

#include "core/atomic_file.h"
#include "core/os/os.h"

namespace snitt::os {

Result<void> writeUnsynced(const std::filesystem::path& file, std::string_view contents) {
  const auto temporary = temporaryBeside(file);
  std::error_code error;
  std::ofstream out(temporary, std::ios::binary);
  out.write(contents.data(), static_cast<std::streamsize>(contents.size()));
  out.close();
  if (out) std::filesystem::rename(temporary, file, error);
  if (out && !error) return {};
  const std::string why = error ? error.message() : reason(errno);
  std::filesystem::remove(temporary, error);
  return fail(ErrorKind::io, "could not write " + file.string() + ": " + why);
}

Result<void> linkOrCopy(const std::filesystem::path& from, const std::filesystem::path& to) {
  std::error_code error;
  std::filesystem::create_hard_link(from, to, error);
  if (!error) return {};
  std::filesystem::copy_file(from, to, std::filesystem::copy_options::overwrite_existing, error);
  if (!error) return {};
  return fail(ErrorKind::io, "could not copy " + from.string() + ": " + error.message());
}

Result<void> syncFileSystem(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool done = descriptor >= 0 && ::syncfs(descriptor) == 0;
  const int failure = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (done) return {};
  return fail(ErrorKind::io, "could not write " + path.string() + ": " + reason(failure));
}

}  // namespace snitt::os
