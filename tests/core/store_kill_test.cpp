// Killed at any moment, a program leaves a sound database that holds every score it had acknowledged.
#include <csignal>
#include <random>
#include <set>
#include <sstream>
#include <thread>

#include "core/store/store.h"
#include "support/raw_sqlite_p.h"
#include "support/run_program.h"
#include "support/soak.h"
#include "support/temp_folder.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

constexpr int kKillsAFile = 20;

// What the program had acknowledged when it was killed `delay` after its first word.
std::vector<std::string> acknowledgedBeforeKill(const std::filesystem::path& file, int first,
                                                std::chrono::microseconds delay, bool afterFirst) {
  test::RunOptions options;
  if (afterFirst) options.awaited = "\n";
  options.whenSeen = [delay](test::Child& child) {
    std::this_thread::sleep_for(delay);
    kill(child.processId(), SIGKILL);
  };
  const test::Ran ran = test::run({SNITT_STORE_WRITER, file.string(), std::to_string(first), "0"}, options);
  EXPECT_EQ(ran.code, 128 + SIGKILL) << ran.err;
  std::vector<std::string> runs;
  std::istringstream lines(ran.out);
  for (std::string line; std::getline(lines, line);)
    if (!lines.eof()) runs.push_back(line);
  return runs;
}

TEST(SoakStoreKilled, LosesNothingThatWasAcknowledged) {
  std::mt19937 random(3);
  std::size_t acknowledged = 0;
  const int kills = test::soaked(200);
  for (int kill = 0; kill < kills;) {
    const test::TempFolder folder;
    const std::filesystem::path file = folder / "snitt.db";
    std::vector<std::string> expected;
    for (int i = 0; i < kKillsAFile && kill < kills; ++i, ++kill) {
      // The first of a file may die while it makes the database.
      const auto runs = acknowledgedBeforeKill(file, kill * 1000, std::chrono::microseconds(random() % 60000), i > 0);
      expected.insert(expected.end(), runs.begin(), runs.end());
      if (!std::filesystem::exists(file)) continue;
      ASSERT_EQ(test::soundness(file), "ok\n") << "kill " << kill;
      std::set<std::string> found;
      if (!expected.empty()) {
        std::istringstream rows(test::RawSqlite(file).run("SELECT uuid FROM run"));
        for (std::string row; std::getline(rows, row);) found.insert(row);
      }
      for (const std::string& run : expected) ASSERT_TRUE(found.contains(run)) << "kill " << kill << " lost " << run;
    }
    StoreOptions options;
    options.makeIfMissing = true;
    const auto store = Store::open(file, options);
    ASSERT_TRUE(store) << store.error().message;
    const auto checked = store->check();
    ASSERT_TRUE(checked) << checked.error().message;
    EXPECT_TRUE(checked->faults.empty()) << checked->faults.front();
    acknowledged += expected.size();
  }
  EXPECT_GE(acknowledged, static_cast<std::size_t>(kills));
}

}  // namespace
}  // namespace snitt
