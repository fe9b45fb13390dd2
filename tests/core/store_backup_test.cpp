#include <algorithm>
#include <atomic>
#include <fstream>
#include <thread>

#include "core/atomic_file.h"
#include "core/store/backup.h"
#include "core/store/backup_state.h"
#include "core/store/people.h"
#include "support/raw_sqlite_p.h"
#include "support/run_program.h"
#include "support/sample_record.h"
#include "support/temp_folder.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

class StoreBackups : public testing::Test {
 protected:
  static StoreOptions making() {
    StoreOptions options;
    options.makeIfMissing = true;
    return options;
  }
  void addScores(int first, int count) const {
    auto store = Store::open(database(), making());
    ASSERT_TRUE(store) << store.error().message;
    for (int i = 0; i < count; ++i) ASSERT_TRUE(store->save(test::sampleRecord(first + i), test::sampleParameters()));
  }
  static std::string scoresIn(const std::filesystem::path& file) {
    return test::RawSqlite(file).run("SELECT count(*) FROM score");
  }
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const auto& entry : std::filesystem::directory_iterator(m_folder.path()))
      all.push_back(entry.path().filename().string());
    std::ranges::sort(all);
    return all;
  }
  [[nodiscard]] std::filesystem::path database() const { return m_folder / "snitt.db"; }
  [[nodiscard]] std::filesystem::path copy() const { return m_folder / "copy.db"; }

  test::TempFolder m_folder;
};

TEST_F(StoreBackups, HoldsEverythingAndIsADatabase) {
  addScores(0, 5);
  const auto done = backupStore(database(), copy(), false, {});
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(done->scores, 5);
  EXPECT_EQ(done->sizeBytes, static_cast<std::int64_t>(std::filesystem::file_size(copy())));
  const auto store = Store::open(copy(), {});
  ASSERT_TRUE(store);
  EXPECT_TRUE(store->check()->faults.empty());
  EXPECT_EQ(names(), (std::vector<std::string>{"copy.db", "snitt.db"}));
  const auto mode = std::filesystem::status(copy()).permissions();
  EXPECT_EQ(mode, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(StoreBackups, OverwritesNothingUnlessTold) {
  addScores(0, 1);
  std::ofstream(copy()) << "a letter";
  const auto refused = backupStore(database(), copy(), false, {});
  EXPECT_EQ(refused.error().kind, ErrorKind::refused);
  EXPECT_EQ(readFile(copy()), "a letter");
  ASSERT_TRUE(backupStore(database(), copy(), true, {}));
  EXPECT_EQ(scoresIn(copy()), "1\n");
  EXPECT_EQ(backupStore(database(), database(), true, {}).error().kind, ErrorKind::refused);
}

TEST_F(StoreBackups, WhileAnotherProgramWritesEachIsOneMoment) {
  addScores(0, 20);
  std::atomic<bool> done = false;
  test::Ran writer;
  int whole = 0;
  {
    std::jthread other([&] {
      writer = test::run({SNITT_STORE_WRITER, database().string(), "100", "60"});
      done = true;
    });
    while (!done) {
      const auto backup = backupStore(database(), copy(), true, {});
      ASSERT_TRUE(backup) << backup.error().message;
      ASSERT_EQ(test::soundness(copy()), "ok\n");
      EXPECT_GE(backup->scores, 20);
      ++whole;
    }
  }
  EXPECT_EQ(writer.code, 0) << writer.err;
  EXPECT_GT(whole, 0);
  EXPECT_EQ(scoresIn(database()), "80\n");
}

TEST_F(StoreBackups, OfADamagedDatabaseIsNotMade) {
  addScores(0, 5);
  std::fstream bytes(database(), std::ios::in | std::ios::out | std::ios::binary);
  bytes.seekp(3 * 4096);
  bytes << std::string(12 * 4096, 'x');
  bytes.close();
  const auto backup = backupStore(database(), copy(), false, {});
  ASSERT_FALSE(backup);
  EXPECT_EQ(backup.error().kind, ErrorKind::database);
  EXPECT_EQ(names(), std::vector<std::string>{"snitt.db"});
}

TEST_F(StoreBackups, RestorePutsItInPlaceAndKeepsWhatWasThere) {
  addScores(0, 2);
  ASSERT_TRUE(backupStore(database(), copy(), false, {}));
  addScores(10, 3);
  const auto restored = restoreStore(copy(), database(), {});
  ASSERT_TRUE(restored) << restored.error().message;
  EXPECT_EQ(restored->scores, 2);
  EXPECT_EQ(scoresIn(database()), "2\n");
  EXPECT_EQ(scoresIn(restored->kept), "5\n");
  EXPECT_EQ(restored->kept.parent_path(), m_folder.path());
  EXPECT_EQ(test::soundness(database()), "ok\n");
  EXPECT_EQ(names().size(), 3U);
}

// A program that has the database open goes on in the restored one, not in a file without a name.
TEST_F(StoreBackups, RestoreIsSeenByAProgramThatHasItOpen) {
  addScores(0, 2);
  ASSERT_TRUE(backupStore(database(), copy(), false, {}));
  addScores(10, 3);
  auto open = Store::open(database(), {});
  ASSERT_TRUE(open);
  ASSERT_TRUE(restoreStore(copy(), database(), {}));
  EXPECT_EQ(open->scoreCount(), 2);
  ASSERT_TRUE(open->save(test::sampleRecord(50), test::sampleParameters()));
  EXPECT_EQ(scoresIn(database()), "3\n");
}

TEST_F(StoreBackups, RestoreWaitsForAWriterAndThenSaysSo) {
  addScores(0, 1);
  ASSERT_TRUE(backupStore(database(), copy(), false, {}));
  test::RawSqlite other(database());
  other.run("BEGIN IMMEDIATE");
  StoreOptions hasty;
  hasty.busyWait = std::chrono::milliseconds(100);
  const auto restored = restoreStore(copy(), database(), hasty);
  ASSERT_FALSE(restored);
  EXPECT_NE(restored.error().message.find("held by another program"), std::string::npos) << restored.error().message;
  EXPECT_EQ(names(), (std::vector<std::string>{"copy.db", "snitt.db"}));
}

TEST_F(StoreBackups, RestoreReplacesADamagedOrMissingDatabase) {
  addScores(0, 2);
  ASSERT_TRUE(backupStore(database(), copy(), false, {}));
  const std::string rubbish(20000, 'x');
  std::ofstream(database(), std::ios::trunc) << rubbish;
  const auto restored = restoreStore(copy(), database(), {});
  ASSERT_TRUE(restored) << restored.error().message;
  EXPECT_EQ(scoresIn(database()), "2\n");
  EXPECT_EQ(readFile(restored->kept), rubbish);
  std::filesystem::remove(database());
  const auto again = restoreStore(copy(), database(), {});
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_TRUE(again->kept.empty());
  EXPECT_EQ(scoresIn(database()), "2\n");
}

// A journal without its database would be played into the file that takes the database's name.
TEST_F(StoreBackups, AJournalThatWasLeftBehindHarmsNoRestoredDatabase) {
  addScores(0, 2);
  ASSERT_TRUE(backupStore(database(), copy(), false, {}));
  const std::filesystem::path journal = m_folder / "snitt.db-journal";
  {
    test::RawSqlite other(database());
    // Pages spill to the file, so the journal is one that has to be played back.
    other.run("PRAGMA cache_size=1; BEGIN; UPDATE tile_grid SET grid = zeroblob(50000)");
    std::filesystem::copy_file(journal, m_folder / "left");
    other.run("ROLLBACK");
  }
  std::filesystem::remove(database());
  std::filesystem::rename(m_folder / "left", journal);
  EXPECT_EQ(backupStore(copy(), database(), true, {}).error().kind, ErrorKind::refused);
  ASSERT_TRUE(restoreStore(copy(), database(), {}));
  EXPECT_FALSE(std::filesystem::exists(journal));
  // All but the row of the log that says that it was restored.
  for (const char* rows : {"SELECT hex(grid) FROM tile_grid ORDER BY id", "SELECT json FROM score ORDER BY id"})
    EXPECT_TRUE(test::RawSqlite(database()).run(rows) == test::RawSqlite(copy()).run(rows)) << rows;
  EXPECT_TRUE(Store::open(database(), {})->check()->faults.empty());
}

TEST_F(StoreBackups, ABackupThatIsDamagedForeignOrNewerChangesNothing) {
  addScores(0, 2);
  std::string before = readFile(database()).value();
  const auto refusedKind = [&] {
    const auto restored = restoreStore(copy(), database(), {});
    EXPECT_FALSE(restored);
    EXPECT_TRUE(readFile(database()) == before);
    return restored ? ErrorKind::usage : restored.error().kind;
  };
  EXPECT_EQ(refusedKind(), ErrorKind::notFound);
  std::ofstream(copy()) << std::string(9000, 'x');
  EXPECT_EQ(refusedKind(), ErrorKind::database);
  std::filesystem::remove(copy());
  test::RawSqlite(copy()).run("CREATE TABLE theirs (x)");
  EXPECT_EQ(refusedKind(), ErrorKind::database);
  std::filesystem::remove(copy());
  std::ofstream(copy(), std::ios::binary) << before.substr(0, before.size() / 2);
  EXPECT_EQ(refusedKind(), ErrorKind::database);
  std::filesystem::remove(copy());
  ASSERT_TRUE(backupStore(database(), copy(), false, {}));
  before = readFile(database()).value();  // says now that it was backed up
  test::RawSqlite(copy()).run("INSERT INTO schema_migration VALUES (99, 'later', 99, '', ''); PRAGMA user_version=99");
  EXPECT_EQ(refusedKind(), ErrorKind::refused);
  EXPECT_EQ(names(), (std::vector<std::string>{"copy.db", "snitt.db"}));
}

// Names of a day each, so that the newest are the ones that stay.
TEST_F(StoreBackups, AFolderKeepsTheNewestOfThisDatabaseAlone) {
  addScores(0, 1);
  const std::filesystem::path folder = m_folder / "backups";
  std::filesystem::create_directory(folder);
  const auto first = backupIntoFolder(database(), folder, 3, {});
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_TRUE(first->removed.empty());
  const std::string prefix = first->made.file.filename().string().substr(0, std::string("snitt-01234567-").size());
  EXPECT_EQ(prefix, "snitt-" + Store::open(database(), {})->uuid().substr(0, 8) + "-");
  for (const char* day : {"20200101T000000Z", "20200102T000000Z", "20200103T000000Z", "20200104T000000Z"})
    std::ofstream(folder / (prefix + day + ".db")) << "old";
  for (const char* other : {"snitt-ffffffff-20200101T000000Z.db", "snitt-20200101T000000Z.db", "letter.txt"})
    std::ofstream(folder / other) << "not ours";
  // Names are of seconds, and nothing that is there is written over.
  std::filesystem::rename(first->made.file, folder / (prefix + "20200105T000000Z.db"));
  const auto second = backupIntoFolder(database(), folder, 3, {});
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_EQ(second->removed.size(), 3U);
  EXPECT_TRUE(std::filesystem::exists(second->made.file));
  EXPECT_TRUE(std::filesystem::exists(folder / (prefix + "20200105T000000Z.db")));
  EXPECT_TRUE(std::filesystem::exists(folder / (prefix + "20200104T000000Z.db")));
  EXPECT_TRUE(std::filesystem::exists(folder / "snitt-ffffffff-20200101T000000Z.db"));
  EXPECT_TRUE(std::filesystem::exists(folder / "snitt-20200101T000000Z.db"));
  EXPECT_TRUE(std::filesystem::exists(folder / "letter.txt"));
  EXPECT_EQ(backupIntoFolder(database(), folder, 0, {}).error().kind, ErrorKind::usage);
  EXPECT_EQ(backupIntoFolder(database(), m_folder / "gone", 3, {}).error().kind, ErrorKind::notFound);
}

TEST_F(StoreBackups, ABackupThatFailsRemovesNothing) {
  addScores(0, 1);
  const std::filesystem::path folder = m_folder / "backups";
  std::filesystem::create_directory(folder);
  const auto good = backupIntoFolder(database(), folder, 1, {});
  ASSERT_TRUE(good);
  std::filesystem::rename(good->made.file, folder / good->made.file.filename().string().replace(15, 4, "2020"));
  std::fstream bytes(database(), std::ios::in | std::ios::out | std::ios::binary);
  bytes.seekp(6 * 4096);
  bytes << std::string(4 * 4096, 'x');
  bytes.close();
  ASSERT_FALSE(backupIntoFolder(database(), folder, 1, {}));
  int left = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder)) ++left;
  EXPECT_EQ(left, 1);
}

TEST_F(StoreBackups, TheDatabaseSaysWhenItWasLastBackedUp) {
  addScores(0, 1);
  EXPECT_FALSE(BackupLog(Store::open(database(), {}).value()).last().value());
  ASSERT_TRUE(backupStore(database(), copy(), false, {}));
  const auto store = Store::open(database(), {});
  const auto last = BackupLog(*store).last().value();
  ASSERT_TRUE(last);
  EXPECT_EQ(last->file, copy());
  EXPECT_LT(last->age, std::chrono::seconds(60));
  test::RawSqlite(database()).run("UPDATE setting SET value = '2020-01-01T00:00:00Z' WHERE name = 'backup.at'");
  EXPECT_GT(BackupLog(*store).last().value()->age, kBackupDue);
  EXPECT_NE(test::RawSqlite(database()).run("SELECT row FROM audit ORDER BY seq DESC LIMIT 1").find("backup.made"),
            std::string::npos);
}

// A timer's account is nobody in the database; a person needs to be its administrator.
TEST_F(StoreBackups, NeedsNeitherKeyNorPersonButAPersonNeedsTheRole) {
  addScores(0, 2);
  {
    auto store = Store::open(database(), {});
    ASSERT_TRUE(store);
    ASSERT_TRUE(People(*store).add("Ola", {Role::qa}, "ola"));
  }
  StoreOptions keyless;
  keyless.keyFolder = m_folder / "no-keys";
  keyless.account = "timer";
  ASSERT_TRUE(backupStore(database(), copy(), false, keyless));
  keyless.account = "ola";
  EXPECT_EQ(backupStore(database(), copy(), true, keyless).error().kind, ErrorKind::refused);
  EXPECT_EQ(restoreStore(copy(), database(), keyless).error().kind, ErrorKind::refused);
  EXPECT_EQ(test::RawSqlite(database()).run("SELECT count(*) FROM audit WHERE row LIKE '%\"refused\"%'"), "2\n");
  keyless.account = "timer";
  const auto restored = restoreStore(copy(), database(), keyless);
  ASSERT_TRUE(restored) << restored.error().message;
  EXPECT_EQ(restored->scores, 2);
  EXPECT_NE(restored->remark.find("key"), std::string::npos) << restored->remark;
  EXPECT_TRUE(restoreStore(copy(), database(), {})->remark.empty());
  EXPECT_NE(test::RawSqlite(database()).run("SELECT row FROM audit ORDER BY seq DESC LIMIT 1").find("restored"),
            std::string::npos);
  EXPECT_TRUE(Store::open(database(), {})->check()->faults.empty());
}

}  // namespace
}  // namespace snitt
