// Linux. What another POSIX system would need differently stands here and in cpu.cpp alone.
#include <fcntl.h>
#include <malloc.h>
#include <pwd.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/sysinfo.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "core/os/os.h"

namespace snitt::os {

namespace {

tl::unexpected<Error> ioError(const std::string& what, const std::filesystem::path& path) {
  const int number = errno;
  const ErrorKind kind = number == ENOENT ? ErrorKind::notFound : ErrorKind::io;
  return fail(kind, what + " " + path.string() + ": " + reason(number));
}

// Closes on every way out, so that an error in the middle of a write leaks nothing.
class Descriptor {
 public:
  explicit Descriptor(int descriptor) : m_descriptor(descriptor) {}
  ~Descriptor() {
    if (m_descriptor >= 0) ::close(m_descriptor);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return m_descriptor; }
  [[nodiscard]] int release() { return std::exchange(m_descriptor, -1); }

 private:
  int m_descriptor;
};

}  // namespace

std::string reason(int errorNumber) { return std::strerror(errorNumber); }

namespace {

// Of the XDG Base Directory Specification: the folder that `variable` names, else `fallback` in the home folder.
std::filesystem::path userFolder(const char* variable, const char* fallback) {
  if (const char* given = std::getenv(variable); given != nullptr && *given != '\0')
    return std::filesystem::path(given) / "snitt";
  if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0')
    return std::filesystem::path(home) / fallback / "snitt";
  return {};
}

}  // namespace

std::filesystem::path stateFolder() { return userFolder("XDG_STATE_HOME", ".local/state"); }

std::filesystem::path dataFolder() { return userFolder("XDG_DATA_HOME", ".local/share"); }

std::filesystem::path configFolder() { return userFolder("XDG_CONFIG_HOME", ".config"); }

std::string accountName() {
  if (const passwd* entry = getpwuid(geteuid()); entry != nullptr) return entry->pw_name;
  return std::to_string(geteuid());
}

Result<ReadOnlyFile> ReadOnlyFile::open(const std::filesystem::path& path) {
  // Non-blocking, so that a named pipe in place of a slide is refused instead of waited for.
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) {
    if (errno == ENOENT) return fail(ErrorKind::notFound, path.string() + " does not exist");
    return ioError("could not open", path);
  }
  struct stat status {};
  if (fstat(file.get(), &status) != 0) return ioError("could not look at", path);
  if (S_ISDIR(status.st_mode)) return fail(ErrorKind::unsupported, path.string() + " is a folder, not a file");
  if (!S_ISREG(status.st_mode)) return fail(ErrorKind::unsupported, path.string() + " is not a regular file");
  return ReadOnlyFile(file.release(), static_cast<std::uint64_t>(status.st_size));
}

ReadOnlyFile::ReadOnlyFile(ReadOnlyFile&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)), m_sizeBytes(other.m_sizeBytes) {}

ReadOnlyFile& ReadOnlyFile::operator=(ReadOnlyFile&& other) noexcept {
  std::swap(m_descriptor, other.m_descriptor);
  std::swap(m_sizeBytes, other.m_sizeBytes);
  return *this;
}

ReadOnlyFile::~ReadOnlyFile() {
  if (m_descriptor >= 0) ::close(m_descriptor);
}

Result<void> ReadOnlyFile::read(std::uint64_t offset, std::span<std::byte> into) const {
  while (!into.empty()) {
    const ssize_t count = ::pread(m_descriptor, into.data(), into.size(), static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail(ErrorKind::io, "could not read: " + reason(errno));
    if (count == 0) return fail(ErrorKind::corrupt, "the file ends too early");
    into = into.subspan(static_cast<std::size_t>(count));
    offset += static_cast<std::uint64_t>(count);
  }
  return {};
}

namespace {

Result<void> writeAndClose(Descriptor& file, const std::filesystem::path& path, std::string_view contents) {
  if (file.get() < 0) return ioError("could not write", path);
  while (!contents.empty()) {
    const ssize_t count = ::write(file.get(), contents.data(), contents.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return ioError("could not write", path);
    contents.remove_prefix(static_cast<std::size_t>(count));
  }
  if (fsync(file.get()) != 0) return ioError("could not write", path);
  // Some file systems report a full disk only here.
  if (::close(file.release()) != 0) return ioError("could not write", path);
  return {};
}

}  // namespace

Result<void> writeSynced(const std::filesystem::path& path, std::string_view contents) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  return writeAndClose(file, path, contents);
}

Result<void> writeNewSynced(const std::filesystem::path& path, std::string_view contents, Readers readers) {
  const bool group = readers == Readers::ownerAndGroupOfFolder && isSharedFolder(path.parent_path());
  const mode_t mode = readers == Readers::everybody ? 0666 : 0600;
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
  if (file.get() < 0 && errno == EEXIST)
    return fail(ErrorKind::usage, path.string() + " exists already and is not overwritten");
  const bool made = file.get() >= 0;
  if (made && group && ::fchmod(file.get(), 0640) != 0) {
    auto error = ioError("could not write", path);
    ::unlink(path.c_str());
    return error;
  }
  auto done = writeAndClose(file, path, contents);
  if (!done && made) ::unlink(path.c_str());
  return done;
}

Result<void> appendLineSynced(const std::filesystem::path& path, std::string_view line) {
  Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666));
  if (file.get() < 0) return ioError("could not write", path);
  const off_t size = ::lseek(file.get(), 0, SEEK_END);
  char last = '\n';
  if (size > 0 && ::pread(file.get(), &last, 1, size - 1) != 1) return ioError("could not read", path);
  const std::string text = std::string(last == '\n' ? "" : "\n").append(line) + "\n";
  if (auto done = writeAndClose(file, path, text); !done) return done;
  return syncFolder(path.has_parent_path() ? path.parent_path() : std::filesystem::path("."));
}

Result<void> syncFile(const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0 || fsync(file.get()) != 0) return ioError("could not write", path);
  return {};
}

Result<void> renameSynced(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) return ioError("could not write", to);
  return syncFolder(to.has_parent_path() ? to.parent_path() : std::filesystem::path("."));
}

Result<void> syncFolder(const std::filesystem::path& folder) {
  const Descriptor file(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // File systems that cannot sync a folder say EINVAL; there the change itself is all there is.
  if (file.get() >= 0 && fsync(file.get()) != 0 && errno != EINVAL) return ioError("could not write", folder);
  return {};
}

bool isWritableFolder(const std::filesystem::path& folder) { return ::access(folder.c_str(), W_OK | X_OK) == 0; }

bool standardErrorIsTerminal() { return isatty(STDERR_FILENO) == 1; }

int terminalColumns() {
  winsize size{};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

std::uint64_t memoryBytes() {
  struct sysinfo information {};
  if (sysinfo(&information) != 0) return 0;
  return static_cast<std::uint64_t>(information.totalram) * information.mem_unit;
}

std::uint64_t peakMemoryBytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

void tuneAllocator() {
  // glibc gives blocks over 128 KiB back to the kernel at every free; a network's activations then cost a page fault
  // for each 4 KiB, batch after batch.
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, 512 << 20);
  mallopt(M_TOP_PAD, 16 << 20);
  // Without the lists of small freed blocks there is nothing to merge at each free of a large one.
  mallopt(M_MXFAST, 0);
  // Each heap of its own keeps what was freed in it: eight a core, as glibc makes them, held 110 MiB more than one a
  // core while ten networks scored a slide on two cores.
  mallopt(M_ARENA_MAX, usableCores());
}

void releaseFreeMemory() { malloc_trim(0); }

void useLargePages(void* memory, std::size_t bytes) { madvise(memory, bytes, MADV_HUGEPAGE); }

void runInBackground() {
  constexpr int kNice = 10;
  // One that others lowered further stays there: a process may not raise itself again.
  ::setpriority(PRIO_PROCESS, 0, kNice);
}

}  // namespace snitt::os
