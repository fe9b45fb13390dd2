// What the migration that takes codes of slides out of the clear does beside its SQL.
#pragma once

#include <filesystem>
#include <string_view>

#include "core/result.h"
#include "core/store/sqlite_p.h"
#include "core/store/store.h"

namespace snitt {

inline constexpr std::string_view kCodesMigration = "codes";

// After the SQL, inside its transaction: barcodes are sealed and marked, slides of the queue get their marks, the index
// of searches is filled. Errors: database where something is to be sealed and the key is missing. Throws what SQLiteCpp
// throws.
[[nodiscard]] Result<void> migrateCodes(const std::filesystem::path& file, const StoreDatabase& database,
                                        const StoreOptions& options);

}  // namespace snitt
