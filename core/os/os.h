// Everything that differs between operating systems, in one place. Only this folder calls the system directly.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"

namespace snitt::os {

// $XDG_STATE_HOME/snitt, else ~/.local/state/snitt. Not created.
[[nodiscard]] std::filesystem::path stateFolder();
// $XDG_DATA_HOME/snitt, else ~/.local/share/snitt; empty without a home. Not created.
[[nodiscard]] std::filesystem::path dataFolder();
// $XDG_CONFIG_HOME/snitt, else ~/.config/snitt; empty without a home. Not created.
[[nodiscard]] std::filesystem::path configFolder();
// A folder for sockets that nobody but this account can enter: $XDG_RUNTIME_DIR/snitt, else snitt-UID in the folder for
// temporary files. Made where it is missing. Errors: io; refused where it is another's, or others may enter it.
[[nodiscard]] Result<std::filesystem::path> runtimeFolder();
// The account that runs the program, for "typed by".
[[nodiscard]] std::string accountName();
// "Permission denied" and the like for an errno value.
[[nodiscard]] std::string reason(int errorNumber);

// A read-only file that any number of threads may read at once. Never written to, never touched in its times.
class ReadOnlyFile {
 public:
  [[nodiscard]] static Result<ReadOnlyFile> open(const std::filesystem::path& path);
  ReadOnlyFile(ReadOnlyFile&& other) noexcept;
  ReadOnlyFile& operator=(ReadOnlyFile&& other) noexcept;
  ~ReadOnlyFile();

  [[nodiscard]] std::uint64_t sizeBytes() const { return m_sizeBytes; }
  // Fills `into` from `offset`; a shorter file is an error of kind corrupt.
  [[nodiscard]] Result<void> read(std::uint64_t offset, std::span<std::byte> into) const;

 private:
  ReadOnlyFile(int descriptor, std::uint64_t sizeBytes) : m_descriptor(descriptor), m_sizeBytes(sizeBytes) {}
  int m_descriptor = -1;
  std::uint64_t m_sizeBytes = 0;
};

// A nameless file in the folder for temporary files ($TMPDIR, else /tmp): nobody else can open it, and the system
// removes it when it is closed or the process ends, however that happens. For one writer; then any number of threads
// may read.
class ScratchFile {
 public:
  // Errors: io, also where fewer than `bytes` are free.
  [[nodiscard]] static Result<ScratchFile> create(std::uint64_t bytes);
  ScratchFile(ScratchFile&& other) noexcept;
  ScratchFile& operator=(ScratchFile&& other) noexcept;
  ~ScratchFile();

  [[nodiscard]] Result<void> append(std::span<const std::byte> bytes);
  [[nodiscard]] Result<void> read(std::uint64_t offset, std::span<std::byte> into) const;

 private:
  explicit ScratchFile(int descriptor) : m_descriptor(descriptor) {}
  int m_descriptor = -1;
};

// A file that grows piece by piece, for writers that rename it when it is whole. One thread at a time. The messages of
// its errors are the system's reasons alone: who writes knows what to call the file.
class NewFile {
 public:
  // `path` must not exist yet.
  [[nodiscard]] static Result<NewFile> create(const std::filesystem::path& path);
  NewFile(NewFile&& other) noexcept;
  NewFile& operator=(NewFile&& other) noexcept;
  ~NewFile();

  [[nodiscard]] Result<void> append(std::span<const std::byte> bytes);
  // Replaces what lies at `offset`.
  [[nodiscard]] Result<void> overwrite(std::uint64_t offset, std::span<const std::byte> bytes);
  // Syncs and closes; nothing may be written afterwards.
  [[nodiscard]] Result<void> finish();

 private:
  explicit NewFile(int descriptor) : m_descriptor(descriptor) {}
  int m_descriptor = -1;
};

// Keeps other programs, and other threads of this one, out while it lives: they must ask for the same lock. The lock
// file is made for this (empty, private as makePrivateFile says) and stays, since removing it would let two in. Waits
// in turn.
class FileLock {
 public:
  // Errors: io, also where another still holds the lock after `wait`; notFound where the folder is missing.
  [[nodiscard]] static Result<FileLock> acquire(const std::filesystem::path& file, std::chrono::milliseconds wait);
  // At once; none where another holds the lock.
  [[nodiscard]] static Result<std::optional<FileLock>> tryAcquire(const std::filesystem::path& file);
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : m_descriptor(descriptor) {}
  static Result<std::optional<FileLock>> waitFor(const std::filesystem::path& file, std::chrono::milliseconds wait);
  int m_descriptor = -1;
};

// Writes a new file and syncs it to disk; an existing one is replaced in place.
[[nodiscard]] Result<void> writeSynced(const std::filesystem::path& path, std::string_view contents);
// ownerAndGroupOfFolder: mode 0640 in a folder that a group shares, else 0600.
enum class Readers { everybody, ownerAlone, ownerAndGroupOfFolder };
// Writes a file that must not exist yet (kind usage where it does) and syncs it; a failure leaves nothing behind.
[[nodiscard]] Result<void> writeNewSynced(const std::filesystem::path& path, std::string_view contents,
                                          Readers readers);
// Adds to the end of a file, which is made where it is missing (readable by everybody as the umask allows), and syncs
// it. After a write that was torn off it goes on in a new line.
[[nodiscard]] Result<void> appendLineSynced(const std::filesystem::path& path, std::string_view line);
// Syncs an existing file's contents.
[[nodiscard]] Result<void> syncFile(const std::filesystem::path& path);
// Atomic rename, then sync of the folder.
[[nodiscard]] Result<void> renameSynced(const std::filesystem::path& from, const std::filesystem::path& to);
// Syncs a folder, so that names made or removed in it outlast a power cut.
[[nodiscard]] Result<void> syncFolder(const std::filesystem::path& folder);
// Whether the accounts of a group share what lies in a folder: it hands its group down (setgid), and the group may
// write. What is private in it is the group's, elsewhere its owner's.
[[nodiscard]] bool isSharedFolder(const std::filesystem::path& folder);
// Makes an empty file of mode 0600, or 0660 in a folder that a group shares, whatever the umask; one that is there
// already is left as it is.
[[nodiscard]] Result<void> makePrivateFile(const std::filesystem::path& path);
// Makes a folder with its parents, each of mode 0700, or 2770 in a folder that a group shares; those made are synced.
[[nodiscard]] Result<void> makePrivateFolder(const std::filesystem::path& folder);
// Makes a folder, or takes one of this account that is there, for the accounts of a group to share: mode 2770. Errors:
// notFound (no such group, no folder above), refused (this account is not in the group), io.
[[nodiscard]] Result<void> shareFolder(const std::filesystem::path& folder, const std::string& group);
// The account that a file belongs to; empty where there is no file.
[[nodiscard]] std::string ownerOf(const std::filesystem::path& path);
// Errors: refused where accounts other than a file's owner and its group may read or write it; notFound.
[[nodiscard]] Result<void> checkOthersCannotRead(const std::filesystem::path& file);
// Name of the network file system that an existing path lies on ("NFS", "SMB", "sshfs", ...), empty for a local disk.
// A FUSE file system other than one on a block device counts as network: the system cannot tell.
[[nodiscard]] std::string networkFileSystem(const std::filesystem::path& path);
[[nodiscard]] bool isWritableFolder(const std::filesystem::path& folder);

// A line that a person types at the terminal of this process without seeing it. Errors: usage (there is no terminal),
// cancelled (Ctrl-C, end of input).
[[nodiscard]] Result<std::string> askSecret(const std::string& question);
[[nodiscard]] bool standardErrorIsTerminal();
// Of the terminal on standard error; 80 where it does not tell or there is none.
[[nodiscard]] int terminalColumns();
// Cores this process may use (affinity and cgroup quota obeyed), at least 1.
[[nodiscard]] int usableCores();
[[nodiscard]] std::string cpuModel();
// Those of avx2, avx512f, avx512_vnni, avx512_bf16, amx_bf16 that the CPU has.
[[nodiscard]] std::vector<std::string> cpuFeatures();
[[nodiscard]] std::uint64_t memoryBytes();
// Largest resident set of this process so far.
[[nodiscard]] std::uint64_t peakMemoryBytes();
// The machine's name in its network.
[[nodiscard]] std::string hostName();
// Distribution and kernel: "Debian GNU/Linux 12 (bookworm), Linux 6.1.0 x86_64".
[[nodiscard]] std::string systemName();
// The executable that runs; empty where the system does not tell.
[[nodiscard]] std::filesystem::path programFile();
// Shared libraries that this process has loaded, sorted.
[[nodiscard]] std::vector<std::filesystem::path> loadedLibraries();
// Makes the C allocator keep and reuse large blocks instead of returning them to the system after every batch.
void tuneAllocator();
// Gives the system what the allocator holds of memory that is not in use: between stages whose needs differ.
void releaseFreeMemory();
// Says of memory that will be used as a whole that large pages serve it best. A hint: nothing happens where the system
// has none.
void useLargePages(void* memory, std::size_t bytes);

// Gives this process way to others (nice 10). May be called between fork and exec.
void runInBackground();

// Opens /dev/null for whichever of standard input, output and error is closed, so that no file of ours takes its place.
// Call first.
void ensureStandardStreams();

// Calls `onInterrupt` from a thread of its own on the first SIGINT, SIGTERM or SIGHUP; the second ends the process at
// once with code 130. Call once, before any other thread is started.
void handleInterrupts(std::function<void()> onInterrupt);

// Calls `onLine` for each line of standard input and `onEnd` at its end, from a thread that lives as long as the
// process.
void watchStandardInput(std::function<void(std::string_view)> onLine, std::function<void()> onEnd);

// Held while temporary files lie beside results: the process is not ended from outside meanwhile. Any number of threads
// may hold one at once, and a thread several.
class WritingGuard {
 public:
  WritingGuard();
  ~WritingGuard();
  WritingGuard(const WritingGuard&) = delete;
  WritingGuard& operator=(const WritingGuard&) = delete;
};

// Ends the process with code 130 after `delay`, wherever its threads are, but never inside a WritingGuard. This bounds
// how long a stop can take in the middle of work that cannot be interrupted.
void endAfter(std::chrono::milliseconds delay);

// Ends the process now, with everything that was printed written out. Threads that wait for signals or input may go on
// until then, so what they use must live as long as the process.
[[noreturn]] void endProcess(int code);

}  // namespace snitt::os
