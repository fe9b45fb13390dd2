// An SQLite VFS whose disk can lose its power or run full. What is written stays in memory until it is synced; at a
// power cut only what was synced is sure to survive, and of the rest nothing, everything, or any 512-byte sectors in
// any combination. The removal of a file is sure only where SQLite asks for its folder to be synced.
//
// One disk for the whole process, one connection at a time. Not thread-safe.
#pragma once

#include <filesystem>

namespace snitt::test {

enum class Survives { onlyWhatWasSynced, someSectors, everything };

class PowerCutDisk {
 public:
  // The name to give to StoreOptions::vfs. The disk begins with the real files and never writes to them before `cut`.
  static constexpr const char* kVfs = "snitt-power-cut";
  PowerCutDisk();
  ~PowerCutDisk();
  PowerCutDisk(const PowerCutDisk&) = delete;
  PowerCutDisk& operator=(const PowerCutDisk&) = delete;

  // The power goes off in the middle of the n-th write, sync, truncation or removal from now on.
  void cutAtOperation(int number);
  // The n-th write from now on and all after it find the disk full; 0: none.
  void fullAtWrite(int number);

  [[nodiscard]] bool isOff() const;
  [[nodiscard]] int operations() const;  // so far
  [[nodiscard]] int writes() const;      // so far

  // Ends it: what survives becomes the real files. No connection may be open any more.
  void cut(Survives survives, unsigned seed);
};

}  // namespace snitt::test
