// Copies of a database that are whole or not there, by SQLite's backup interface: other programs may go on reading and
// writing meanwhile.
#pragma once

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/store/store.h"

namespace snitt {

struct StoreBackup {
  std::filesystem::path file;
  std::int64_t scores = 0;
  std::int64_t sizeBytes = 0;
};

// The state of one moment, private as its folder says, made under another name, read back and checked (integrity,
// foreign keys, schema), synced, renamed. Then the database says when and where, and its log as well. `target` may lie
// anywhere. Needs neither key nor person; a person needs manageDatabase. Errors: refused (target exists and `replace`
// is false, or is the database itself; a person who may not), those of Store::open, io, cancelled.
[[nodiscard]] Result<StoreBackup> backupStore(const std::filesystem::path& database,
                                              const std::filesystem::path& target, bool replace,
                                              const StoreOptions& options, const std::stop_token& stop = {});

struct FolderBackup {
  StoreBackup made;
  std::vector<std::filesystem::path> removed;
};

// A backup under a dated name in a folder, and of those that were made so of this database before, the newest `keep`
// (at least 1, this one included) stay. Nothing is removed unless this one is whole. Errors: as above, and usage.
[[nodiscard]] Result<FolderBackup> backupIntoFolder(const std::filesystem::path& database,
                                                    const std::filesystem::path& folder, int keep,
                                                    const StoreOptions& options, const std::stop_token& stop = {});

struct RestoredStore {
  std::filesystem::path kept;  // what was there before, under a dated name; empty where nothing was
  std::int64_t scores = 0;
  std::string remark;  // what is still to be done before it can be used: its key is missing; empty: nothing
};

// Puts a checked backup in the place of `database`, in one transaction where that can still be read, so that programs
// which have it open see the change and nothing else; a damaged one is moved aside. The backup is only read. It needs
// neither key nor person; a person of the present database needs manageDatabase. The log of the restored one says that
// it was. Errors: as Store::open's for the backup (refused where only newer programs may use it) and the place of the
// database; nothing is changed by any of them.
[[nodiscard]] Result<RestoredStore> restoreStore(const std::filesystem::path& backup,
                                                 const std::filesystem::path& database, const StoreOptions& options);

}  // namespace snitt
