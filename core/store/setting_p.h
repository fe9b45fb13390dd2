// What a database says of itself.
#pragma once

#include <string>

#include "core/store/sqlite_p.h"

namespace snitt {

// Empty where it is not set. Throws what SQLiteCpp throws.
[[nodiscard]] inline std::string settingOf(const StoreDatabase& database, const char* name) {
  Statement row = statementOf(database, "SELECT value FROM setting WHERE name = ?", name);
  return row.executeStep() ? row.getColumn(0).getString() : std::string();
}

inline void putSetting(const StoreDatabase& database, const char* name, const std::string& value) {
  execute(database, "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", name, value);
}

}  // namespace snitt
