// A power cut at any moment: what was acknowledged is there, what was not is there whole or not at all. The disk of
// these tests forgets what was not synced; that it does is shown with synchronous=OFF, which must lose.
#include <array>
#include <random>
#include <set>
#include <sstream>

#include "core/store/store.h"
#include "support/power_cut_vfs.h"
#include "support/raw_sqlite_p.h"
#include "support/sample_record.h"
#include "support/soak.h"
#include "support/temp_folder.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

using test::Survives;

struct Outcome {
  int acknowledged = 0;
  int lost = 0;
  std::string soundness;  // what SQLite says; "ok\n", or why it could not be opened
  bool cutInTime = false;
};

std::string soundnessOf(const std::filesystem::path& file) {
  try {
    return test::soundness(file);
  } catch (const std::exception& error) {
    return error.what();
  }
}

std::set<std::string> runsIn(const std::filesystem::path& file) {
  std::set<std::string> runs;
  try {
    std::istringstream rows(test::RawSqlite(file).run("SELECT uuid FROM run"));
    for (std::string row; std::getline(rows, row);) runs.insert(row);
  } catch (const std::exception&) {
    return {};  // no database, no runs
  }
  return runs;
}

// Makes a database, stores scores in it, and takes the power away at the `operation`-th operation of the disk.
Outcome cutAt(int operation, const std::string& synchronous, Survives survives, unsigned seed) {
  const test::TempFolder folder;
  test::PowerCutDisk disk;
  StoreOptions options;
  options.makeIfMissing = true;
  options.vfs = test::PowerCutDisk::kVfs;
  options.synchronous = synchronous;
  std::vector<std::string> acknowledged;
  disk.cutAtOperation(operation);
  {
    auto store = Store::open(folder / "snitt.db", options);
    for (int i = 0; store && i < 8; ++i) {
      const ScoreRecord record = test::sampleRecord(i, 120);
      if (!store->save(record, test::sampleParameters())) break;
      acknowledged.push_back(record.score.run.id);
    }
  }
  Outcome outcome;
  outcome.cutInTime = disk.isOff();
  outcome.acknowledged = static_cast<int>(acknowledged.size());
  disk.cut(survives, seed);
  outcome.soundness = soundnessOf(folder / "snitt.db");
  const auto runs = runsIn(folder / "snitt.db");
  for (const std::string& run : acknowledged) outcome.lost += runs.contains(run) ? 0 : 1;
  if (outcome.lost > 0 || outcome.soundness != "ok\n") return outcome;
  // The program itself finds nothing wrong either, and goes on.
  options.vfs.clear();
  options.synchronous = "EXTRA";
  auto again = Store::open(folder / "snitt.db", options);
  const Result<StoreCheck> checked = again ? again->check() : Result<StoreCheck>(fail(again.error()));
  if (!checked || !checked->faults.empty())
    outcome.soundness = "the program's own check finds faults";
  else if (!again->save(test::sampleRecord(99, 120), test::sampleParameters()))
    outcome.soundness = "nothing more can be stored";
  return outcome;
}

constexpr int kOperations = 800;  // of making the database and eight scores, and some more

TEST(SoakStorePowerCut, LosesNothingThatWasAcknowledged) {
  std::mt19937 random(1);
  int cuts = 0;
  int acknowledged = 0;
  for (int round = 0; round < test::soaked(1500); ++round) {
    const auto operation = static_cast<int>(1 + random() % kOperations);
    const Survives survives = std::array{Survives::onlyWhatWasSynced, Survives::someSectors, Survives::someSectors,
                                         Survives::everything}[round % 4];
    const Outcome outcome = cutAt(operation, "EXTRA", survives, static_cast<unsigned>(random()));
    cuts += outcome.cutInTime ? 1 : 0;
    acknowledged += outcome.acknowledged;
    ASSERT_EQ(outcome.lost, 0) << "round " << round << ", operation " << operation;
    ASSERT_EQ(outcome.soundness, "ok\n") << "round " << round << ", operation " << operation;
  }
  RecordProperty("cuts", cuts);
  RecordProperty("acknowledged", acknowledged);
  EXPECT_GT(cuts, test::soaked(1500) / 2) << "the power went too late to show anything";
  EXPECT_GT(acknowledged, cuts);
}

// The test of the test.
TEST(StorePowerCut, WithoutSyncsItLosesOrDamages) {
  int lost = 0;
  int damaged = 0;
  for (int operation = 300; operation <= kOperations; operation += 50) {
    const Outcome gone = cutAt(operation, "OFF", Survives::onlyWhatWasSynced, 1);
    EXPECT_TRUE(gone.acknowledged == 0 || gone.lost > 0);
    lost += gone.lost;
    const Outcome torn = cutAt(operation, "OFF", Survives::someSectors, static_cast<unsigned>(operation));
    damaged += torn.soundness != "ok\n" ? 1 : 0;
  }
  RecordProperty("lost", lost);
  RecordProperty("damaged", damaged);
  EXPECT_GT(lost, 0);
  EXPECT_GT(damaged, 0);
}

// Why it is EXTRA: with FULL the journal's removal is not synced, and the journal that comes back undoes the last
// score.
TEST(StorePowerCut, WithFullTheLastScoreCanBeUndone) {
  int lost = 0;
  for (int operation = 300; operation <= 600; operation += 4) {
    const Outcome outcome = cutAt(operation, "FULL", Survives::onlyWhatWasSynced, 1);
    EXPECT_EQ(outcome.soundness, "ok\n");
    lost += outcome.lost;
  }
  RecordProperty("lost", lost);
  EXPECT_GT(lost, 0);
}

}  // namespace
}  // namespace snitt
