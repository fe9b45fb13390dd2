#include <sqlite3.h>

#include "core/store/codes_migration_p.h"
#include "core/store/connection_p.h"
#include "core/store/people_migration_p.h"
#include "core/text/identity.h"

namespace snitt {

namespace {

// "Snit" in the header's application id: tells our files from those of other programs (see file(1)).
constexpr int kApplicationId = 0x536E6974;

std::filesystem::path absolutePath(const std::filesystem::path& file) {
  std::error_code ignored;
  // SQLite takes "file:…" and ":memory:" for something else; an absolute path is always a path.
  return std::filesystem::absolute(file, ignored);
}

Result<void> checkFile(const std::filesystem::path& file, const StoreOptions& options) {
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  if (std::filesystem::is_directory(status))
    return fail(ErrorKind::database, file.string() + " is a folder, not a database");
  const bool exists = std::filesystem::exists(status);
  if (exists && !std::filesystem::is_regular_file(status))
    return fail(ErrorKind::database, file.string() + " is not a regular file");
  if (!exists && !options.makeIfMissing)
    return fail(ErrorKind::notFound, "there is no database " + file.string() + ": \"snitt db create\" makes one");
  if (exists && !options.makeIfMissing && std::filesystem::file_size(file, error) == 0)
    return fail(ErrorKind::database, file.string() + " is empty and no database: \"snitt db create\" makes it one");
  if (!exists && !std::filesystem::is_directory(file.parent_path(), error))
    return fail(ErrorKind::notFound, "the database " + file.string() + " cannot be made: the folder " +
                                         file.parent_path().string() + " does not exist");
  return {};
}

// What stands in the header and the schema, read at one moment.
struct Header {
  int applicationId = 0;
  int version = 0;
  bool hasTables = false;
};

Header headerOf(const StoreDatabase& database) {
  Statement statement = statementOf(database,
                                    "SELECT (SELECT application_id FROM pragma_application_id),"
                                    " (SELECT user_version FROM pragma_user_version),"
                                    " EXISTS (SELECT 1 FROM sqlite_schema)");
  statement.executeStep();
  return {statement.getColumn(0).getInt(), statement.getColumn(1).getInt(), statement.getColumn(2).getInt() != 0};
}

int newestOf(const StoreOptions& options) { return static_cast<int>(options.migrations->size()); }

Result<void> setUp(const std::filesystem::path& file, StoreDatabase& database, const StoreOptions& options) {
  if (sqlite3_db_readonly(database.getHandle(), "main") == 1) return fail(databaseError(file, SQLITE_READONLY, ""));
  // EXTRA, not FULL: with FULL the removal of the journal, which is the commit, is not synced, and a power cut may
  // bring the journal back and take an acknowledged score away (sqlite.org/pragma.html#pragma_synchronous).
  database.exec("PRAGMA synchronous=" + options.synchronous);
  Statement journal = statementOf(database, "PRAGMA journal_mode=DELETE");
  journal.executeStep();
  if (journal.getColumn(0).getString() != "delete") return fail(databaseError(file, SQLITE_BUSY, ""));
  return {};
}

}  // namespace

Result<void> checkIsLocal(const std::filesystem::path& file, const StoreOptions& options) {
  std::error_code ignored;
  const auto there = std::filesystem::exists(file, ignored) ? file : file.parent_path();
  const std::string network = options.networkFileSystem(there);
  if (network.empty()) return {};
  return fail(ErrorKind::refused, "the database " + file.string() + " lies on a network file system (" + network +
                                      "), where several programs can damage it: use one on a local disk");
}

Result<StoreDatabase> openDatabase(const std::filesystem::path& file, const StoreOptions& options, bool readOnly) {
  return inDatabase(file, [&]() -> Result<StoreDatabase> {
    const int flags = readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    // Locks fail on some network shares, where a backup may well lie.
    const bool lockless = readOnly && !options.networkFileSystem(file).empty();
    StoreDatabase database(file.string(), flags, static_cast<int>(options.busyWait.count()),
                           lockless ? std::string("unix-none") : options.vfs);
    // A file may have been written by anybody: nothing in its schema is run, nothing in its pages is believed.
    sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    database.exec("PRAGMA trusted_schema=OFF");
    database.exec("PRAGMA cell_size_check=ON");
    database.exec("PRAGMA foreign_keys=ON");
    // Of pages that are looked at again and again: the upper ones of all indices of a large database (KiB).
    database.exec("PRAGMA cache_size=-32768");
    // What is sorted or may be taken back never lies in a file that others could read.
    database.exec("PRAGMA temp_store=MEMORY");
    // What is deleted or replaced is overwritten: it may have named a patient.
    database.exec("PRAGMA secure_delete=ON");
    return database;
  });
}

Result<int> schemaOf(const std::filesystem::path& file, const StoreDatabase& database, const StoreOptions& options) {
  return inDatabase(file, [&]() -> Result<int> {
    const Header header = headerOf(database);
    if (header.applicationId == 0 && header.version == 0 && !header.hasTables) return 0;
    if (header.applicationId != kApplicationId || header.version < 1)
      return fail(ErrorKind::database, file.string() + " is an SQLite database of another program, not of Snitt");
    const int newest = newestOf(options);
    if (header.version <= newest) return header.version;
    const auto usableFrom = numberOf(database, "SELECT max(usable_from) FROM schema_migration").value_or(newest + 1);
    if (usableFrom <= newest) return header.version;
    return fail(ErrorKind::refused, "the database " + file.string() + " has schema " + std::to_string(header.version) +
                                        ", for programs of schema " + std::to_string(usableFrom) +
                                        " or newer, and this program has schema " + std::to_string(newest) +
                                        ": use a newer Snitt, or another database with --db");
  });
}

Result<void> applyMigrations(StoreDatabase& database, const std::vector<Migration>& migrations,
                             const std::string& software, const MigrationStep& step) {
  const auto version = [&] { return static_cast<std::size_t>(numberOf(database, "PRAGMA user_version").value_or(0)); };
  while (version() < migrations.size()) {
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    // Another program may have been quicker while this one waited for the lock.
    if (const std::size_t now = version(); now < migrations.size()) {
      const Migration& next = migrations[now];
      const auto runSql = [&] { database.exec(next.sql); };
      if (step) {
        if (auto done = step(next, runSql); !done) return done;
      } else {
        runSql();
      }
      execute(database,
              "INSERT INTO schema_migration (version, name, usable_from, applied, software) VALUES (?, ?, ?, ?, ?)",
              next.version, next.name, next.usableFrom, utcNow(), software);
      database.exec("PRAGMA user_version=" + std::to_string(next.version));
      database.exec("PRAGMA application_id=" + std::to_string(kApplicationId));
    }
    transaction.commit();
  }
  return {};
}

Result<Connection> connect(const std::filesystem::path& given, const StoreOptions& options) {
  const std::filesystem::path file = absolutePath(given);
  if (auto usable = checkFile(file, options); !usable) return fail(usable.error());
  if (auto local = checkIsLocal(file, options); !local) return fail(local.error());
  if (options.makeIfMissing)
    if (auto made = os::makePrivateFile(file); !made) return fail(ErrorKind::database, made.error().message);
  auto database = openDatabase(file, options);
  if (!database) return fail(database.error());
  auto schema = schemaOf(file, *database, options);
  if (!schema) return fail(schema.error());
  return inDatabase(file, [&]() -> Result<Connection> {
    // Only now: another program's database is not touched.
    if (auto ready = setUp(file, *database, options); !ready) return fail(ready.error());
    if (*schema == 0 && !options.makeIfMissing)
      return fail(ErrorKind::database, file.string() + " is empty and no database: \"snitt db create\" makes it one");
    const bool isNew = *schema == 0;
    const MigrationStep step = [&](const Migration& migration, const std::function<void()>& runSql) -> Result<void> {
      if (migration.name == kPeopleMigration) return migrateToPeople(file, *database, isNew, options, runSql);
      runSql();
      return migration.name == kCodesMigration ? migrateCodes(file, *database, options) : Result<void>{};
    };
    if (options.migrate || isNew)
      if (auto done = applyMigrations(*database, *options.migrations, options.software, step); !done)
        return fail(done.error());
    const auto now = numberOf(*database, "PRAGMA user_version").value_or(0);
    return Connection{file, std::move(*database), static_cast<int>(now)};
  });
}

}  // namespace snitt
