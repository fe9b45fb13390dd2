// Prepared statements that are kept: each use begins as if it were the first.
#include "core/store/sqlite_p.h"

#include <gtest/gtest.h>

#include "support/raw_sqlite_p.h"
#include "support/temp_folder.h"

namespace snitt {
namespace {

StoreDatabase inMemory() { return {":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE}; }

TEST(KeptStatements, ArePreparedOnce) {
  const StoreDatabase database = inMemory();
  for (int i = 0; i < 10; ++i) EXPECT_EQ(numberOf(database, "SELECT ? + 1", i), i + 1);
  EXPECT_EQ(database.statements().prepared(), 1U);
}

TEST(KeptStatements, KeepNoValuesOfTheUseBefore) {
  const StoreDatabase database = inMemory();
  EXPECT_EQ(numberOf(database, "SELECT ?1 IS NULL", std::string("Ødegård")), 0);
  EXPECT_EQ(numberOf(database, "SELECT ?1 IS NULL"), 1);
}

// A function that calls itself, or asks within its own rows.
TEST(KeptStatements, OfOneTextMayBeUsedAtTheSameTime) {
  const StoreDatabase database = inMemory();
  const char* sql = "SELECT value FROM json_each('[1, 2, 3]')";
  Statement outer = statementOf(database, sql);
  int pairs = 0;
  while (outer.executeStep()) {
    Statement inner = statementOf(database, sql);
    while (inner.executeStep()) pairs += outer.getColumn(0).getInt() * inner.getColumn(0).getInt();
  }
  EXPECT_EQ(pairs, 36);
}

TEST(KeptStatements, AreSoManyAtTheMost) {
  const StoreDatabase database = inMemory();
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(numberOf(database, "SELECT " + std::to_string(i)), i);
  EXPECT_EQ(database.statements().size(), StatementCache::kMost);
  // The one used last is among them, the first one is not.
  const std::size_t before = database.statements().prepared();
  EXPECT_EQ(numberOf(database, "SELECT 999"), 999);
  EXPECT_EQ(database.statements().prepared(), before);
  EXPECT_EQ(numberOf(database, "SELECT 0"), 0);
  EXPECT_EQ(database.statements().prepared(), before + 1);
}

TEST(KeptStatements, ThatFailedWorkTheNextTime) {
  const StoreDatabase database = inMemory();
  execute(database, "CREATE TABLE one (id INTEGER PRIMARY KEY)");
  const auto add = [&](int id) { execute(database, "INSERT INTO one VALUES (?)", id); };
  add(1);
  EXPECT_THROW(add(1), SQLite::Exception);
  add(2);
  EXPECT_EQ(numberOf(database, "SELECT count(*) FROM one"), 2);
}

// A statement that was left in the middle of its rows would keep every other program from writing.
TEST(KeptStatements, HoldNoLock) {
  const test::TempFolder folder;
  const StoreDatabase database((folder / "one.db").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  execute(database, "CREATE TABLE one (id INTEGER PRIMARY KEY)");
  execute(database, "INSERT INTO one VALUES (1), (2)");
  EXPECT_EQ(numberOf(database, "SELECT id FROM one ORDER BY id"), 1);
  test::RawSqlite other(folder / "one.db");
  EXPECT_NO_THROW(other.run("DELETE FROM one"));
  EXPECT_EQ(numberOf(database, "SELECT count(*) FROM one"), 0);
}

TEST(KeptStatements, SeeATableThatChanged) {
  const StoreDatabase database = inMemory();
  execute(database, "CREATE TABLE one (id INTEGER PRIMARY KEY)");
  EXPECT_EQ(numberOf(database, "SELECT count(*) FROM one"), 0);
  execute(database, "ALTER TABLE one ADD COLUMN more INTEGER DEFAULT 7");
  execute(database, "INSERT INTO one (id) VALUES (1)");
  EXPECT_EQ(numberOf(database, "SELECT count(*) FROM one"), 1);
}

}  // namespace
}  // namespace snitt
