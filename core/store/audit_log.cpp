#include "core/store/audit_log.h"

#include <set>

#include "core/os/os.h"
#include "core/store/actor_p.h"
#include "core/store/audit_chain_p.h"
#include "core/store/audit_p.h"
#include "core/store/setting_p.h"
#include "core/store/store_data_p.h"
#include "core/text/identity.h"

namespace snitt {

namespace {

// What a reader of a verdict must know of where its seals come from.
void remarkOnSeals(const StoreDatabase& database, const std::vector<AuditSeal>& seals, AuditVerdict& verdict) {
  std::set<std::string> keys;
  std::set<std::string> accounts;
  for (const AuditSeal& seal : seals) {
    keys.insert(seal.key.fingerprint().substr(0, 16));
    accounts.insert(seal.account);
  }
  if (keys.size() > 1) {
    std::string remark = "the seals were made with " + std::to_string(keys.size()) + " keys (";
    for (const std::string& key : keys) remark += (remark.back() == '(' ? "" : ", ") + key;
    verdict.remarks.push_back(remark + "): whoever changed the log may have made seals of their own");
  }
  for (const std::string& account : accounts)
    if (numberOf(database, "SELECT 1 FROM account WHERE name = ?", account))
      verdict.remarks.push_back("the account that sealed (" + account +
                                ") also uses the database: whoever uses it can make the seals anew");
}

// Rows are numbered in the order of their times: the last one that was written before `since`, found in as many looks
// as the number of rows has binary digits.
std::int64_t beforeTime(const StoreDatabase& database, const AuditQuery& query) {
  if (query.since.empty()) return query.after;
  std::int64_t before = query.after;
  std::int64_t notBefore = numberOf(database, "SELECT max(seq) FROM audit").value_or(0) + 1;
  while (before + 1 < notBefore) {
    const std::int64_t middle = before + (notBefore - before) / 2;
    const bool isLater =
        numberOf(database, "SELECT json_extract(row, '$.at') >= ?2 FROM audit WHERE seq = ?1", middle, query.since)
            .value_or(0) != 0;
    (isLater ? notBefore : before) = middle;
  }
  return before;
}

}  // namespace

Result<void> AuditLog::add(const AuditEntry& entry) {
  Store::Data& data = *m_store.m_data;
  return inDatabase(data.connection.file, [&]() -> Result<void> {
    SQLite::Transaction transaction(data.connection.database, SQLite::TransactionBehavior::IMMEDIATE);
    appendAudit(data.connection.database, data.actor, entry);
    transaction.commit();
    return {};
  });
}

Result<std::vector<AuditEvent>> AuditLog::read(const AuditQuery& query) const {
  Store::Data& data = *m_store.m_data;
  const Permission needed = query.subject.starts_with("case:") ? Permission::look : Permission::readAudit;
  if (auto may = requirePermission(data.connection, data.actor, needed, query.subject); !may) return fail(may.error());
  return inDatabase(data.connection.file, [&]() -> Result<std::vector<AuditEvent>> {
    const std::int64_t after = query.subject.empty() ? beforeTime(data.connection.database, query) : query.after;
    Statement row = query.subject.empty()
                        ? statementOf(data.connection.database,
                                      "SELECT seq, row, hash, subject FROM audit WHERE seq > ? AND"
                                      " (?2 = '' OR json_extract(row, '$.at') >= ?2) ORDER BY seq LIMIT ?3",
                                      after, query.since, query.most)
                        : statementOf(data.connection.database,
                                      "SELECT seq, row, hash, subject FROM audit WHERE seq > ?1 AND subject = ?4 AND"
                                      " (?2 = '' OR json_extract(row, '$.at') >= ?2) ORDER BY seq LIMIT ?3",
                                      after, query.since, query.most, query.subject);
    std::vector<AuditEvent> events;
    while (row.executeStep()) {
      const AuditRow one{row.getColumn(0).getInt64(), row.getColumn(1).getString(), row.getColumn(2).getString(),
                         row.getColumn(3).getString()};
      auto event = parseAuditRow(one);
      if (!event)
        return fail(ErrorKind::database, "the database " + data.connection.file.string() + ": row " +
                                             std::to_string(one.seq) +
                                             " of the audit log is damaged: " + event.error().message);
      events.push_back(std::move(*event));
    }
    return events;
  });
}

Result<std::vector<AuditRow>> AuditLog::rows(std::int64_t after, int most) const {
  Store::Data& data = *m_store.m_data;
  if (auto may = requirePermission(data.connection, data.actor, Permission::readAudit, ""); !may)
    return fail(may.error());
  return inDatabase(data.connection.file, [&]() -> Result<std::vector<AuditRow>> {
    Statement row =
        statementOf(data.connection.database,
                    "SELECT seq, row, hash, subject FROM audit WHERE seq > ? ORDER BY seq LIMIT ?", after, most);
    std::vector<AuditRow> rows;
    while (row.executeStep())
      rows.push_back({row.getColumn(0).getInt64(), row.getColumn(1).getString(), row.getColumn(2).getString(),
                      row.getColumn(3).getString()});
    return rows;
  });
}

Result<AuditVerdict> AuditLog::verify(const std::filesystem::path& given) const {
  const Store::Data& data = *m_store.m_data;
  const StoreDatabase& database = data.connection.database;
  return inDatabase(data.connection.file, [&]() -> Result<AuditVerdict> {
    if (data.connection.schema < kPeopleSchema)
      return fail(ErrorKind::database, "the database " + data.connection.file.string() +
                                           " is of an older version and has no audit log yet: opening it makes one");
    const std::filesystem::path file = given.empty() ? std::filesystem::path(settingOf(database, "seals")) : given;
    SealFile seals;
    std::vector<std::string> remarks;
    if (file.empty()) {
      remarks.emplace_back(
          "there are no seals (\"snitt audit place FILE\" says where): an end that was cut off, or a log that was made "
          "anew as a whole, would not be noticed");
    } else if (auto read = readSeals(file, data.uuid)) {
      seals = std::move(*read);
      if (seals.seals.empty())
        remarks.push_back("the file of seals " + file.string() +
                          " holds none of this database: an end that was cut "
                          "off, or a log that was made anew as a whole, would not be noticed");
    } else if (read.error().kind == ErrorKind::notFound && given.empty()) {
      remarks.push_back("the file of seals " + file.string() +
                        " is missing: an end that was cut off, or a log that was "
                        "made anew as a whole, would not be noticed");
    } else {
      return fail(read.error());
    }
    AuditVerdict verdict = verdictOn(database, seals.seals);
    verdict.remarks = std::move(remarks);
    verdict.remarks.insert(verdict.remarks.end(), seals.faults.begin(), seals.faults.end());
    remarkOnSeals(database, seals.seals, verdict);
    return verdict;
  });
}

namespace {

// Those where the database says they lie; none where it says nothing, or the file is missing.
Result<SealFile> placedSeals(const StoreDatabase& database, const std::string& uuid) {
  const std::filesystem::path file = settingOf(database, "seals");
  if (file.empty()) return SealFile{};
  auto seals = readSeals(file, uuid);
  if (!seals && seals.error().kind == ErrorKind::notFound) return SealFile{};
  return seals;
}

}  // namespace

Result<std::optional<AuditSeal>> AuditLog::lastSeal() const {
  const Store::Data& data = *m_store.m_data;
  const StoreDatabase& database = data.connection.database;
  return inDatabase(data.connection.file, [&]() -> Result<std::optional<AuditSeal>> {
    const auto seals = placedSeals(database, data.uuid);
    if (!seals) return fail(seals.error());
    return newestThatHolds(database, seals->seals);
  });
}

Result<std::vector<std::string>> AuditLog::sealLines() const {
  const Store::Data& data = *m_store.m_data;
  return inDatabase(data.connection.file, [&]() -> Result<std::vector<std::string>> {
    auto seals = placedSeals(data.connection.database, data.uuid);
    if (!seals) return fail(seals.error());
    return std::move(seals->lines);
  });
}

Result<void> AuditLog::placeSeals(const std::filesystem::path& file) {
  Store::Data& data = *m_store.m_data;
  if (auto may = requirePermission(data.connection, data.actor, Permission::manageDatabase, ""); !may) return may;
  std::error_code error;
  const std::filesystem::path absolute = std::filesystem::absolute(file, error).lexically_normal();
  if (error || std::filesystem::is_directory(absolute))
    return fail(ErrorKind::usage, file.string() + " is a folder: name a file for seals");
  return inDatabase(data.connection.file, [&]() -> Result<void> {
    SQLite::Transaction transaction(data.connection.database, SQLite::TransactionBehavior::IMMEDIATE);
    const std::string before = settingOf(data.connection.database, "seals");
    putSetting(data.connection.database, "seals", absolute.string());
    appendAudit(data.connection.database, data.actor,
                {"audit.placed", "", {{"from", before}, {"to", absolute.string()}}});
    transaction.commit();
    return {};
  });
}

Result<AuditSeal> sealAudit(const std::filesystem::path& given, const std::filesystem::path& seals,
                            const PrivateKey& key, const std::string& account) {
  std::error_code ignored;
  const std::filesystem::path file = std::filesystem::absolute(given, ignored);
  if (!std::filesystem::exists(file, ignored))
    return fail(ErrorKind::notFound, "there is no database " + file.string());
  const StoreOptions options;
  if (auto local = checkIsLocal(file, options); !local) return fail(local.error());
  auto database = openDatabase(file, options, true);
  if (!database) return fail(database.error());
  const auto schema = schemaOf(file, *database, options);
  if (!schema) return fail(schema.error());
  return inDatabase(file, [&]() -> Result<AuditSeal> {
    if (*schema < kPeopleSchema)
      return fail(ErrorKind::database, "the database " + file.string() + " has no audit log yet: opening it makes one");
    const std::string uuid = settingOf(*database, "uuid");
    std::vector<AuditSeal> before;
    if (auto read = readSeals(seals, uuid))
      before = std::move(read->seals);
    else if (read.error().kind != ErrorKind::notFound)
      return fail(read.error());
    const AuditVerdict verdict = verdictOn(*database, before);
    if (verdict.fault)
      return fail(ErrorKind::refused, "the database " + file.string() + " is not sealed, since " + *verdict.fault);
    // Nothing has happened since: another seal would say nothing new.
    if (verdict.lastSeal && verdict.lastSeal->seq == verdict.rows && verdict.lastSeal->key == key.publicKey())
      return *verdict.lastSeal;
    const AuditSeal seal{uuid, verdict.rows, verdict.hash, utcNow(), account, key.publicKey()};
    if (auto written = os::appendLineSynced(seals, formatSeal(seal, key)); !written) return fail(written.error());
    return seal;
  });
}

}  // namespace snitt
