#include "core/store/backup_state.h"

#include "core/store/actor_p.h"
#include "core/store/setting_p.h"
#include "core/store/store_data_p.h"

namespace snitt {

Result<std::optional<LastBackup>> BackupLog::last() const {
  const Connection& connection = m_store.m_data->connection;
  return inDatabase(connection.file, [&]() -> Result<std::optional<LastBackup>> {
    if (connection.schema < kPeopleSchema) return std::nullopt;
    LastBackup last;
    last.at = settingOf(connection.database, "backup.at");
    last.file = settingOf(connection.database, "backup.file");
    if (last.at.empty()) return std::nullopt;
    last.age = std::chrono::seconds(
        numberOf(connection.database, "SELECT max(0, unixepoch('now') - coalesce(unixepoch(?), 0))", last.at)
            .value_or(0));
    return last;
  });
}

}  // namespace snitt
