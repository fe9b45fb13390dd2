#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "core/os/os.h"

namespace snitt::os {

namespace {

namespace fs = std::filesystem;

// A socket's path has at most 107 bytes; this leaves room for its name and for the temporary one it is made under.
constexpr std::size_t kMostBytes = 60;

// Anybody may have made a folder of that name in /tmp before us, or a link to one.
Result<void> checkPrivate(const fs::path& folder) {
  struct stat status {};
  if (::lstat(folder.c_str(), &status) != 0)
    return fail(ErrorKind::io, "could not look at " + folder.string() + ": " + reason(errno));
  if (!S_ISDIR(status.st_mode)) return fail(ErrorKind::refused, folder.string() + " is no folder");
  if (status.st_uid != ::geteuid()) return fail(ErrorKind::refused, folder.string() + " belongs to another account");
  if ((status.st_mode & 077U) != 0)
    return fail(ErrorKind::refused, folder.string() + " can be entered by other accounts; set its rights to 0700");
  return {};
}

}  // namespace

Result<fs::path> runtimeFolder() {
  fs::path folder;
  if (const char* given = std::getenv("XDG_RUNTIME_DIR"); given != nullptr && *given == '/')
    folder = fs::path(given) / "snitt";
  const auto usable = [&] { return folder.native().size() <= kMostBytes && isWritableFolder(folder.parent_path()); };
  if (folder.empty() || !usable()) {
    std::error_code error;
    const std::string name = "snitt-" + std::to_string(::geteuid());
    folder = fs::temp_directory_path(error) / name;
    if (error || !usable()) folder = fs::path("/tmp") / name;
  }
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
    return fail(ErrorKind::io, "could not make the folder " + folder.string() + ": " + reason(errno));
  if (const auto own = checkPrivate(folder); !own) return fail(own.error());
  return folder;
}

}  // namespace snitt::os
