#include "core/store/backup.h"

#include <SQLiteCpp/Backup.h>
#include <sqlite3.h>

#include <algorithm>
#include <functional>

#include "core/atomic_file.h"
#include "core/store/actor_p.h"
#include "core/store/audit_p.h"
#include "core/store/connection_p.h"
#include "core/store/integrity_p.h"
#include "core/store/key_place.h"
#include "core/store/setting_p.h"
#include "core/text/identity.h"

namespace snitt {

namespace {

namespace fs = std::filesystem;

// Between two steps other programs may write, and the copy then begins again; after a few of those it is made in one
// step, for which the others wait.
constexpr int kPagesAtOnce = 4096;
constexpr int kMostRestarts = 3;

Result<void> copyPages(const fs::path& file, StoreDatabase& from, StoreDatabase& into, const std::stop_token& stop) {
  SQLite::Backup backup(into, from);
  int restarts = 0;
  int left = -1;
  while (!stop.stop_requested()) {
    const int code = backup.executeStep(restarts < kMostRestarts ? kPagesAtOnce : -1);
    if (code == SQLITE_DONE) return {};
    if (code != SQLITE_OK) return fail(databaseError(file, code, ""));
    if (left >= 0 && backup.getRemainingPageCount() >= left) ++restarts;
    left = backup.getRemainingPageCount();
  }
  return fail(ErrorKind::cancelled, "cancelled");
}

Result<void> checkCopy(const fs::path& file, const StoreDatabase& database, const StoreOptions& options) {
  const auto schema = schemaOf(file, database, options);
  if (!schema) return fail(schema.error());
  if (*schema == 0) return fail(ErrorKind::database, file.string() + " is empty and no database");
  const auto faults = integrityFaults(database);
  if (faults.empty()) return {};
  return fail(ErrorKind::database, "the database " + file.string() + " is damaged: " + faults.front());
}

// Files that nobody else can have open need no locks, which some network shares lack.
StoreOptions unshared(const StoreOptions& options) {
  StoreOptions own = options;
  own.vfs = "unix-none";
  return own;
}

// All of `from` under the temporary name `copy`, on disk; `name` is what the person calls it.
Result<void> copyAs(const fs::path& name, StoreDatabase& from, const fs::path& copy, const StoreOptions& options,
                    const std::stop_token& stop) {
  if (!fs::is_directory(copy.parent_path()))
    return fail(ErrorKind::notFound, "the folder " + copy.parent_path().string() + " does not exist");
  if (!os::isWritableFolder(copy.parent_path()))
    return fail(ErrorKind::io, "the folder " + copy.parent_path().string() + " cannot be written to");
  if (auto made = os::makePrivateFile(copy); !made) return made;
  {
    auto into = openDatabase(copy, unshared(options));
    if (!into) return fail(into.error());
    // All of it is synced at the end; until then the temporary file may break.
    into->exec("PRAGMA synchronous=OFF");
    into->exec("PRAGMA journal_mode=MEMORY");
    if (auto copied = copyPages(name, from, *into, stop); !copied) return copied;
  }
  return os::syncFile(copy);
}

// copyAs, read back and checked.
Result<StoreBackup> checkedCopy(const fs::path& name, StoreDatabase& from, const fs::path& copy,
                                const StoreOptions& options, const std::stop_token& stop) {
  return inDatabase(name, [&]() -> Result<StoreBackup> {
    if (auto copied = copyAs(name, from, copy, options, stop); !copied) return fail(copied.error());
    auto again = openDatabase(copy, options, true);
    if (!again) return fail(again.error());
    if (auto sound = checkCopy(name, *again, options); !sound) return fail(sound.error());
    return StoreBackup{name, numberOf(*again, "SELECT count(*) FROM score").value_or(0),
                       static_cast<std::int64_t>(fs::file_size(copy))};
  });
}

// checkedCopy, then renamed to `target`.
Result<StoreBackup> copyTo(const fs::path& target, StoreDatabase& from, const StoreOptions& options,
                           const std::stop_token& stop) {
  const fs::path temporary = temporaryBeside(target);
  const os::WritingGuard guard;
  auto made = checkedCopy(target, from, temporary, options, stop);
  if (made)
    if (auto renamed = os::renameSynced(temporary, target); !renamed) made = fail(renamed.error());
  std::error_code ignored;
  if (!made) fs::remove(temporary, ignored);
  return made;
}

// "20260131T235959Z".
std::string compactNow() {
  std::string time = utcNow();
  std::erase_if(time, [](char letter) { return letter == ':' || letter == '-'; });
  return time;
}

// Beside the database, not taken yet.
fs::path datedName(const fs::path& database) {
  const std::string stem = database.stem().string() + "-before-restore-" + compactNow();
  fs::path name = database.parent_path() / (stem + database.extension().string());
  for (int i = 2; fs::exists(name); ++i)
    name = database.parent_path() / (stem + "-" + std::to_string(i) + database.extension().string());
  return name;
}

fs::path journalOf(const fs::path& database) { return database.string() + "-journal"; }

// What is there of a database and its journal, which would be played into whatever takes the name.
Result<void> moveAside(const fs::path& database, const fs::path& kept) {
  const os::WritingGuard guard;
  if (fs::exists(journalOf(database)))
    if (auto moved = os::renameSynced(journalOf(database), journalOf(kept)); !moved) return moved;
  return fs::exists(database) ? os::renameSynced(database, kept) : Result<void>();
}

bool isDamage(const Error& error, const fs::path& file) {
  return error == databaseError(file, SQLITE_NOTADB, "") || error == databaseError(file, SQLITE_CORRUPT, "");
}

// The sentence about a damaged database tells to restore a backup, which is what is being tried.
Error asBackup(const Error& error, const fs::path& backup) {
  if (!isDamage(error, backup)) return error;
  return {error.kind,
          "the backup " + backup.string() + " is damaged or no database of Snitt: take another; nothing was changed"};
}

// The present database is copied aside and then overwritten under SQLite's own locks and journal.
Result<void> overwrite(const fs::path& database, const fs::path& kept, StoreDatabase& source,
                       const StoreOptions& options) {
  auto present = openDatabase(database, options);
  if (!present) return fail(present.error());
  const fs::path temporary = temporaryBeside(kept);
  const os::WritingGuard guard;
  auto done = inDatabase(database, [&]() -> Result<void> {
    // Held from here to the end, so that nothing is stored between the copy and what replaces it.
    present->exec("PRAGMA locking_mode=EXCLUSIVE; PRAGMA synchronous=EXTRA; BEGIN EXCLUSIVE; COMMIT");
    if (auto copied = copyAs(database, *present, temporary, options, {}); !copied) return copied;
    if (auto renamed = os::renameSynced(temporary, kept); !renamed) return renamed;
    return copyPages(database, source, *present, {});
  });
  std::error_code ignored;
  if (!done)
    for (const fs::path& file : {temporary, kept}) fs::remove(file, ignored);
  return done;
}

Result<fs::path> putInPlace(const fs::path& database, StoreDatabase& source, const StoreOptions& options) {
  const bool isThere = fs::exists(database) && fs::file_size(database) > 0;
  const fs::path kept = datedName(database);
  if (isThere) {
    const auto done = overwrite(database, kept, source, options);
    if (done) return kept;
    if (!isDamage(done.error(), database)) return fail(done.error());
  }
  if (auto moved = moveAside(database, kept); !moved) return fail(moved.error());
  if (auto placed = copyTo(database, source, options, {}); !placed) return fail(placed.error());
  return isThere ? kept : fs::path();
}

// What stands in the way of writing a backup to `target`.
Result<void> checkTarget(const fs::path& database, const fs::path& target, bool replace) {
  std::error_code ignored;
  if (fs::equivalent(database, target, ignored))
    return fail(ErrorKind::refused, target.string() + " is the database itself: give the backup another name");
  if (fs::is_directory(target, ignored))
    return fail(ErrorKind::usage, target.string() + " is a folder: name a file in it");
  if (fs::exists(target, ignored) && !replace)
    return fail(ErrorKind::refused, target.string() + " exists already: give the backup another name, or --force");
  if (fs::exists(journalOf(target), ignored))
    return fail(ErrorKind::refused, target.string() + " is a database in use, as its journal " +
                                        journalOf(target).string() + " tells: give the backup another name");
  return {};
}

// A database that is copied from, with who does it.
struct Source {
  Connection connection;
  Actor actor;
};

Result<Source> sourceOf(const fs::path& database, const StoreOptions& options) {
  StoreOptions own = options;
  own.migrate = false;
  own.makeIfMissing = false;
  auto from = connect(database, own);
  if (!from) return fail(from.error());
  auto actor = upkeepActor(*from, options);
  if (!actor) return fail(actor.error());
  return Source{std::move(*from), std::move(*actor)};
}

Result<StoreBackup> backUp(Source& from, const fs::path& target, const StoreOptions& options,
                           const std::stop_token& stop) {
  const std::string at = utcNow();
  auto made = copyTo(target, from.connection.database, options, stop);
  if (!made || from.connection.schema < kPeopleSchema) return made;
  StoreDatabase& database = from.connection.database;
  SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
  putSetting(database, "backup.at", at);
  putSetting(database, "backup.file", target.string());
  appendAudit(database, from.actor, {"backup.made", "", {{"file", target.string()}}});
  transaction.commit();
  return made;
}

// What the names of backups of this database in a folder begin with: two databases may be called the same.
std::string backupPrefix(const Connection& connection) {
  const std::string uuid =
      connection.schema < kPeopleSchema ? std::string() : settingOf(connection.database, "uuid").substr(0, 8) + "-";
  return connection.file.stem().string() + "-" + uuid;
}

bool isBackupName(const std::string& name, const std::string& prefix) {
  constexpr std::string_view pattern = "00000000T000000Z.db";
  if (name.size() != prefix.size() + pattern.size() || !name.starts_with(prefix)) return false;
  return std::ranges::equal(std::string_view(name).substr(prefix.size()), pattern, [](char letter, char wanted) {
    return wanted == '0' ? letter >= '0' && letter <= '9' : letter == wanted;
  });
}

std::vector<fs::path> removeAllBut(int keep, const fs::path& folder, const std::string& prefix) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
    if (isBackupName(entry->path().filename().string(), prefix)) files.push_back(entry->path());
  std::ranges::sort(files, std::greater<>());
  std::vector<fs::path> removed;
  for (std::size_t i = static_cast<std::size_t>(keep); i < files.size(); ++i)
    if (fs::remove(files[i], error)) removed.push_back(files[i]);
  return removed;
}

// Whoever is a person in the present database, if there is one that can be read, must be allowed to replace it.
Result<void> checkMayReplace(const fs::path& database, const StoreOptions& options) {
  // One that is damaged wherever it is read is replaced all the more.
  const auto present = inDatabase(database, [&] { return sourceOf(database, options); });
  if (present || present.error().kind != ErrorKind::refused) return {};
  // A newer schema is refused as well, and is what a restore may well be for.
  auto looked = openDatabase(database, options, true);
  if (!looked || !schemaOf(database, *looked, options)) return {};
  return fail(present.error());
}

// The log goes on in the restored database; what it lost since the backup was made is told by seals alone.
void logRestore(Connection& connection, const fs::path& backup, const fs::path& kept, const StoreOptions& options) {
  if (connection.schema < kPeopleSchema) return;
  Actor actor;
  actor.account = options.account;
  if (auto known = upkeepActor(connection, options)) actor = std::move(*known);
  SQLite::Transaction transaction(connection.database, SQLite::TransactionBehavior::IMMEDIATE);
  appendAudit(connection.database, actor,
              {"database.restored", "", {{"from", backup.string()}, {"kept", kept.string()}}});
  transaction.commit();
}

}  // namespace

Result<StoreBackup> backupStore(const fs::path& database, const fs::path& target, bool replace,
                                const StoreOptions& options, const std::stop_token& stop) {
  return inDatabase(database, [&]() -> Result<StoreBackup> {
    if (auto free = checkTarget(database, target, replace); !free) return fail(free.error());
    auto from = sourceOf(database, options);
    if (!from) return fail(from.error());
    return backUp(*from, fs::absolute(target), options, stop);
  });
}

Result<FolderBackup> backupIntoFolder(const fs::path& database, const fs::path& folder, int keep,
                                      const StoreOptions& options, const std::stop_token& stop) {
  return inDatabase(database, [&]() -> Result<FolderBackup> {
    if (keep < 1) return fail(ErrorKind::usage, "at least one backup must be kept");
    auto from = sourceOf(database, options);
    if (!from) return fail(from.error());
    const std::string prefix = backupPrefix(from->connection);
    const fs::path target = fs::absolute(folder) / (prefix + compactNow() + ".db");
    if (auto free = checkTarget(database, target, false); !free) return fail(free.error());
    auto made = backUp(*from, target, options, stop);
    if (!made) return fail(made.error());
    return FolderBackup{std::move(*made), removeAllBut(keep, fs::absolute(folder), prefix)};
  });
}

Result<RestoredStore> restoreStore(const fs::path& backup, const fs::path& given, const StoreOptions& options) {
  return inDatabase(given, [&]() -> Result<RestoredStore> {
    const fs::path database = fs::absolute(given);
    const fs::path source = fs::absolute(backup);
    std::error_code ignored;
    if (!fs::is_regular_file(source, ignored))
      return fail(ErrorKind::notFound, "there is no backup " + source.string());
    if (fs::equivalent(source, database, ignored))
      return fail(ErrorKind::usage, source.string() + " is the database itself, not a backup of it");
    if (auto local = checkIsLocal(database, options); !local) return fail(local.error());
    auto from = openDatabase(source, options, true);
    if (!from) return fail(asBackup(from.error(), source));
    const auto sound = inDatabase(source, [&] { return checkCopy(source, *from, options); });
    if (!sound) return fail(asBackup(sound.error(), source));
    if (auto may = checkMayReplace(database, options); !may) return fail(may.error());
    auto kept = putInPlace(database, *from, options);
    if (!kept) return fail(kept.error());
    auto restored = connect(database, options);
    if (!restored) return fail(restored.error());
    logRestore(*restored, source, *kept, options);
    RestoredStore result{std::move(*kept), numberOf(restored->database, "SELECT count(*) FROM score").value_or(0), {}};
    if (restored->schema >= kPeopleSchema)
      if (const auto key =
              findKey(database, settingOf(restored->database, "uuid"), settingOf(restored->database, "key"), options);
          !key)
        result.remark = key.error().message;
    return result;
  });
}

}  // namespace snitt
