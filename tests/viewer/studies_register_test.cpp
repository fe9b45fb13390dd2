// What is listed of a register, and what a folder of a report is worth beside it.
#include <algorithm>

#include <gtest/gtest.h>

#include "support/sample_register.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"
#include "ui/studies/register_reading.h"
#include "ui/studies/report_look.h"

namespace snitt::test {
namespace {

using document::Verdict;

class StudiesRegister : public testing::Test {
 protected:
  [[nodiscard]] RegisterReading read() const {
    auto all = readRegister(m_sample.file());
    EXPECT_TRUE(all) << all.error().message;
    return all.value_or(RegisterReading{});
  }
  // A lock with a run that failed.
  std::int64_t failedRun() {
    m_lock = m_sample.lock("Elvehavn 2026");
    const auto run = m_sample.run(m_lock);
    m_sample.conclude(m_lock, run, Verdict::failed, "One of two criteria was met.");
    return run;
  }
  [[nodiscard]] ReportLook look(std::int64_t run) const {
    const RegisterReading all = read();
    return lookAtReport(m_sample.report(run), {}, all.locks[0], &all.locks[0].runs[0]);
  }

  TempFolder m_folder;
  SampleRegister m_sample{m_folder.path()};
  validation::Lock m_lock;
};

TEST_F(StudiesRegister, EveryRunIsARowAndALockWithoutOneToo) {
  const auto run = failedRun();
  const auto again = m_sample.run(m_lock, run);
  const validation::Lock second = m_sample.lock("Nordvik 2026");
  m_sample.sign(run, "operator", "Ola Nordmann");
  const RegisterReading all = read();
  EXPECT_TRUE(all.doubts.empty());
  const auto rows = rowsOf(all);
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].numberIn(all), run);
  EXPECT_EQ(rows[0].stateIn(all), StudyState::failed);
  EXPECT_EQ(rows[0].byIn(all).name, "Ola Nordmann");
  EXPECT_EQ(rows[0].runIn(all)->conclusion, "One of two criteria was met.");
  EXPECT_EQ(rows[0].runIn(all)->results[0].verdict, Verdict::passed);
  ASSERT_EQ(rows[0].runIn(all)->signatures.size(), 1U);
  EXPECT_EQ(rows[0].runIn(all)->signatures[0].role, "operator");
  EXPECT_EQ(rows[1].numberIn(all), again);
  EXPECT_EQ(rows[1].runIn(all)->as, run);
  EXPECT_EQ(rows[1].stateIn(all), StudyState::brokenOff);
  EXPECT_EQ(rows[2].numberIn(all), second.entry.number);
  EXPECT_EQ(rows[2].stateIn(all), StudyState::notRun);
  EXPECT_EQ(rows[2].lockIn(all).patients, 3U);
}

TEST_F(StudiesRegister, AChangedEntryIsSaidAndNothingAfterItIsListed) {
  failedRun();
  m_sample.lock("Nordvik 2026");
  m_sample.edit("One of two criteria", "Two of two criteria");
  const RegisterReading all = read();
  ASSERT_EQ(all.doubts.size(), 1U);
  EXPECT_NE(all.doubts[0].find("entry 3"), std::string::npos) << all.doubts[0];
  EXPECT_EQ(all.locks.size(), 1U) << "what stands behind the fault is no longer known";
}

TEST_F(StudiesRegister, ATornLineIsADoubt) {
  failedRun();
  const std::string text = readBytes(m_sample.file());
  writeBytes(m_sample.file(), text + R"({"number": 4, "kin)");
  EXPECT_EQ(read().doubts.size(), 1U);
  m_sample.lock("Nordvik 2026");
  ASSERT_EQ(read().doubts.size(), 1U);
  EXPECT_NE(read().doubts[0].find("before entry 4"), std::string::npos) << read().doubts[0];
}

TEST_F(StudiesRegister, AReportIsWhatWasRegistered) {
  const auto run = failedRun();
  const ReportLook fine = look(run);
  EXPECT_TRUE(fine.isThere);
  EXPECT_EQ(fine.pdf, m_sample.report(run) / "report.pdf");
  EXPECT_TRUE(fine.changed.empty());
  EXPECT_TRUE(fine.missing.empty());
  ASSERT_TRUE(fine.lock);
  EXPECT_EQ(fine.lock->frozen.list.rows, 412U);
  writeBytes(m_sample.report(run) / "mini-hta.odt", "a draft that was filled in");
  EXPECT_TRUE(look(run).changed.empty()) << "that is what drafts are for";
  writeBytes(m_sample.report(run) / "results.json", "{}");
  std::filesystem::remove(m_sample.report(run) / "report.html");
  const ReportLook changed = look(run);
  EXPECT_EQ(changed.changed, std::vector<std::string>{"results.json"});
  EXPECT_EQ(changed.missing, std::vector<std::string>{"report.html"});
}

TEST_F(StudiesRegister, FilesThatTheRunDidNotWriteAreTold) {
  const auto run = failedRun();
  const auto folder = m_sample.report(run);
  EXPECT_TRUE(look(run).added.empty());
  for (const char* name : {"signatures.json", "sign-off.pdf", ".signing", ".~lock.mini-hta.odt#"})
    writeBytes(folder / name, "of the signing or of an editor");
  EXPECT_TRUE(look(run).added.empty());
  std::filesystem::create_directories(folder / "annex");
  writeBytes(folder / "annex/patients.csv", "patient\n");
  writeBytes(folder / "survival.csv", "years\n");
  EXPECT_EQ(look(run).added, (std::vector<std::string>{"annex/patients.csv", "survival.csv"}));
}

TEST_F(StudiesRegister, AnotherLocksFileIsNotShownAsThisOnes) {
  const auto run = failedRun();
  const validation::Lock other = m_sample.lock("Nordvik 2026");
  writeBytes(m_sample.report(run) / "lock.json", formatLock(other));
  EXPECT_FALSE(look(run).lock);
}

TEST_F(StudiesRegister, AFolderIsTheReportOfItsRunAlone) {
  const auto run = failedRun();
  const auto second = m_sample.run(m_lock);
  m_sample.conclude(m_lock, second, Verdict::passed, "Both criteria were met.");
  const RegisterReading all = read();
  const ListedRun& first = all.locks[0].runs[0];
  EXPECT_TRUE(checkIsReportOf(m_sample.report(run), all.id, first));
  const auto wrong = checkIsReportOf(m_sample.report(second), all.id, first);
  ASSERT_FALSE(wrong);
  EXPECT_NE(wrong.error().message.find("run 4, not of run 2"), std::string::npos) << wrong.error().message;
  EXPECT_FALSE(checkIsReportOf(m_folder.path(), all.id, first));
}

}  // namespace
}  // namespace snitt::test
