#include "core/store/store.h"

#include <utility>

#include "core/store/connection_p.h"
#include "core/store/store_data_p.h"

namespace snitt {

Store::Store(std::unique_ptr<Data> data) : m_data(std::move(data)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::open(const std::filesystem::path& file, const StoreOptions& options) {
  auto connection = connect(file, options);
  if (!connection) return fail(connection.error());
  return Store(std::make_unique<Data>(Data{std::move(*connection)}));
}

const std::filesystem::path& Store::file() const { return m_data->connection.file; }
int Store::schema() const { return m_data->connection.schema; }

Result<std::int64_t> Store::scoreCount() const {
  return inDatabase(file(), [&]() -> Result<std::int64_t> {
    return numberOf(m_data->connection.database, "SELECT count(*) FROM score").value_or(0);
  });
}

Result<std::optional<std::string>> Store::rememberedHash(const SlideStamp& stamp,
                                                         const std::string& fingerprint) const {
  return inDatabase(file(), [&]() -> Result<std::optional<std::string>> {
    SQLite::Statement row = statementOf(
        m_data->connection.database,
        "SELECT sha256 FROM slide_file WHERE path = ? AND size_bytes = ? AND modified = ? AND fingerprint = ?",
        stamp.path, stamp.sizeBytes, stamp.modified, fingerprint);
    if (!row.executeStep()) return std::nullopt;
    return row.getColumn(0).getString();
  });
}

Result<void> Store::rememberHash(const SlideStamp& stamp, const std::string& fingerprint, const std::string& sha256) {
  return inDatabase(file(), [&]() -> Result<void> {
    execute(m_data->connection.database,
            "INSERT OR REPLACE INTO slide_file (path, size_bytes, modified, fingerprint, sha256)"
            " VALUES (?, ?, ?, ?, ?)",
            stamp.path, stamp.sizeBytes, stamp.modified, fingerprint, sha256);
    return {};
  });
}

}  // namespace snitt
