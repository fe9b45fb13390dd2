// What the migration to people, keys and the audit log does beside its SQL.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

#include "core/result.h"
#include "core/store/sqlite_p.h"
#include "core/store/store.h"

namespace snitt {

inline constexpr std::string_view kPeopleMigration = "people";

// Inside the migration's transaction: the database gets its uuid and its key, paths of slides are sealed or marked, and
// whoever owns the file becomes its administrator; another account is refused. The key is on disk before the
// transaction ends; a key without a database may be left over by a power cut, never a database without its key. Throws
// what SQLiteCpp throws.
[[nodiscard]] Result<void> migrateToPeople(const std::filesystem::path& file, StoreDatabase& database, bool isNew,
                                           const StoreOptions& options, const std::function<void()>& runSql);

}  // namespace snitt
