// A run of a locked study: what it needs, what it refuses, and what every page of it must say.
#include "core/validation/locked_run.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "core/os/os.h"
#include "core/sha256.h"
#include "core/text/identity.h"
#include "support/sample_study.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

namespace snitt::validation {
namespace {

using test::readBytes;
using test::SampleStudy;
using test::writeBytes;

class ValidationLockedRun : public testing::Test {
 protected:
  [[nodiscard]] RegisterWriting registering(bool make = false) const {
    return {m_register, {"Kari Olsen", "uuid-k", "kari"}, make};
  }
  Result<MadeLock> tryLock(const std::string& again = "") const {
    return lockStudy({m_study.protocol(), again, SampleStudy::program(),
                      [](const Manifest&) { return SampleStudy::path(); }, registering(true)});
  }
  Lock lock(const std::string& again = "") const {
    const auto made = tryLock(again);
    EXPECT_TRUE(made) << made.error().message;
    return made ? made->lock : Lock{};
  }
  // The lock as if it had been made then.
  void setLockTime(const std::string& at) const {
    Lock made = readLockOf(m_study.protocol()).value();
    made.at = at;
    std::filesystem::remove(m_register);
    made = registerLock(registering(true), made, {{"P001"}, {}}, {}).value();
    writeBytes(lockFileOf(m_study.protocol()), formatLock(made));
  }
  [[nodiscard]] RunRequest request() const {
    RunRequest asked;
    asked.protocol = m_study.protocol();
    asked.cohort = m_study.cohort();
    asked.program = SampleStudy::program();
    asked.registerFile = m_register;
    return asked;
  }
  [[nodiscard]] LockedRun open() const {
    auto run = openLocked(request());
    EXPECT_TRUE(run) << run.error().message;
    return run ? std::move(*run) : LockedRun{};
  }
  void expectRefused(const std::string& what, const RunRequest& asked) const {
    const auto run = openLocked(asked);
    ASSERT_FALSE(run) << what;
    EXPECT_EQ(run.error().kind, ErrorKind::refused) << run.error().message;
    EXPECT_NE(run.error().message.find(what), std::string::npos) << run.error().message;
  }
  void expectRefused(const std::string& what) const { expectRefused(what, request()); }
  [[nodiscard]] static bool has(const std::vector<std::string>& notices, const std::string& part) {
    return std::ranges::any_of(notices, [&](const std::string& one) { return one.find(part) != std::string::npos; });
  }

  test::TempFolder m_folder;
  SampleStudy m_study{m_folder.path()};
  std::filesystem::path m_register = m_folder / "validations.jsonl";
};

TEST_F(ValidationLockedRun, HoldsWhatAReportNeeds) {
  const Lock made = lock();
  LockedRun run = open();
  EXPECT_EQ(run.lock, made);
  EXPECT_EQ(run.files.protocol.study, "Elvehavn 2026");
  EXPECT_EQ(run.files.manifest.id, "sample");
  EXPECT_EQ(sha256Of(run.files.outcomesCsv), made.frozen.outcomes.sha256);
  EXPECT_EQ(run.cohort.list.slides.size() + run.cohort.list.unused.size(), run.cohort.reading->slides.size());
  EXPECT_EQ(run.cohort.reading->patients.size(), 40U);
  EXPECT_EQ(run.cohort.tables.at("results.csv"), sha256Of(readBytes(m_study.cohort() / "results.csv")));
  EXPECT_TRUE(run.history.isKnown) << run.history.why;
  EXPECT_TRUE(run.history.entries.empty());
  EXPECT_FALSE(run.overlap.isAssessed());
  EXPECT_TRUE(has(run.notices, "not assessable"));
  EXPECT_TRUE(has(run.notices, "untrained"));
  ASSERT_TRUE(enterRun(run, registering()));
  EXPECT_EQ(run.run.number, 2);
  EXPECT_EQ(run.run.by.name, "Kari Olsen");
}

TEST_F(ValidationLockedRun, NeedsALock) {
  const auto run = openLocked(request());
  ASSERT_FALSE(run);
  EXPECT_EQ(run.error().kind, ErrorKind::notFound);
  EXPECT_NE(run.error().message.find("is not locked"), std::string::npos) << run.error().message;
}

TEST_F(ValidationLockedRun, WhateverWasChangedIsNamedAtOnce) {
  lock();
  SampleStudy::replace(m_study.protocol(), "atLeast = 0.65", "atLeast = 0.55");
  SampleStudy::replace(m_study.outcomes(), "P001,237,0,", "P001,238,0,");
  m_study.setParameters("\"device\": \"cpu\"", "\"device\": \"cuda:0\"");
  RunRequest asked = request();
  asked.program.engine[0] = "LibTorch: 2.9.0";
  for (const char* part : {"criterion 1's atLeast was changed (0.65 locked, 0.55 now)", "outcomes.csv was changed",
                           "LibTorch: 2.8.0 locked", "on another device (cpu locked, cuda scored)", "(entry 1 of the"})
    expectRefused(part, asked);
}

TEST_F(ValidationLockedRun, AProtocolThatNoLongerReadsIsToldAsAChange) {
  lock();
  SampleStudy::replace(m_study.protocol(), "seed = 7", "sed = 7");
  expectRefused("analysis.seed was removed (7 locked)");
}

TEST_F(ValidationLockedRun, TheListAsItWasScoredMustBeTheLockedOne) {
  lock();
  SampleStudy::replace(m_study.scored().state() / "list.csv", "Oslo", "Hamar");
  expectRefused("was scored from another slide list than list.csv");
}

TEST_F(ValidationLockedRun, AnotherBundleOfTheCohortIsRefused) {
  lock();
  m_study.setParameters(sha256Of(readBytes(m_study.bundle() / "manifest.toml")), std::string(64, 'c'));
  expectRefused("was scored with another bundle");
}

TEST_F(ValidationLockedRun, AnotherProgramPrecisionOrKernelsOfTheCohortAreRefused) {
  lock();
  m_study.setParameters("snitt 0.1.0", "snitt 0.0.9");
  m_study.setParameters("fp32", "bf16");
  m_study.setParameters("fused", "plain");
  for (const char* part : {"by another program (snitt 0.1.0 locked, snitt 0.0.9 scored)", "at another precision",
                           "with other kernels (fused locked, plain scored)"})
    expectRefused(part);
}

TEST_F(ValidationLockedRun, LibrariesThatScoredMustBeTheLockedOnes) {
  lock();
  EXPECT_TRUE(has(open().notices, "With which libraries the cohort was scored is not known"));
  m_study.setParameters("\"libraries\": []", "\"libraries\": [\"LibTorch: 2.8.0\", \"OpenSlide 4.0.1\"]");
  EXPECT_FALSE(has(open().notices, "With which libraries"));
  EXPECT_TRUE(has(open().notices, "Which build of the program scored the cohort is not known"));
  const std::string build = SampleStudy::program().sha256;
  m_study.setParameters("\"programs\": []", "\"programs\": [\"" + build + "\"]");
  EXPECT_FALSE(has(open().notices, "Which build"));
  m_study.setParameters(build, std::string(64, 'd'));
  expectRefused("was scored by another build of snitt 0.1.0");
  m_study.setParameters(std::string(64, 'd'), build);
  m_study.setParameters("LibTorch: 2.8.0", "LibTorch: 2.7.1");
  expectRefused("was scored with LibTorch: 2.7.1, which is not what was locked");
}

TEST_F(ValidationLockedRun, AHalfFinishedCohortIsRefused) {
  lock();
  const test::SampleCohort half(m_folder / "half");
  half.begin(10);
  RunRequest asked = request();
  asked.cohort = half.folder();
  expectRefused("is half finished: ", asked);
  expectRefused("of 48 slides have no result", asked);
  std::filesystem::remove(m_study.cohort() / "run.json");
  expectRefused("broken off before its tables were written");
}

// Somebody edits a table, or what it was made of.
TEST_F(ValidationLockedRun, TablesThatTheResultsDoNotMakeAreRefused) {
  lock();
  SampleStudy::replace(m_study.cohort() / "results.csv", "P001", "P0O1");
  expectRefused("are not what its results make");
}

// Times of files are lost in copying.
TEST_F(ValidationLockedRun, ACopyOfACohortIsACohort) {
  lock();
  const auto plan = m_study.scored().state() / "plan.json";
  std::filesystem::last_write_time(plan, std::filesystem::file_time_type::clock::now() + std::chrono::hours(1));
  EXPECT_TRUE(openLocked(request()));
}

TEST_F(ValidationLockedRun, WhatWouldKeepTheStudyFromItsReportIsFoundAtTheLock) {
  const std::string outcomes = readBytes(m_study.outcomes());
  SampleStudy::replace(m_study.outcomes(), "P001,237,0,", "P001,-237,0,");
  auto refused = tryLock();
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("outcomes.csv: row 2, column \"time\""), std::string::npos)
      << refused.error().message;
  writeBytes(m_study.outcomes(), outcomes);
  SampleStudy::replace(m_study.outcomes(), "P001,237,0,", "P001,237000,0,");
  refused = tryLock();
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("longer than 100 years"), std::string::npos) << refused.error().message;
  writeBytes(m_study.outcomes(), outcomes);
  SampleStudy::replace(m_study.protocol(), "cutOff = 2025-12-31", "cutOff = 2525-12-31");
  refused = tryLock();
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("has not come yet"), std::string::npos) << refused.error().message;
  EXPECT_FALSE(std::filesystem::exists(m_register));
}

// Nobody locks anew unseen by taking the lock's file away.
TEST_F(ValidationLockedRun, WithoutItsFileALockIsKnownByTheRegister) {
  const Lock first = lock();
  std::filesystem::remove(lockFileOf(m_study.protocol()));
  const auto refused = tryLock();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::refused);
  EXPECT_NE(refused.error().message.find("the register holds a lock of \"Elvehavn 2026\", entry 1"), std::string::npos)
      << refused.error().message;
  const Lock second = lock("the file was lost");
  ASSERT_TRUE(second.before);
  EXPECT_EQ(second.before->number, first.entry.number);
  EXPECT_EQ(second.again, "the file was lost");
}

TEST_F(ValidationLockedRun, ACohortThatIsWorkedOnIsRefused) {
  lock();
  const auto held = os::FileLock::acquire(m_study.scored().state() / "lock", std::chrono::seconds(1));
  ASSERT_TRUE(held);
  ASSERT_TRUE(writeFileAtomically(m_study.scored().state() / "owner.json",
                                  R"({"host":"node7","process":42,"account":"kari","since":"2026-03-01T08:00:00Z"})"));
  expectRefused("is being worked on by process 42 on node7");
}

TEST_F(ValidationLockedRun, AFolderThatIsNoCohortIsNamed) {
  lock();
  RunRequest asked = request();
  asked.cohort = m_folder / "bundle";
  const auto run = openLocked(asked);
  ASSERT_FALSE(run);
  EXPECT_EQ(run.error().kind, ErrorKind::notFound);
}

TEST_F(ValidationLockedRun, MixedNumericPathsAreRefusedUnlessSaid) {
  const test::SampleCohort mixed(m_folder / "mixed", {40, true, false, true, "/nowhere/anna-olsen"});
  mixed.finish();
  std::filesystem::remove_all(m_study.cohort());
  std::filesystem::rename(mixed.folder(), m_study.cohort());
  m_study.setParameters(std::string(64, 'b'), sha256Of(readBytes(m_study.bundle() / "manifest.toml")));
  lock();
  expectRefused("mixed numeric paths");
  RunRequest asked = request();
  asked.allowMixed = true;
  const auto run = openLocked(asked);
  ASSERT_TRUE(run) << run.error().message;
  EXPECT_TRUE(has(run->notices, "mixed numeric paths"));
}

TEST_F(ValidationLockedRun, OutcomesInTheListAndScoresBeforeTheLockAreOnEveryPage) {
  lock();
  EXPECT_FALSE(has(open().notices, "outcomes in view"));
  EXPECT_TRUE(has(open().notices, "before the protocol was locked"));
  setLockTime(utcAfter(std::chrono::hours(-2)));
  EXPECT_FALSE(has(open().notices, "before the protocol was locked"));
  m_study.scored().writeScores();
  EXPECT_TRUE(has(open().notices, "The cohort was scored from 2026-01-31T23:59 UTC on, before"))
      << "as the slides' scores tell";
}

TEST_F(ValidationLockedRun, AListWithOutcomesIsToldAtTheLockAndOnEveryPage) {
  SampleStudy::replace(m_study.list(), "exclude,site", "exclude,event");
  SampleStudy::replace(m_study.scored().state() / "list.csv", "exclude,site", "exclude,event");
  SampleStudy::replace(m_study.protocol(), "column = \"site\"", "column = \"patient\"");
  const auto made = tryLock();
  ASSERT_TRUE(made) << made.error().message;
  ASSERT_EQ(made->remarks.size(), 1U);
  EXPECT_NE(made->remarks[0].find("the slide list holds event"), std::string::npos);
}

TEST_F(ValidationLockedRun, ThresholdsTunedHereAreOnEveryPage) {
  SampleStudy::replace(m_study.protocol(), "\"frozen\"", "\"tuned-on-these-data\"");
  lock();
  EXPECT_TRUE(has(open().notices, "The threshold was tuned on the data that it is tested on"));
}

TEST_F(ValidationLockedRun, TrainingPatientsAreRefusedAndTuningPatientsFlagged) {
  lock();
  training::TrainingRecord record;
  training::RecordedPatient patient;
  patient.id = "elsewhere";
  patient.slides.push_back({"a", "/a", "", "f", 0x1234567800000000ULL});
  record.patients = {patient};
  RunRequest asked = request();
  asked.record = &record;
  std::size_t seen = 0;
  asked.images =
      [&seen](const std::vector<const ListedSlide*>& slides) -> Result<std::map<std::size_t, std::uint64_t>> {
    seen = slides.size();
    return std::map<std::size_t, std::uint64_t>{{slides[4]->row, 0x1234567800000001ULL}};
  };
  expectRefused("1 patient (1 slide: 1 by image) of the study trained the bundle: row ", asked);
  EXPECT_EQ(seen, 46U) << "those that the list does not exclude";
  record.patients[0].side.side = training::Side::tune;
  const auto run = openLocked(asked);
  ASSERT_TRUE(run) << run.error().message;
  EXPECT_TRUE(has(run->notices, "1 patient of this study also tuned the bundle's thresholds"));
  EXPECT_EQ(run->overlap.withoutImage, 45U);
  EXPECT_EQ(run->overlap.slides, 46U);
}

TEST_F(ValidationLockedRun, WhoeverTheProtocolLeavesOutIsNoOverlap) {
  SampleStudy::replace(m_study.protocol(), "[outcomes]",
                       "[[cohort.exclude]]\ncolumn = \"site\"\nvalues = [\"Oslo\"]\n\n[outcomes]");
  lock();
  training::TrainingRecord record;
  training::RecordedPatient patient;
  patient.id = "P001";
  record.patients = {patient};
  RunRequest asked = request();
  asked.record = &record;
  const auto run = openLocked(asked);
  ASSERT_TRUE(run) << run.error().message;
  EXPECT_EQ(run->overlap.trained.patients, 0U) << "P001 is of Oslo";
  record.patients[0].id = "P002";
  expectRefused("1 patient (1 slide: 1 by patient id) of the study trained the bundle", asked);
}

TEST_F(ValidationLockedRun, WithoutItsRegisterAStudyIsRunAndTheHistoryUnknown) {
  lock();
  std::filesystem::remove(m_register);
  LockedRun run = open();
  EXPECT_TRUE(has(run.notices, "History unknown: the register is missing"));
  ASSERT_TRUE(enterRun(run, registering()));
  EXPECT_EQ(run.run.number, 0);
  EXPECT_FALSE(run.run.at.empty());
  EXPECT_FALSE(std::filesystem::exists(m_register)) << "none is begun behind anybody's back";
}

TEST_F(ValidationLockedRun, AnEditedLockIsRefusedAlsoWithAHashThatFits) {
  lock();
  const std::filesystem::path file = lockFileOf(m_study.protocol());
  SampleStudy::replace(m_study.protocol(), "atLeast = 0.65", "atLeast = 0.55");
  const std::string before = readBytes(file);
  SampleStudy::replace(file, "atLeast = 0.65", "atLeast = 0.55");
  expectRefused("its hash does not belong to it");
  writeBytes(file, before);
  Lock forged = readLockOf(m_study.protocol()).value();
  forged.frozen.protocol = readBytes(m_study.protocol());
  writeBytes(file, formatLock(sealedLock(forged)));
  expectRefused("was changed after it was made: the register holds another lock as entry 1");
  forged.entry.hash = std::string(64, '0');
  writeBytes(file, formatLock(sealedLock(forged)));
  EXPECT_TRUE(has(open().notices, "History unknown: entry 1 of the register is not the one that the lock names"));
}

TEST_F(ValidationLockedRun, LockingAgainNeedsAReasonAndKeepsTheLockBefore) {
  const Lock first = lock();
  const auto refused = tryLock();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::refused);
  EXPECT_NE(refused.error().message.find("nothing has changed since"), std::string::npos) << refused.error().message;
  SampleStudy::replace(m_study.protocol(), "atLeast = 0.65", "atLeast = 0.55");
  EXPECT_NE(tryLock().error().message.find("criterion 1's atLeast was changed"), std::string::npos);
  EXPECT_EQ(readLockOf(m_study.protocol()).value(), first);
  const Lock second = lock("the limit was a slip");
  EXPECT_EQ(second.entry.number, 2);
  EXPECT_EQ(second.before, first.entry);
  EXPECT_EQ(parseLock(readBytes(m_folder / "protocol.lock-1.json")).value(), first);
  const LockedRun run = open();
  ASSERT_EQ(run.history.entries.size(), 1U);
  EXPECT_DOUBLE_EQ(run.history.entries[0].sharedPatients, 1);
  EXPECT_EQ(run.history.entries[0].criteria[0], "Harrell's C: lower 95 % limit at least 0.65");
}

TEST_F(ValidationLockedRun, ALockThatCannotBeReadIsKeptToo) {
  lock();
  SampleStudy::replace(lockFileOf(m_study.protocol()), "Kari", "Ola");
  EXPECT_EQ(tryLock().error().kind, ErrorKind::refused);
  lock("somebody edited it");
  const LockedRun run = open();
  EXPECT_FALSE(run.history.isKnown);
  EXPECT_EQ(std::ranges::count_if(
                std::filesystem::directory_iterator(m_folder.path()),
                [](const auto& entry) { return entry.path().filename().string().starts_with("protocol.lock-"); }),
            1);
}

TEST_F(ValidationLockedRun, ReasonsAreForStudiesThatAreLocked) {
  const auto refused = tryLock("why not");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::usage);
}

TEST_F(ValidationLockedRun, AfterAnErrorTheOldLockIsWhereItWas) {
  const Lock first = lock();
  SampleStudy::replace(m_register, "locked", "lockad");
  const auto refused = tryLock("once more");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::refused);
  EXPECT_EQ(readLockOf(m_study.protocol()).value(), first);
  EXPECT_FALSE(std::filesystem::exists(m_folder / "protocol.lock-1.json"));
}

// Each is told of the one that was entered while it was prepared.
TEST_F(ValidationLockedRun, TwoRunsAtOnceKnowOfEachOther) {
  lock();
  LockedRun first = open();
  LockedRun second = open();
  EXPECT_FALSE(has(second.notices, "analysed before"));
  ASSERT_TRUE(enterRun(first, registering()));
  ASSERT_TRUE(enterRun(second, registering()));
  ASSERT_EQ(second.history.entries.size(), 1U);
  EXPECT_EQ(second.history.entries[0].runs.size(), 1U);
  EXPECT_TRUE(has(second.notices, "These patients were analysed before: 1 earlier run, of which 1 came to no"));
}

TEST_F(ValidationLockedRun, AnEarlierFailureStandsOnEveryPage) {
  lock();
  LockedRun first = open();
  ASSERT_TRUE(enterRun(first, registering()));
  ASSERT_TRUE(registerConclusion(registering(), first.run.number, {"failed", document::Verdict::failed, {}, {}}));
  EXPECT_TRUE(has(open().notices, "These patients were analysed before: 1 earlier run, of which 1 failed"));
}

// Else the report would say that the history is known, and the register would never learn of it.
TEST_F(ValidationLockedRun, WithoutTheRegisterThatItKnewARunIsNotBegun) {
  lock();
  LockedRun run = open();
  ASSERT_TRUE(run.history.isKnown);
  std::filesystem::remove(m_register);
  const auto entered = enterRun(run, registering());
  ASSERT_FALSE(entered);
  EXPECT_EQ(entered.error().kind, ErrorKind::refused);
  EXPECT_NE(entered.error().message.find("is not any more"), std::string::npos) << entered.error().message;
}

TEST_F(ValidationLockedRun, OnlyAConcludedRunOfTheSameSlidesIsMadeAgain) {
  lock();
  LockedRun first = open();
  ASSERT_TRUE(enterRun(first, registering()));
  RunRequest asked = request();
  asked.as = first.run.number;
  expectRefused("came to no conclusion", asked);
  ASSERT_TRUE(registerConclusion(registering(), first.run.number, {"failed", document::Verdict::failed, {}, {}}));
  ASSERT_TRUE(openLocked(asked));
  ASSERT_TRUE(registerRun(registering(), first.lock, {"another slide"}, 0));
  ASSERT_TRUE(registerConclusion(registering(), 4, {"failed", document::Verdict::failed, {}, {}}));
  asked.as = 4;
  expectRefused("run 4 was of other slides", asked);
}

TEST_F(ValidationLockedRun, ARunIsMadeAgainAsItWas) {
  lock();
  LockedRun first = open();
  ASSERT_TRUE(enterRun(first, registering()));
  ASSERT_TRUE(registerConclusion(registering(), first.run.number, {"failed", document::Verdict::failed, {}, {}}));
  RunRequest asked = request();
  EXPECT_EQ(open().history.entries.size(), 1U);
  asked.as = first.run.number;
  auto again = openLocked(asked);
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_TRUE(again->history.entries.empty()) << "as it was then";
  EXPECT_EQ(again->notices, first.notices);
  ASSERT_TRUE(enterRun(*again, {m_register, {"Ola", "uuid-o", "ola"}}));
  EXPECT_EQ(again->run.at, first.run.at);
  EXPECT_EQ(again->run.by, first.run.by);
  EXPECT_EQ(again->run.number, 4) << "and is registered for itself";
  asked.as = 1;
  expectRefused("has no run 1 of this lock", asked);
}

// A second cohort of the same patients: asked for by name, and locked as the first.
TEST_F(ValidationLockedRun, RepeatsAreThoseOfTheProtocol) {
  SampleStudy::replace(m_study.protocol(), "[[criterion]]",
                       "[[repeat]]\nname = \"second scan\"\nkind = \"rescan\"\nlist = \"list.csv\"\n\n[[criterion]]");
  lock();
  const auto missing = openLocked(request());
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::usage);
  EXPECT_NE(missing.error().message.find("\"second scan\" needs the folder of its cohort"), std::string::npos);
  RunRequest asked = request();
  asked.repeats = {{"second scam", m_study.cohort()}};
  EXPECT_NE(openLocked(asked).error().message.find("(nearest: \"second scan\")"), std::string::npos);
  asked.repeats = {{"second scan", m_study.cohort()}};
  const auto run = openLocked(asked);
  ASSERT_TRUE(run) << run.error().message;
  ASSERT_EQ(run->repeats.size(), 1U);
  const test::SampleCohort other(m_folder / "other", {3, false, false, false, "/nowhere"});
  other.finish();
  asked.repeats[0].second = other.folder();
  expectRefused("other was scored from another slide list than list.csv", asked);
  expectRefused("other was scored with another bundle", asked);
}

}  // namespace
}  // namespace snitt::validation
