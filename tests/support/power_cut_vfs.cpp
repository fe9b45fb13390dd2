#include "support/power_cut_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

namespace snitt::test {

namespace {

constexpr std::size_t kSector = 512;

struct Change {
  std::size_t offset = 0;
  std::string bytes;
  bool truncates = false;  // to `offset`
};

void perform(const Change& change, std::string& contents) {
  if (change.truncates) return contents.resize(std::min(contents.size(), change.offset));
  if (contents.size() < change.offset + change.bytes.size()) contents.resize(change.offset + change.bytes.size());
  contents.replace(change.offset, change.bytes.size(), change.bytes);
}

struct File {
  std::optional<std::string> durable;  // under this name, whatever happens
  bool exists = false;
  bool isNew = false;  // made since the last sync: `durable` is an earlier file's
  std::string now;
  std::vector<Change> pending;
};

struct Disk {
  std::map<std::string, File> files;
  bool off = false;
  int operations = 0;
  int writes = 0;
  int cutAt = 0;
  int fullAt = 0;
  int nameless = 0;

  File& named(const std::string& name) {
    const auto [at, isNew] = files.try_emplace(name);
    if (std::ifstream real(name, std::ios::binary); isNew && real) {
      at->second.now.assign(std::istreambuf_iterator<char>(real), {});
      at->second.durable = at->second.now;
      at->second.exists = true;
    }
    return at->second;
  }
  // False when this operation is the one in whose middle the power goes.
  bool goesThrough() {
    ++operations;
    if (cutAt > 0 && operations >= cutAt) off = true;
    return !off;
  }
};

Disk& disk() {
  static Disk one;
  return one;
}

struct OpenFile {
  sqlite3_file base;
  File* file;
};

File& of(sqlite3_file* handle) { return *reinterpret_cast<OpenFile*>(handle)->file; }

int closeFile(sqlite3_file*) { return SQLITE_OK; }

int readFile(sqlite3_file* handle, void* into, int size, sqlite3_int64 offset) {
  if (disk().off) return SQLITE_IOERR_READ;
  const std::string& contents = of(handle).now;
  const auto from = std::min(static_cast<std::size_t>(offset), contents.size());
  const auto count = std::min(static_cast<std::size_t>(size), contents.size() - from);
  std::memset(into, 0, static_cast<std::size_t>(size));
  std::memcpy(into, contents.data() + from, count);
  return count == static_cast<std::size_t>(size) ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int writeFile(sqlite3_file* handle, const void* bytes, int size, sqlite3_int64 offset) {
  if (disk().off) return SQLITE_IOERR_WRITE;
  if (++disk().writes >= disk().fullAt && disk().fullAt > 0) return SQLITE_FULL;
  const bool done = disk().goesThrough();
  File& file = of(handle);
  // Also the write in whose middle the power goes may leave sectors behind.
  file.pending.push_back({static_cast<std::size_t>(offset),
                          std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size)), false});
  perform(file.pending.back(), file.now);
  return done ? SQLITE_OK : SQLITE_IOERR_WRITE;
}

int truncateFile(sqlite3_file* handle, sqlite3_int64 size) {
  if (disk().off) return SQLITE_IOERR_TRUNCATE;
  const bool done = disk().goesThrough();
  File& file = of(handle);
  file.pending.push_back({static_cast<std::size_t>(size), "", true});
  perform(file.pending.back(), file.now);
  return done ? SQLITE_OK : SQLITE_IOERR_TRUNCATE;
}

int syncFile(sqlite3_file* handle, int) {
  if (disk().off || !disk().goesThrough()) return SQLITE_IOERR_FSYNC;
  File& file = of(handle);
  file.durable = file.now;
  file.isNew = false;
  file.pending.clear();
  return SQLITE_OK;
}

int fileSize(sqlite3_file* handle, sqlite3_int64* size) {
  if (disk().off) return SQLITE_IOERR_FSTAT;
  *size = static_cast<sqlite3_int64>(of(handle).now.size());
  return SQLITE_OK;
}

int lockFile(sqlite3_file*, int) { return SQLITE_OK; }
int checkLock(sqlite3_file*, int* locked) {
  *locked = 0;
  return SQLITE_OK;
}
int controlFile(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sectorSize(sqlite3_file*) { return static_cast<int>(kSector); }
// No promise at all: no atomic write, no safe append, no power-safe overwrite.
int characteristics(sqlite3_file*) { return 0; }

const sqlite3_io_methods kMethods{1,        closeFile, readFile,  writeFile,   truncateFile, syncFile,        fileSize,
                                  lockFile, lockFile,  checkLock, controlFile, sectorSize,   characteristics, nullptr,
                                  nullptr,  nullptr,   nullptr,   nullptr,     nullptr};

int openFile(sqlite3_vfs*, const char* name, sqlite3_file* handle, int flags, int* outFlags) {
  handle->pMethods = nullptr;
  if (disk().off) return SQLITE_CANTOPEN;
  File& file =
      disk().named(name == nullptr ? std::string("nameless ").append(std::to_string(++disk().nameless)) : name);
  if (!file.exists) {
    if ((flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
    file.exists = true;
    file.isNew = true;
    file.now.clear();
    file.pending.clear();
  }
  handle->pMethods = &kMethods;
  reinterpret_cast<OpenFile*>(handle)->file = &file;
  if (outFlags != nullptr) *outFlags = flags;
  return SQLITE_OK;
}

int deleteFile(sqlite3_vfs*, const char* name, int syncFolder) {
  if (disk().off) return SQLITE_IOERR_DELETE;
  File& file = disk().named(name);
  if (!file.exists) return SQLITE_IOERR_DELETE_NOENT;
  if (!disk().goesThrough()) return SQLITE_IOERR_DELETE;
  file.exists = false;
  if (syncFolder != 0) file.durable.reset();
  return SQLITE_OK;
}

int accessFile(sqlite3_vfs*, const char* name, int, int* result) {
  if (disk().off) return SQLITE_IOERR_ACCESS;
  *result = disk().named(name).exists ? 1 : 0;
  return SQLITE_OK;
}

std::optional<std::string> survivorOf(const File& file, Survives survives, std::mt19937& random) {
  const auto coin = [&] { return random() % 2 == 0; };
  if (survives == Survives::everything) return file.exists ? std::optional(file.now) : std::nullopt;
  if (survives == Survives::onlyWhatWasSynced) return file.durable;
  if (!file.exists) return coin() ? file.durable : std::nullopt;
  if (file.isNew && coin()) return file.durable;
  std::string contents = file.isNew ? "" : file.durable.value_or("");
  for (const Change& change : file.pending) {
    if (change.truncates && coin()) perform(change, contents);
    for (std::size_t at = 0; at < change.bytes.size();) {
      const std::size_t size = std::min(kSector - (change.offset + at) % kSector, change.bytes.size() - at);
      if (coin()) perform({change.offset + at, change.bytes.substr(at, size), false}, contents);
      at += size;
    }
  }
  return contents;
}

}  // namespace

PowerCutDisk::PowerCutDisk() {
  disk() = Disk{};
  static sqlite3_vfs vfs = *sqlite3_vfs_find(nullptr);
  vfs.zName = kVfs;
  vfs.szOsFile = static_cast<int>(sizeof(OpenFile));
  vfs.xOpen = openFile;
  vfs.xDelete = deleteFile;
  vfs.xAccess = accessFile;
  if (sqlite3_vfs_register(&vfs, 0) != SQLITE_OK) throw std::runtime_error("the power-cut VFS was not registered");
}

PowerCutDisk::~PowerCutDisk() { sqlite3_vfs_unregister(sqlite3_vfs_find(kVfs)); }

void PowerCutDisk::cutAtOperation(int number) { disk().cutAt = disk().operations + number; }
void PowerCutDisk::fullAtWrite(int number) { disk().fullAt = number == 0 ? 0 : disk().writes + number; }
bool PowerCutDisk::isOff() const { return disk().off; }
int PowerCutDisk::operations() const { return disk().operations; }
int PowerCutDisk::writes() const { return disk().writes; }

void PowerCutDisk::cut(Survives survives, unsigned seed) {
  std::mt19937 random(seed);
  for (const auto& [name, file] : disk().files) {
    if (name.starts_with("nameless ")) continue;
    const auto contents = survivorOf(file, survives, random);
    if (contents)
      std::ofstream(name, std::ios::binary | std::ios::trunc) << *contents;
    else
      std::filesystem::remove(name);
  }
  disk() = Disk{};
}

}  // namespace snitt::test
