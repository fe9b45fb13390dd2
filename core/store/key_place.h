// Where the keys of databases lie: each in a file `<uuid of the database>.key`, never beside the database. New ones go
// to StoreOptions::keyFolder, else $SNITT_KEY_FOLDER, else `keys` in the user's configuration; they are read there, and
// then in /etc/snitt/keys, where an administrator puts those that several accounts share.
#pragma once

#include <filesystem>
#include <string>

#include "core/result.h"
#include "core/secrets/secrets.h"
#include "core/store/store.h"

namespace snitt {

inline constexpr const char* kSharedKeyFolder = "/etc/snitt/keys";

// Where a new key goes; empty without a home folder.
[[nodiscard]] std::filesystem::path keyFolder(const StoreOptions& options);
[[nodiscard]] std::string keyFileName(const std::string& uuid);

struct FoundKey {
  std::filesystem::path file;
  Secrets secrets;
};

// The key of `database`. Errors (kind database) name the file to put back: missing, unreadable, damaged, or the key of
// another database (its id is not `keyId`).
[[nodiscard]] Result<FoundKey> findKey(const std::filesystem::path& database, const std::string& uuid,
                                       const std::string& keyId, const StoreOptions& options);

// Writes a new database's key and syncs it; gives the file. Errors: io, database (no place for it).
[[nodiscard]] Result<std::filesystem::path> placeKey(const Secrets& secrets, const std::string& uuid,
                                                     const StoreOptions& options);

}  // namespace snitt
