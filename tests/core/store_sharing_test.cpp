// Several programs on one database.
#include <chrono>
#include <thread>

#include "core/store/store.h"
#include "support/raw_sqlite_p.h"
#include "support/run_program.h"
#include "support/sample_record.h"
#include "support/temp_folder.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

using Clock = std::chrono::steady_clock;

test::Ran write(const std::filesystem::path& file, int first, int count, const std::string& keep = "add") {
  return test::run({SNITT_STORE_WRITER, file.string(), std::to_string(first), std::to_string(count), keep});
}

int lines(const std::string& text, const std::string& other = "") {
  int count = 0;
  for (std::size_t begin = 0, end = 0; (end = text.find('\n', begin)) != std::string::npos; begin = end + 1)
    if (text.substr(begin, end - begin) != other) ++count;
  return count;
}

// Also the file itself is made by whichever comes first.
TEST(StoreSharing, TwoProgramsLoseAndDoubleNothing) {
  const test::TempFolder folder;
  test::Ran a;
  test::Ran b;
  {
    std::jthread one([&] { a = write(folder / "snitt.db", 0, 40); });
    std::jthread two([&] { b = write(folder / "snitt.db", 1000, 40); });
  }
  ASSERT_EQ(a.code, 0) << a.err;
  ASSERT_EQ(b.code, 0) << b.err;
  test::RawSqlite database(folder / "snitt.db");
  EXPECT_EQ(database.run("SELECT count(DISTINCT uuid) FROM run"), "80\n");
  EXPECT_EQ(database.run("SELECT count(*) FROM score"), "80\n");
  EXPECT_EQ(database.run("SELECT count(*) FROM schema_migration"), std::to_string(builtInMigrations().size()) + "\n");
  EXPECT_EQ(test::soundness(folder / "snitt.db"), "ok\n");
}

TEST(StoreSharing, OneScoreThatTwoProgramsMakeIsStoredOnce) {
  const test::TempFolder folder;
  test::Ran a;
  test::Ran b;
  {
    std::jthread one([&] { a = write(folder / "snitt.db", 0, 30, "keep"); });
    std::jthread two([&] { b = write(folder / "snitt.db", 0, 30, "keep"); });
  }
  ASSERT_EQ(a.code + b.code, 0) << a.err << b.err;
  EXPECT_EQ(lines(a.out, "kept") + lines(b.out, "kept"), 30);
  EXPECT_EQ(test::RawSqlite(folder / "snitt.db").run("SELECT count(*) FROM score"), "30\n");
}

TEST(StoreSharing, ALockHeldTooLongIsToldWithinTheBound) {
  const test::TempFolder folder;
  StoreOptions options;
  options.makeIfMissing = true;
  options.busyWait = std::chrono::milliseconds(300);
  auto store = Store::open(folder / "snitt.db", options);
  ASSERT_TRUE(store);
  {
    test::RawSqlite other(folder / "snitt.db");
    other.run("BEGIN EXCLUSIVE");
    const auto start = Clock::now();
    const auto saved = store->save(test::sampleRecord(1), test::sampleParameters());
    const auto opened = Store::open(folder / "snitt.db", options);
    const auto waited = Clock::now() - start;
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().kind, ErrorKind::database);
    EXPECT_NE(saved.error().message.find("held by another program"), std::string::npos) << saved.error().message;
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().message.find("held by another program"), std::string::npos) << opened.error().message;
    EXPECT_GE(waited, std::chrono::milliseconds(300));
    EXPECT_LT(waited, std::chrono::seconds(5));
  }
  EXPECT_EQ(store->scoreCount(), 0);
  EXPECT_TRUE(store->save(test::sampleRecord(1), test::sampleParameters())) << "free again";
}

TEST(StoreSharing, AShortLockIsWaitedFor) {
  const test::TempFolder folder;
  StoreOptions options;
  options.makeIfMissing = true;
  auto store = Store::open(folder / "snitt.db", options);
  ASSERT_TRUE(store);
  test::RawSqlite other(folder / "snitt.db");
  other.run("BEGIN EXCLUSIVE");
  const std::jthread releases([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    other.run("COMMIT");
  });
  const auto saved = store->save(test::sampleRecord(1), test::sampleParameters());
  EXPECT_TRUE(saved) << saved.error().message;
}

}  // namespace
}  // namespace snitt
