// Files and folders that are for one account, or for one group of accounts, and for nobody else.
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <vector>

#include "core/os/os.h"

namespace snitt::os {

namespace {

constexpr mode_t kShared = S_ISGID | S_IWGRP;

tl::unexpected<Error> ioError(const std::string& what, const std::filesystem::path& path) {
  const int number = errno;
  return fail(number == ENOENT ? ErrorKind::notFound : ErrorKind::io,
              what + " " + path.string() + ": " + reason(number));
}

std::filesystem::path folderOf(const std::filesystem::path& path) {
  return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

// Made under another name: under its own it has the right mode from its first moment, and another account that wants
// it at once is not turned away.
Result<void> makeSharedFile(const std::filesystem::path& path) {
  static std::atomic<unsigned> counter{0};
  const std::filesystem::path temporary =
      folderOf(path) / (".snitt-" + std::to_string(getpid()) + "-" + std::to_string(counter++) + ".new");
  const int file = ::open(temporary.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return ioError("could not make", path);
  bool done = ::fchmod(file, 0660) == 0;
  done = done && (::link(temporary.c_str(), path.c_str()) == 0 || errno == EEXIST);
  auto error = ioError("could not make", path);
  ::close(file);
  ::unlink(temporary.c_str());
  if (!done) return error;
  return syncFolder(folderOf(path));
}

bool isMember(gid_t group) {
  if (geteuid() == 0 || getegid() == group) return true;
  const int count = getgroups(0, nullptr);
  std::vector<gid_t> groups(static_cast<std::size_t>(std::max(count, 0)));
  if (count > 0 && getgroups(count, groups.data()) < 0) return false;
  return std::ranges::find(groups, group) != groups.end();
}

}  // namespace

bool isSharedFolder(const std::filesystem::path& folder) {
  struct stat status {};
  const std::filesystem::path there = folder.empty() ? std::filesystem::path(".") : folder;
  return ::stat(there.c_str(), &status) == 0 && (status.st_mode & kShared) == kShared;
}

Result<void> makePrivateFile(const std::filesystem::path& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) == 0) return {};
  if (isSharedFolder(folderOf(path))) return makeSharedFile(path);
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return errno == EEXIST ? Result<void>() : ioError("could not make", path);
  ::close(file);
  return syncFolder(folderOf(path));
}

Result<void> makePrivateFolder(const std::filesystem::path& folder) {
  std::error_code ignored;
  if (folder.empty() || std::filesystem::is_directory(folder, ignored)) return {};
  if (auto above = makePrivateFolder(folder.parent_path()); !above) return above;
  if (::mkdir(folder.c_str(), 0700) != 0) {
    if (errno != EEXIST) return ioError("could not make the folder", folder);
  } else if (isSharedFolder(folder.parent_path()) && ::chmod(folder.c_str(), 02770) != 0) {
    return ioError("could not make the folder", folder);
  }
  return syncFolder(folderOf(folder));
}

Result<void> shareFolder(const std::filesystem::path& folder, const std::string& name) {
  const group* entry = getgrnam(name.c_str());
  if (entry == nullptr) return fail(ErrorKind::notFound, "there is no group \"" + name + "\" on this machine");
  const gid_t id = entry->gr_gid;
  if (!isMember(id))
    return fail(ErrorKind::refused, "this account (" + accountName() + ") is not in the group \"" + name + "\"");
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return ioError("could not make the folder", folder);
  // The mode last: a change of group takes the setgid bit away.
  if (::chown(folder.c_str(), static_cast<uid_t>(-1), id) != 0 || ::chmod(folder.c_str(), 02770) != 0)
    return ioError("could not share the folder", folder);
  return syncFolder(folderOf(folder));
}

std::string ownerOf(const std::filesystem::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return {};
  if (const passwd* entry = getpwuid(status.st_uid); entry != nullptr) return entry->pw_name;
  return std::to_string(status.st_uid);
}

Result<void> checkOthersCannotRead(const std::filesystem::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0)
    return errno == ENOENT ? Result<void>(fail(ErrorKind::notFound, file.string() + " does not exist"))
                           : Result<void>(ioError("could not look at", file));
  if ((status.st_mode & S_IRWXO) == 0) return {};
  return fail(ErrorKind::refused,
              "every account of this machine may read " + file.string() + ": take that away with chmod o= first");
}

}  // namespace snitt::os
