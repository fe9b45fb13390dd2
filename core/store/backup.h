// Copies of a database that are whole or not there, by SQLite's backup interface: other programs may go on reading and
// writing meanwhile.
#pragma once

#include <cstdint>
#include <filesystem>
#include <stop_token>

#include "core/result.h"
#include "core/store/store.h"

namespace snitt {

struct StoreBackup {
  std::filesystem::path file;
  std::int64_t scores = 0;
  std::int64_t sizeBytes = 0;
};

// The state of one moment, mode 0600, made under another name, read back and checked (integrity, foreign keys, schema),
// synced, renamed. `target` may lie anywhere. Errors: refused (target exists and `replace` is false, or is the database
// itself), those of Store::open, io, cancelled.
[[nodiscard]] Result<StoreBackup> backupStore(const std::filesystem::path& database,
                                              const std::filesystem::path& target, bool replace,
                                              const StoreOptions& options, const std::stop_token& stop = {});

struct RestoredStore {
  std::filesystem::path kept;  // what was there before, under a dated name; empty where nothing was
  std::int64_t scores = 0;
};

// Puts a checked backup in the place of `database`, in one transaction where that can still be read, so that programs
// which have it open see the change and nothing else; a damaged one is moved aside. The backup is only read. Errors: as
// Store::open's for the backup (refused where only newer programs may use it) and the place of the database; nothing is
// changed by any of them.
[[nodiscard]] Result<RestoredStore> restoreStore(const std::filesystem::path& backup,
                                                 const std::filesystem::path& database, const StoreOptions& options);

}  // namespace snitt
