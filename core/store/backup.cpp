#include "core/store/backup.h"

#include <SQLiteCpp/Backup.h>
#include <sqlite3.h>

#include <algorithm>

#include "core/atomic_file.h"
#include "core/store/connection_p.h"
#include "core/store/integrity_p.h"
#include "core/text/identity.h"

namespace snitt {

namespace {

namespace fs = std::filesystem;

// Between two steps other programs may write, and the copy then begins again; after a few of those it is made in one
// step, for which the others wait.
constexpr int kPagesAtOnce = 4096;
constexpr int kMostRestarts = 3;

void copyPages(const fs::path& file, SQLite::Database& from, SQLite::Database& into) {
  SQLite::Backup backup(into, from);
  int restarts = 0;
  int left = -1;
  for (;;) {
    const int code = backup.executeStep(restarts < kMostRestarts ? kPagesAtOnce : -1);
    if (code == SQLITE_DONE) return;
    if (code != SQLITE_OK) throw SQLite::Exception(databaseError(file, code, "").message, code);
    if (left >= 0 && backup.getRemainingPageCount() >= left) ++restarts;
    left = backup.getRemainingPageCount();
  }
}

Result<void> checkCopy(const fs::path& file, const SQLite::Database& database, const StoreOptions& options) {
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

// A checked copy of `from` under the temporary name `copy`; `name` is what the person calls it.
Result<StoreBackup> makeCopy(const fs::path& name, SQLite::Database& from, const fs::path& copy,
                             const StoreOptions& options) {
  if (auto made = os::makePrivateFile(copy); !made) return fail(made.error());
  {
    auto into = openDatabase(copy, unshared(options));
    if (!into) return fail(into.error());
    const auto copied = inDatabase(name, [&]() -> Result<void> {
      // All of it is synced at the end; until then the temporary file may break.
      into->exec("PRAGMA synchronous=OFF");
      into->exec("PRAGMA journal_mode=MEMORY");
      copyPages(name, from, *into);
      return {};
    });
    if (!copied) return fail(copied.error());
  }
  if (auto synced = os::syncFile(copy); !synced) return fail(synced.error());
  auto again = openDatabase(copy, options, true);
  if (!again) return fail(again.error());
  return inDatabase(name, [&]() -> Result<StoreBackup> {
    if (auto sound = checkCopy(name, *again, options); !sound) return fail(sound.error());
    return StoreBackup{name, numberOf(*again, "SELECT count(*) FROM score").value_or(0),
                       static_cast<std::int64_t>(fs::file_size(copy))};
  });
}

// makeCopy, then renamed to `target`.
Result<StoreBackup> copyTo(const fs::path& target, SQLite::Database& from, const StoreOptions& options) {
  const fs::path temporary = temporaryBeside(target);
  const os::WritingGuard guard;
  auto made = makeCopy(target, from, temporary, options);
  if (made)
    if (auto renamed = os::renameSynced(temporary, target); !renamed) made = fail(renamed.error());
  std::error_code ignored;
  if (!made) fs::remove(temporary, ignored);
  return made;
}

fs::path datedName(const fs::path& database) {
  std::string time = utcNow();
  std::erase_if(time, [](char letter) { return letter == ':' || letter == '-'; });
  const std::string stem = database.stem().string() + "-before-restore-" + time;
  fs::path name = database.parent_path() / (stem + database.extension().string());
  for (int i = 2; fs::exists(name); ++i)
    name = database.parent_path() / (stem + "-" + std::to_string(i) + database.extension().string());
  return name;
}

// With its journal, which belongs to it and would be played into whatever takes its name.
Result<void> moveAside(const fs::path& database, const fs::path& kept) {
  const os::WritingGuard guard;
  const fs::path journal = database.string() + "-journal";
  if (fs::exists(journal))
    if (auto moved = os::renameSynced(journal, kept.string() + "-journal"); !moved) return moved;
  return os::renameSynced(database, kept);
}

bool isDamage(const Error& error, const fs::path& file) {
  return error == databaseError(file, SQLITE_NOTADB, "") || error == databaseError(file, SQLITE_CORRUPT, "");
}

// The present database is copied aside and then overwritten under SQLite's own locks and journal.
Result<void> overwrite(const fs::path& database, const fs::path& kept, SQLite::Database& source,
                       const StoreOptions& options) {
  auto present = openDatabase(database, options);
  if (!present) return fail(present.error());
  return inDatabase(database, [&]() -> Result<void> {
    // Held from here to the end, so that nothing is stored between the copy and what replaces it.
    present->exec("PRAGMA locking_mode=EXCLUSIVE; PRAGMA synchronous=EXTRA; BEGIN EXCLUSIVE; COMMIT");
    {
      auto aside = openDatabase(kept, unshared(options));
      if (!aside) return fail(aside.error());
      copyPages(database, *present, *aside);
    }
    if (auto synced = os::syncFile(kept); !synced) return synced;
    copyPages(database, source, *present);
    return {};
  });
}

Result<fs::path> putInPlace(const fs::path& database, SQLite::Database& source, const StoreOptions& options) {
  std::error_code ignored;
  fs::path kept;
  if (fs::exists(database) && fs::file_size(database, ignored) > 0) {
    kept = datedName(database);
    if (auto made = os::makePrivateFile(kept); !made) return fail(made.error());
    const auto done = overwrite(database, kept, source, options);
    if (done) return kept;
    fs::remove(kept, ignored);
    if (!isDamage(done.error(), database)) return fail(done.error());
    if (auto moved = moveAside(database, kept); !moved) return fail(moved.error());
  }
  if (auto placed = copyTo(database, source, options); !placed) return fail(placed.error());
  return kept;
}

}  // namespace

Result<StoreBackup> backupStore(const fs::path& database, const fs::path& target, bool replace,
                                const StoreOptions& options) {
  std::error_code ignored;
  if (fs::equivalent(database, target, ignored))
    return fail(ErrorKind::refused, target.string() + " is the database itself: give the backup another name");
  if (fs::is_directory(target, ignored))
    return fail(ErrorKind::usage, target.string() + " is a folder: name a file in it");
  if (fs::exists(target, ignored) && !replace)
    return fail(ErrorKind::refused, target.string() + " exists already: give the backup another name, or --force");
  StoreOptions own = options;
  own.migrate = false;
  own.makeIfMissing = false;
  auto from = connect(database, own);
  if (!from) return fail(from.error());
  return copyTo(fs::absolute(target), from->database, own);
}

Result<RestoredStore> restoreStore(const fs::path& backup, const fs::path& given, const StoreOptions& options) {
  const fs::path database = fs::absolute(given);
  const fs::path source = fs::absolute(backup);
  std::error_code ignored;
  if (!fs::is_regular_file(source, ignored)) return fail(ErrorKind::notFound, "there is no backup " + source.string());
  if (fs::equivalent(source, database, ignored))
    return fail(ErrorKind::usage, source.string() + " is the database itself, not a backup of it");
  if (auto local = checkIsLocal(database, options); !local) return fail(local.error());
  auto from = openDatabase(source, options, true);
  if (!from) return fail(from.error());
  const auto sound = inDatabase(source, [&] { return checkCopy(source, *from, options); });
  if (!sound) return fail(sound.error());
  auto kept = putInPlace(database, *from, options);
  if (!kept) return fail(kept.error());
  const auto store = Store::open(database, options);
  if (!store) return fail(store.error());
  const auto scores = store->scoreCount();
  if (!scores) return fail(scores.error());
  return RestoredStore{std::move(*kept), *scores};
}

}  // namespace snitt
