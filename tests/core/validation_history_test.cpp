// What the front page tells of earlier locks and runs on the same patients, and when it must say "history unknown".
#include "core/validation/history.h"

#include <gtest/gtest.h>

#include "core/validation/lock_registering.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

namespace snitt::validation {
namespace {

class ValidationHistory : public testing::Test {
 protected:
  Lock lockOf(const std::string& study, const std::vector<std::string>& patients, const std::string& criterion) {
    Lock lock;
    lock.study = study;
    lock.at = "2026-02-01T10:00:00Z";
    const auto made = registerLock({m_file, {"", "", "kari"}, true}, lock, {patients, {}}, {criterion});
    EXPECT_TRUE(made) << made.error().message;
    return made.value_or(Lock{});
  }
  std::int64_t run(const Lock& lock, const std::vector<std::string>& slides, const std::string& conclusion) {
    const auto begun = registerRun({m_file, {"", "", "ola"}}, lock, slides, 0);
    EXPECT_TRUE(begun) << begun.error().message;
    if (!begun || conclusion.empty()) return begun ? begun->number : 0;
    Conclusion said{conclusion, document::Verdict::failed, {{"Harrell's C", "0.58", document::Verdict::failed}}, {}};
    EXPECT_TRUE(registerConclusion({m_file, {"", "", "ola"}}, begun->number, said));
    return begun->number;
  }
  [[nodiscard]] History historyFor(const Lock& lock, const StudyMembers& members) const {
    return historyOf(StudyRegister::read(m_file), lock, members);
  }

  test::TempFolder m_folder;
  std::filesystem::path m_file = m_folder / "validations.jsonl";
};

// The abuse that it is there for: run, relax the criteria, lock again.
TEST_F(ValidationHistory, ARunThatFailedIsTheSecondLocksHistory) {
  const Lock first = lockOf("Elvehavn", {"P1", "P2", "P3", "P4"}, "C at least 0.65");
  run(first, {"s1"}, "The bundle failed: C is 0.58");
  const Lock second = lockOf("Elvehavn, revised", {"P1", "P2", "P9", "P8"}, "C at least 0.55");
  const History history = historyFor(second, {{"P1", "P2", "P9", "P8"}, {}});
  EXPECT_TRUE(history.isKnown) << history.why;
  ASSERT_EQ(history.entries.size(), 1U);
  const HistoryEntry& one = history.entries[0];
  EXPECT_EQ(one.study, "Elvehavn");
  EXPECT_EQ(one.criteria, std::vector<std::string>{"C at least 0.65"});
  EXPECT_DOUBLE_EQ(one.sharedPatients, 0.5);
  ASSERT_EQ(one.runs.size(), 1U);
  EXPECT_EQ(one.runs[0].conclusion, "The bundle failed: C is 0.58");
  EXPECT_EQ(one.runs[0].verdict, document::Verdict::failed);
  EXPECT_EQ(one.runs[0].results[0].found, "0.58");
  EXPECT_NE(history.sentence().find("1 earlier lock and 1 earlier run"), std::string::npos) << history.sentence();
}

TEST_F(ValidationHistory, OtherPatientsAreNoHistoryAndTheSameSlidesAre) {
  const Lock other = lockOf("Other", {"X1"}, "C at least 0.65");
  const Lock lock = lockOf("Elvehavn", {"P1"}, "C at least 0.65");
  EXPECT_TRUE(historyFor(lock, {{"P1"}, {"s1"}}).entries.empty());
  run(other, {"s1"}, "passed");
  ASSERT_EQ(historyFor(lock, {{"P1"}, {"s1"}}).entries.size(), 1U) << "under other names, but the same files";
  EXPECT_TRUE(historyFor(lock, {{"P1"}, {"", "s2"}}).entries.empty());
}

TEST_F(ValidationHistory, RunsOfTheSameLockAndThoseBrokenOffAreTold) {
  const Lock lock = lockOf("Elvehavn", {"P1"}, "C at least 0.65");
  EXPECT_TRUE(historyFor(lock, {{"P1"}, {}}).entries.empty()) << "a lock is not its own history";
  const std::int64_t first = run(lock, {"s1"}, "");
  run(lock, {"s1"}, "The bundle passed");
  const History history = historyFor(lock, {{"P1"}, {}});
  ASSERT_EQ(history.entries.size(), 1U);
  EXPECT_TRUE(history.entries[0].isThisLock);
  ASSERT_EQ(history.entries[0].runs.size(), 2U);
  EXPECT_TRUE(history.entries[0].runs[0].conclusion.empty());
  EXPECT_EQ(history.entries[0].runs[1].conclusion, "The bundle passed");
  const History then = historyOf(StudyRegister::read(m_file), lock, {{"P1"}, {}}, first);
  EXPECT_TRUE(then.entries.empty()) << "as it was before the first run";
}

TEST_F(ValidationHistory, IsUnknownWhereTheRegisterIsMissingAnotherOneOrCut) {
  lockOf("Before", {"P1"}, "C at least 0.65");
  const std::string short1 = test::readBytes(m_file);
  const Lock lock = lockOf("Elvehavn", {"P1"}, "C at least 0.55");
  const std::string whole = test::readBytes(m_file);
  const auto why = [&] {
    const History history = historyFor(lock, {{"P1"}, {}});
    EXPECT_FALSE(history.isKnown);
    EXPECT_TRUE(history.sentence().starts_with("History unknown: ")) << history.sentence();
    return history.why;
  };
  test::writeBytes(m_file, short1);
  EXPECT_NE(why().find("it ends with entry 1, and the lock is its entry 2"), std::string::npos) << why();
  std::filesystem::remove(m_file);
  EXPECT_EQ(why(), "the register is missing");
  lockOf("Elvehavn", {"P1"}, "C at least 0.55");
  EXPECT_NE(why().find("is another one than that of the lock"), std::string::npos) << why();
  std::string edited = whole;
  edited.replace(edited.find("0.65"), 4, "0.45");
  test::writeBytes(m_file, edited);
  EXPECT_NE(why().find("entry 1 was changed"), std::string::npos) << why();
  test::writeBytes(m_file, short1);
  lockOf("Elvehavn", {"P1"}, "C at least 0.75");
  EXPECT_NE(why().find("not the one that the lock names"), std::string::npos) << why();
  test::writeBytes(m_file, whole);
  EXPECT_TRUE(historyFor(lock, {{"P1"}, {}}).isKnown);
}

TEST_F(ValidationHistory, ALockOfBeforeInAnotherRegisterMakesItUnknown) {
  const Lock first = lockOf("Elvehavn", {"P1"}, "C at least 0.65");
  std::filesystem::remove(m_file);
  Lock again;
  again.study = "Elvehavn";
  again.again = "more lenient";
  again.before = first.entry;
  const auto made = registerLock({m_file, {"", "", "kari"}, true}, again, {{"P1"}, {}}, {"C at least 0.5"});
  ASSERT_TRUE(made) << made.error().message;
  const History history = historyFor(*made, {{"P1"}, {}});
  EXPECT_FALSE(history.isKnown);
  EXPECT_NE(history.why.find("locked before, in another register"), std::string::npos) << history.why;
}

TEST_F(ValidationHistory, ATornLineIsToldForEver) {
  const Lock lock = lockOf("Elvehavn", {"P1"}, "C at least 0.65");
  const std::string whole = test::readBytes(m_file);
  run(lock, {"s1"}, "failed");
  test::writeBytes(m_file, test::readBytes(m_file).substr(0, whole.size() + 50));
  ASSERT_EQ(historyFor(lock, {{"P1"}, {}}).notes.size(), 1U);
  run(lock, {"s1"}, "passed");
  const History after = historyFor(lock, {{"P1"}, {}});
  ASSERT_EQ(after.notes.size(), 1U);
  EXPECT_NE(after.notes[0].find("torn off before entry 2"), std::string::npos) << after.notes[0];
}

TEST_F(ValidationHistory, ARunOfAnotherLockOrOfNoneCannotBeConcluded) {
  const Lock lock = lockOf("Elvehavn", {"P1"}, "C at least 0.65");
  EXPECT_EQ(registerConclusion({m_file, {}}, 7, {}).error().kind, ErrorKind::refused);
  Lock foreign = lock;
  foreign.entry.hash = std::string(64, '0');
  EXPECT_EQ(registerRun({m_file, {}}, foreign, {"s1"}, 0).error().kind, ErrorKind::refused);
  EXPECT_EQ(registerRun({m_file, {}}, lock, {"s1"}, 9).error().kind, ErrorKind::refused) << "no run 9 to be made again";
}

}  // namespace
}  // namespace snitt::validation
