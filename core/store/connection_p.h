// A checked connection to a Snitt database; what Store, check and backup share.
#pragma once

#include <filesystem>
#include <functional>

#include "core/result.h"
#include "core/store/sqlite_p.h"
#include "core/store/store.h"

namespace snitt {

struct Connection {
  std::filesystem::path file;  // absolute
  StoreDatabase database;
  int schema = 0;  // of the file
};

// Opens an SQLite file as nothing more than that, with the store's pragmas. A file opened
// `readOnly` may lie on a network share.
[[nodiscard]] Result<StoreDatabase> openDatabase(const std::filesystem::path& file, const StoreOptions& options,
                                                 bool readOnly = false);

// Store::open's contract.
[[nodiscard]] Result<Connection> connect(const std::filesystem::path& file, const StoreOptions& options);

// The schema of an open file. Errors: database (another program's), refused (newer-incompatible). 0 for an empty one.
[[nodiscard]] Result<int> schemaOf(const std::filesystem::path& file, const StoreDatabase& database,
                                   const StoreOptions& options);

// What a migration does beside its SQL, which `runSql` runs, in the same transaction. An error leaves the schema as it
// was.
using MigrationStep = std::function<Result<void>(const Migration& migration, const std::function<void()>& runSql)>;

// Brings the schema from where it is to the newest, one transaction a migration. Safe beside other programs. Errors:
// those of `step`; throws what SQLiteCpp throws.
[[nodiscard]] Result<void> applyMigrations(StoreDatabase& database, const std::vector<Migration>& migrations,
                                           const std::string& software, const MigrationStep& step = {});

// Refused where the file, or the folder it would lie in, is on a network file system.
[[nodiscard]] Result<void> checkIsLocal(const std::filesystem::path& file, const StoreOptions& options);

}  // namespace snitt
