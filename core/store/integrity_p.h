// SQLite's own checks of a database.
#pragma once

#include <string>
#include <vector>

#include "core/store/sqlite_p.h"

namespace snitt {

// Empty when integrity_check and foreign_key_check find nothing. Throws what SQLiteCpp throws.
[[nodiscard]] std::vector<std::string> integrityFaults(const StoreDatabase& database);

}  // namespace snitt
