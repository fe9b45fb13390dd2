#include "core/store/store.h"

#include <utility>

#include "core/store/actor_p.h"
#include "core/store/connection_p.h"
#include "core/store/key_place.h"
#include "core/store/setting_p.h"
#include "core/store/store_data_p.h"

namespace snitt {

Store::Store(std::unique_ptr<Data> data) : m_data(std::move(data)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::open(const std::filesystem::path& file, const StoreOptions& options) {
  auto connection = connect(file, options);
  if (!connection) return fail(connection.error());
  const std::filesystem::path name = connection->file;
  return inDatabase(name, [&]() -> Result<Store> {
    Actor nobody;
    nobody.account = options.account;
    auto data = std::make_unique<Data>(Data{std::move(*connection), options, {}, {}, {}, std::move(nobody), {}});
    if (data->connection.schema < kPeopleSchema) return Store(std::move(data));
    const StoreDatabase& database = data->connection.database;
    data->uuid = settingOf(database, "uuid");
    auto key = findKey(data->connection.file, data->uuid, settingOf(database, "key"), options);
    // Who is nobody here is told that first: they have no key either.
    auto actor = actorOf(data->connection, options, key ? &key->secrets : nullptr);
    if (!actor) return fail(actor.error());
    if (!key) return fail(key.error());
    data->actor = std::move(*actor);
    data->keyFile = std::move(key->file);
    data->secrets = std::move(key->secrets);
    return Store(std::move(data));
  });
}

Result<Store> Store::openToLook(const std::filesystem::path& file, const StoreOptions& options) {
  StoreOptions looking = options;
  looking.migrate = false;
  looking.makeIfMissing = false;
  auto connection = connect(file, looking);
  if (!connection) return fail(connection.error());
  const std::filesystem::path name = connection->file;
  return inDatabase(name, [&]() -> Result<Store> {
    Actor nobody;
    nobody.account = options.account;
    auto data = std::make_unique<Data>(Data{std::move(*connection), looking, {}, {}, {}, std::move(nobody), {}});
    if (data->connection.schema < kPeopleSchema) return Store(std::move(data));
    const StoreDatabase& database = data->connection.database;
    data->uuid = settingOf(database, "uuid");
    auto key = findKey(data->connection.file, data->uuid, settingOf(database, "key"), looking);
    if (key) {
      data->keyFile = std::move(key->file);
      data->secrets = std::move(key->secrets);
    }
    return Store(std::move(data));
  });
}

const std::filesystem::path& Store::file() const { return m_data->connection.file; }
int Store::schema() const { return m_data->connection.schema; }
const std::string& Store::uuid() const { return m_data->uuid; }
const std::filesystem::path& Store::keyFile() const { return m_data->keyFile; }
const Actor& Store::actor() const { return m_data->actor; }

Result<std::int64_t> Store::scoreCount() const {
  return inDatabase(file(), [&]() -> Result<std::int64_t> {
    return numberOf(m_data->connection.database, "SELECT count(*) FROM score").value_or(0);
  });
}

Result<std::optional<std::string>> Store::rememberedHash(const SlideStamp& stamp,
                                                         const std::string& fingerprint) const {
  return inDatabase(file(), [&]() -> Result<std::optional<std::string>> {
    if (!m_data->secrets) return std::nullopt;
    const std::string mark = m_data->secrets->mark("path", stamp.path);
    Statement row = statementOf(
        m_data->connection.database,
        "SELECT sha256 FROM slide_file WHERE path_mark = ? AND size_bytes = ? AND modified = ? AND fingerprint = ?",
        Blob{mark}, stamp.sizeBytes, stamp.modified, fingerprint);
    if (!row.executeStep()) return std::nullopt;
    return row.getColumn(0).getString();
  });
}

Result<void> Store::rememberHash(const SlideStamp& stamp, const std::string& fingerprint, const std::string& sha256) {
  return inDatabase(file(), [&]() -> Result<void> {
    if (!m_data->secrets) return {};
    const std::string mark = m_data->secrets->mark("path", stamp.path);
    execute(m_data->connection.database,
            "INSERT OR REPLACE INTO slide_file (path_mark, size_bytes, modified, fingerprint, sha256)"
            " VALUES (?, ?, ?, ?, ?)",
            Blob{mark}, stamp.sizeBytes, stamp.modified, fingerprint, sha256);
    return {};
  });
}

}  // namespace snitt
