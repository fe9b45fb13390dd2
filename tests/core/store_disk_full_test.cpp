// A disk that is full at the k-th write: the save fails with a sentence, everything before it is as it was.
#include <fstream>

#include "core/atomic_file.h"
#include "core/store/backup.h"
#include "core/store/store.h"
#include "support/power_cut_vfs.h"
#include "support/raw_sqlite_p.h"
#include "support/sample_record.h"
#include "support/small_disk.h"
#include "support/temp_folder.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

StoreOptions making() {
  StoreOptions options;
  options.makeIfMissing = true;
  return options;
}

void expectSaysFull(const Error& error) {
  EXPECT_EQ(error.kind, ErrorKind::database);
  EXPECT_NE(error.message.find("is full"), std::string::npos) << error.message;
}

TEST(StoreDiskFull, AtEachWriteOfASave) {
  const test::TempFolder folder;
  test::PowerCutDisk disk;
  StoreOptions options = making();
  options.vfs = test::PowerCutDisk::kVfs;
  const ScoreRecord first = test::sampleRecord(1);
  int failures = 0;
  {
    auto store = Store::open(folder / "snitt.db", options);
    ASSERT_TRUE(store);
    ASSERT_TRUE(store->save(first, test::sampleParameters()));
    for (int write = 1;; ++write) {
      ASSERT_LT(write, 1000) << "a save that never succeeds";
      disk.fullAtWrite(write);
      const auto saved = store->save(test::sampleRecord(2), test::sampleParameters());
      disk.fullAtWrite(0);
      if (saved) break;
      ++failures;
      expectSaysFull(saved.error());
      ASSERT_EQ(store->scoreCount(), 1);
      ASSERT_EQ(formatScore(store->load({1})->score), formatScore(first.score));
      const auto checked = store->check();
      ASSERT_TRUE(checked && checked->faults.empty()) << "write " << write;
    }
    EXPECT_EQ(store->scoreCount(), 2);
  }
  EXPECT_GT(failures, 10);
  disk.cut(test::Survives::everything, 1);
  EXPECT_EQ(test::soundness(folder / "snitt.db"), "ok\n");
}

// Making the database may find the disk full as well; the next try makes it.
TEST(StoreDiskFull, AtEachWriteOfMakingIt) {
  const test::TempFolder folder;
  StoreOptions options = making();
  options.vfs = test::PowerCutDisk::kVfs;
  int failures = 0;
  for (int write = 1;; ++write) {
    ASSERT_LT(write, 1000);
    const std::filesystem::path file = folder / std::to_string(write);
    test::PowerCutDisk disk;
    disk.fullAtWrite(write);
    if (const auto store = Store::open(file, options)) break;
    ++failures;
    disk.cut(test::Survives::everything, 1);
    const auto again = Store::open(file, making());
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_TRUE(again->check()->faults.empty());
  }
  EXPECT_GT(failures, 10);
}

// The real thing: a file system that fills up, with whatever is left of it taken by another file in steps.
TEST(StoreDiskFull, OnASmallFileSystem) {
  const test::TempFolder folder;
  const test::SmallDisk small(folder / "small", "600k");
  if (!small.mounted()) GTEST_SKIP() << "a file system can be mounted by root alone";
  const std::filesystem::path file = folder / "small" / "snitt.db";
  auto store = Store::open(file, making());
  ASSERT_TRUE(store) << store.error().message;
  std::vector<ScoreRecord> kept;
  int number = 0;
  for (;; ++number) {
    ScoreRecord record = test::sampleRecord(number, 1500);
    const auto saved = store->save(record, test::sampleParameters());
    if (!saved) {
      expectSaysFull(saved.error());
      break;
    }
    kept.push_back(std::move(record));
    ASSERT_LT(number, 100);
  }
  ASSERT_GT(kept.size(), 1U);
  for (std::size_t i = 0; i < kept.size(); ++i)
    EXPECT_EQ(formatScore(store->load({static_cast<std::int64_t>(i) + 1})->score), formatScore(kept[i].score));
  EXPECT_TRUE(store->check()->faults.empty());
  EXPECT_FALSE(std::filesystem::exists(folder / "small" / "snitt.db-journal"));
  // A backup that does not fit is not there.
  const auto backup = backupStore(file, folder / "small" / "copy.db", false, {});
  ASSERT_FALSE(backup);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder / "small"), {}), 1);
  EXPECT_EQ(test::soundness(file), "ok\n");
}

}  // namespace
}  // namespace snitt
