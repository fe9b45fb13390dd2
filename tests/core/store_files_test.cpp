// What Store::open makes of a file: older and newer schemas, other programs' files, damage.
#include <fstream>

#include <sys/stat.h>
#include <unistd.h>

#include "core/atomic_file.h"
#include "core/store/store.h"
#include "support/raw_sqlite_p.h"
#include "support/sample_record.h"
#include "support/temp_folder.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

class StoreFiles : public testing::Test {
 protected:
  static StoreOptions options(bool make = true) {
    StoreOptions options;
    options.makeIfMissing = make;
    options.software = "snitt test";
    return options;
  }
  [[nodiscard]] std::filesystem::path file() const { return m_folder / "snitt.db"; }

  // The builtin schema with one score in it.
  ScoreRecord makeWithOneScore() const {
    auto store = Store::open(file(), options());
    EXPECT_TRUE(store) << store.error().message;
    ScoreRecord record = test::sampleRecord(1);
    EXPECT_TRUE(store->save(record, test::sampleParameters()));
    return record;
  }
  // The error of opening, and that the file was not touched by it.
  [[nodiscard]] Error refusal(bool make = true) const {
    const std::string before = readFile(file()).value_or("");
    const auto store = Store::open(file(), options(make));
    EXPECT_FALSE(store);
    EXPECT_EQ(readFile(file()).value_or(""), before);
    return store ? Error{} : store.error();
  }
  // The builtin migrations and one more.
  static std::vector<Migration> withOneMore(const std::string& sql, int usableFrom) {
    std::vector<Migration> all = builtInMigrations();
    const int version = static_cast<int>(all.size()) + 1;
    all.push_back({version, "more", sql, usableFrom == 0 ? version : usableFrom});
    return all;
  }

  test::TempFolder m_folder;
};

TEST_F(StoreFiles, AnOlderSchemaIsBroughtUpToDateAndKeepsItsScores) {
  const ScoreRecord record = makeWithOneScore();
  const auto newest = withOneMore("ALTER TABLE slide ADD COLUMN block TEXT; UPDATE slide SET block = 'B1';", 1);
  StoreOptions newer = options(false);
  newer.migrations = &newest;
  const auto store = Store::open(file(), newer);
  ASSERT_TRUE(store) << store.error().message;
  EXPECT_EQ(store->schema(), static_cast<int>(newest.size()));
  EXPECT_EQ(formatScore(store->load({1})->score), formatScore(record.score));
  test::RawSqlite database(file());
  EXPECT_EQ(database.run("SELECT block FROM slide"), "B1\n");
  EXPECT_EQ(database.run("SELECT name FROM schema_migration ORDER BY version DESC LIMIT 1"), "more\n");
}

// Half a migration would be a schema that nobody knows.
TEST_F(StoreFiles, AMigrationThatFailsLeavesTheSchemaAsItWas) {
  makeWithOneScore();
  const auto broken = withOneMore("CREATE TABLE newcomer (id INTEGER PRIMARY KEY); INSERT INTO nowhere VALUES (1);", 1);
  StoreOptions newer = options(false);
  newer.migrations = &broken;
  EXPECT_EQ(Store::open(file(), newer).error().kind, ErrorKind::database);
  const auto store = Store::open(file(), options(false));
  ASSERT_TRUE(store) << store.error().message;
  EXPECT_EQ(store->schema(), static_cast<int>(builtInMigrations().size()));
  EXPECT_TRUE(store->check()->faults.empty());
}

TEST_F(StoreFiles, ANewerSchemaThatAllowsItIsUsedAndLosesNothing) {
  const auto newest = withOneMore(
      "CREATE TABLE newcomer (id INTEGER PRIMARY KEY, key TEXT NOT NULL);"
      "ALTER TABLE slide ADD COLUMN newcomer_id INTEGER REFERENCES newcomer (id);"
      "INSERT INTO newcomer (key) VALUES ('P1');",
      1);
  {
    StoreOptions newer = options();
    newer.migrations = &newest;
    auto store = Store::open(file(), newer);
    ASSERT_TRUE(store) << store.error().message;
    ASSERT_TRUE(store->save(test::sampleRecord(1), test::sampleParameters()));
    test::RawSqlite(file()).run("UPDATE slide SET newcomer_id = 1");
  }
  auto store = Store::open(file(), options(false));
  ASSERT_TRUE(store) << store.error().message;
  ASSERT_TRUE(store->save(test::sampleRecord(2), test::sampleParameters()));
  ASSERT_TRUE(store->save(test::sampleRecord(1), test::sampleParameters()));
  EXPECT_TRUE(store->check()->faults.empty());
  test::RawSqlite database(file());
  EXPECT_EQ(database.run("PRAGMA user_version"), std::to_string(newest.size()) + "\n");
  EXPECT_EQ(database.run("SELECT key FROM newcomer JOIN slide ON newcomer_id = newcomer.id"), "P1\n");
}

TEST_F(StoreFiles, ANewerSchemaThatForbidsItIsRefusedNamingBothVersions) {
  const auto newest = withOneMore("ALTER TABLE score RENAME COLUMN json TO text;", 0);
  {
    StoreOptions newer = options();
    newer.migrations = &newest;
    ASSERT_TRUE(Store::open(file(), newer));
  }
  const Error error = refusal();
  EXPECT_EQ(error.kind, ErrorKind::refused);
  const int mine = static_cast<int>(builtInMigrations().size());
  EXPECT_NE(error.message.find("schema " + std::to_string(mine + 1)), std::string::npos) << error.message;
  EXPECT_NE(error.message.find("this program has schema " + std::to_string(mine)), std::string::npos) << error.message;
}

TEST_F(StoreFiles, AnotherProgramsDatabaseIsNotTouched) {
  test::RawSqlite(file()).run("PRAGMA journal_mode=WAL; CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)");
  const Error error = refusal();
  EXPECT_EQ(error.kind, ErrorKind::database);
  EXPECT_NE(error.message.find("another program"), std::string::npos) << error.message;
  EXPECT_EQ(test::RawSqlite(file()).run("PRAGMA journal_mode"), "wal\n");
}

// WAL can be damaged by several programs at once in the SQLite of Debian 12.
TEST_F(StoreFiles, OneThatSomebodySwitchedToWalIsSwitchedBack) {
  makeWithOneScore();
  ASSERT_EQ(test::RawSqlite(file()).run("PRAGMA journal_mode=WAL"), "wal\n");
  const auto store = Store::open(file(), options(false));
  ASSERT_TRUE(store) << store.error().message;
  EXPECT_EQ(store->scoreCount(), 1);
  EXPECT_EQ(test::RawSqlite(file()).run("PRAGMA journal_mode"), "delete\n");
}

TEST_F(StoreFiles, TextIsNoDatabase) {
  std::ofstream(file()) << std::string(5000, 'x');
  const Error error = refusal();
  EXPECT_EQ(error.kind, ErrorKind::database);
  EXPECT_NE(error.message.find("no database of Snitt"), std::string::npos) << error.message;
}

TEST_F(StoreFiles, AnEmptyFileBecomesOneOnlyWhereThatIsAskedFor) {
  std::ofstream(file()).flush();
  EXPECT_NE(refusal(false).message.find("empty"), std::string::npos);
  EXPECT_TRUE(Store::open(file(), options()));
}

TEST_F(StoreFiles, AMissingFileIsMadeOnlyWhereThatIsAskedFor) {
  const Error error = refusal(false);
  EXPECT_EQ(error.kind, ErrorKind::notFound);
  EXPECT_NE(error.message.find("snitt db create"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(file()));
  const auto nowhere = Store::open(m_folder / "gone" / "snitt.db", options());
  EXPECT_EQ(nowhere.error().kind, ErrorKind::notFound);
  EXPECT_NE(nowhere.error().message.find("does not exist"), std::string::npos);
}

TEST_F(StoreFiles, AFolderIsNoDatabase) {
  const auto store = Store::open(m_folder.path(), options());
  EXPECT_EQ(store.error().kind, ErrorKind::database);
  EXPECT_NE(store.error().message.find("folder"), std::string::npos);
}

// At whatever length it was cut: an error of the database, never a score that is not there or a crash.
TEST_F(StoreFiles, ATruncatedFileIsDamaged) {
  makeWithOneScore();
  const std::string whole = readFile(file()).value();
  for (const std::size_t length : {std::size_t{50}, std::size_t{512}, std::size_t{4096}, std::size_t{10000},
                                   whole.size() / 2, whole.size() - 4096, whole.size() - 1}) {
    std::ofstream(file(), std::ios::binary | std::ios::trunc) << whole.substr(0, length);
    const auto store = Store::open(file(), options(false));
    if (!store) {
      EXPECT_EQ(store.error().kind, ErrorKind::database) << length << ": " << store.error().message;
      continue;
    }
    const auto checked = store->check();
    EXPECT_TRUE(!checked || !checked->faults.empty()) << length << " of " << whole.size();
  }
}

TEST_F(StoreFiles, DamageInsideIsFoundByTheCheck) {
  makeWithOneScore();
  std::fstream bytes(file(), std::ios::in | std::ios::out | std::ios::binary);
  bytes.seekp(static_cast<std::streamoff>(std::filesystem::file_size(file()) - 6000));
  bytes << std::string(3000, 'x');
  bytes.close();
  const auto store = Store::open(file(), options(false));
  ASSERT_TRUE(store) << store.error().message;
  const auto checked = store->check();
  EXPECT_TRUE(!checked || !checked->faults.empty());
}

// Root may write everywhere, so the test gives its privileges away for a moment.
TEST_F(StoreFiles, AReadOnlyFileSaysSo) {
  makeWithOneScore();
  const bool isRoot = geteuid() == 0;
  ASSERT_EQ(chmod(m_folder.path().c_str(), 0777), 0);
  ASSERT_EQ(chmod(file().c_str(), 0444), 0);
  ASSERT_TRUE(!isRoot || seteuid(65534) == 0);
  const auto store = Store::open(file(), options());
  ASSERT_TRUE(!isRoot || seteuid(0) == 0);
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().kind, ErrorKind::database);
  EXPECT_NE(store.error().message.find("read-only"), std::string::npos) << store.error().message;
}

TEST_F(StoreFiles, NamesThatSqliteTakesForSomethingElseAreFiles) {
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(m_folder.path());
  for (const char* name : {":memory:", "file:a?mode=memory", "a b%20æ.db"}) {
    EXPECT_TRUE(Store::open(name, options())) << name;
    EXPECT_TRUE(std::filesystem::exists(m_folder / name)) << name;
  }
  std::filesystem::current_path(before);
}

}  // namespace
}  // namespace snitt
