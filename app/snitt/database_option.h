// Which database --db names, and how the verbs open it.
#pragma once

#include <filesystem>
#include <string>

#include "app/snitt/session.h"
#include "core/result.h"
#include "core/store/store.h"

namespace snitt::app {

struct DatabasePlace {
  std::filesystem::path file;  // empty: none
  bool isDefault = false;      // nobody named it
};

// FILE, nothing for "none", else the one in the user's data folder, whether it exists or not.
[[nodiscard]] DatabasePlace databasePlace(const CommonOptions& options);

// The same for verbs that do nothing without a database. Errors: usage.
[[nodiscard]] Result<DatabasePlace> neededDatabase(const CommonOptions& options);

// It, opened as the person whom this account stands for.
[[nodiscard]] Result<Store> openNeeded(const CommonOptions& options);

// The program's own settings of a store.
[[nodiscard]] StoreOptions storeOptions(bool makeIfMissing);

// The database as `doctor` tells of it; looks, changes nothing but what any opening finishes after a crash.
[[nodiscard]] Result<std::string> databaseState(const CommonOptions& options);

}  // namespace snitt::app
