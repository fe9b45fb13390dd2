// When a database was last backed up. Threads and errors as Store.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "core/result.h"
#include "core/store/store.h"

namespace snitt {

// After which a backup is too old to rely on: who looks at the database is told.
inline constexpr std::chrono::hours kBackupDue{24};

struct LastBackup {
  std::string at;  // ISO 8601, UTC
  std::filesystem::path file;
  std::chrono::seconds age{0};
};

class BackupLog {
 public:
  explicit BackupLog(const Store& store) : m_store(store) {}

  // The last one that was whole when it was made; nothing where there never was one. Whether the file is still there is
  // not looked at: the disk that it lies on may be locked away.
  [[nodiscard]] Result<std::optional<LastBackup>> last() const;

 private:
  const Store& m_store;
};

}  // namespace snitt
