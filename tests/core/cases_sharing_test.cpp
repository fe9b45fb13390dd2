// Several programs on one database, killed ones, and power cuts: no lost or doubled row, and the record holds.
#include <array>
#include <csignal>
#include <random>
#include <sstream>
#include <thread>

#include "support/case_fixture.h"
#include "support/case_work.h"
#include "support/power_cut_vfs.h"
#include "support/raw_sqlite_p.h"
#include "support/run_program.h"
#include "support/soak.h"

namespace snitt {
namespace {

void expectSound(const test::CaseDatabase& database, const std::string& when) {
  ASSERT_EQ(test::soundness(database.file()), "ok\n") << when;
  Store store = database.open();
  const auto checked = store.check();
  ASSERT_TRUE(checked) << when << ": " << checked.error().message;
  EXPECT_TRUE(checked->faults.empty()) << when << ": " << checked->faults.front();
  const auto verdict = AuditLog(store).verify({});
  ASSERT_TRUE(verdict) << when << ": " << verdict.error().message;
  EXPECT_FALSE(verdict->fault) << when << ": " << *verdict->fault;
}

// Each acknowledged event and scan stands in the database once.
void expectAllThere(const test::CaseDatabase& database, const std::string& acknowledged, const std::string& when) {
  test::RawSqlite raw(database.file());
  const std::string events = raw.run("SELECT digest FROM lab_event");
  const std::string scans = raw.run("SELECT fingerprint FROM scan UNION ALL SELECT fingerprint FROM unmatched");
  std::istringstream lines(acknowledged);
  for (std::string line; std::getline(lines, line);) {
    if (lines.eof()) break;  // cut short by a kill: nobody has read it
    if (line.starts_with("event ")) {
      EXPECT_NE(events.find(line.substr(6)), std::string::npos) << when << " " << line;
    } else if (line.starts_with("scan ")) {
      EXPECT_NE(scans.find(line.substr(5)), std::string::npos) << when << " " << line;
    }
  }
}

test::Ran work(const test::CaseDatabase& database, unsigned seed, int count, const test::RunOptions& options = {}) {
  return test::run({SNITT_CASE_WORKER, database.file().string(), (database.folder() / "keys").string(),
                    std::to_string(seed), std::to_string(count)},
                   options);
}

TEST(SoakCasesShared, ThreeProgramsLoseAndDoubleNothing) {
  const test::CaseDatabase database;
  const int each = test::soaked(3334);
  std::array<test::Ran, 3> ran;
  {
    std::vector<std::jthread> programs;
    for (unsigned i = 0; i < ran.size(); ++i) programs.emplace_back([&, i] { ran[i] = work(database, i + 1, each); });
  }
  for (const test::Ran& one : ran) {
    EXPECT_EQ(one.code, 0) << one.err;
    expectAllThere(database, one.out, "three programs");
  }
  expectSound(database, "three programs");
  test::RawSqlite raw(database.file());
  EXPECT_EQ(raw.run("SELECT count(*) FROM (SELECT site, accession FROM lab_case GROUP BY 1, 2 HAVING count(*) > 1)"),
            "0\n");
  EXPECT_EQ(
      raw.run("SELECT count(*) FROM (SELECT block_id, number, stain FROM glass GROUP BY 1, 2, 3 HAVING count(*) > 1)"),
      "0\n");
  EXPECT_EQ(raw.run("SELECT count(*) FROM (SELECT mark FROM patient_number GROUP BY 1 HAVING count(*) > 1)"), "0\n");
}

TEST(SoakCasesKilled, LosesNothingThatWasAcknowledged) {
  std::mt19937 random(5);
  const test::CaseDatabase database;
  const int kills = test::soaked(200);
  for (int i = 0; i < kills; ++i) {
    test::RunOptions options;
    options.awaited = "\n";
    const auto delay = std::chrono::microseconds(random() % 80000);
    options.whenSeen = [delay](test::Child& child) {
      std::this_thread::sleep_for(delay);
      kill(child.processId(), SIGKILL);
    };
    const test::Ran ran = work(database, 1000 + static_cast<unsigned>(i), 0, options);
    ASSERT_EQ(ran.code, 128 + SIGKILL) << ran.err;
    const std::string when = "kill " + std::to_string(i);
    expectAllThere(database, ran.out, when);
    if (i % 10 == 9 || i + 1 == kills) expectSound(database, when);
  }
}

TEST(SoakCasesWithoutPower, KeepWhatWasAcknowledgedAndTheRecordHolds) {
  std::mt19937 random(7);
  const int cuts = test::soaked(200);
  const test::CaseDatabase start;
  {
    Store store = start.open();
    test::CaseWork before(store, 1);
    for (int i = 0; i < 30; ++i) ASSERT_TRUE(before.next());
  }
  for (int i = 0; i < cuts; ++i) {
    const test::CaseDatabase database;
    std::filesystem::copy_file(start.file(), database.file(), std::filesystem::copy_options::overwrite_existing);
    std::filesystem::copy(start.folder() / "keys", database.folder() / "keys",
                          std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
    std::string acknowledged;
    test::PowerCutDisk disk;
    {
      StoreOptions options = database.options();
      options.vfs = test::PowerCutDisk::kVfs;
      auto store = Store::open(database.file(), options);
      ASSERT_TRUE(store) << store.error().message;
      test::CaseWork now(*store, 100 + static_cast<unsigned>(i));
      disk.cutAtOperation(1 + static_cast<int>(random() % 200));
      while (!disk.isOff()) {
        const auto done = now.next();
        if (!done) break;
        acknowledged += *done + "\n";
      }
    }
    disk.cut(test::Survives::someSectors, static_cast<unsigned>(random()));
    const std::string when = "cut " + std::to_string(i);
    expectAllThere(database, acknowledged, when);
    expectSound(database, when);
  }
}

}  // namespace
}  // namespace snitt
