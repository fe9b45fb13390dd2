// A cohort's folder as whoever opens it sees it: while it runs, afterwards, and by its tables alone.
#include <algorithm>

#include <gtest/gtest.h>

#include "core/cohort/cohort_follower.h"
#include "core/cohort/cohort_journal.h"
#include "core/os/lock_probe.h"
#include "core/os/os.h"
#include "support/sample_cohort.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

namespace snitt::test {
namespace {

using Reading = std::shared_ptr<const CohortReading>;

class CohortFollowerTest : public testing::Test {
 protected:
  static Reading look(CohortFollower& follower) {
    auto read = follower.look();
    EXPECT_TRUE(read) << read.error().message;
    return read ? *read : nullptr;
  }
  static Error errorOf(const std::filesystem::path& folder) {
    auto read = CohortFollower(folder).look();
    EXPECT_FALSE(read);
    return read ? Error{} : read.error();
  }
  static void expectSame(const CohortReading& reading, const SampleCohort& cohort) {
    const auto patients = cohort.patients();
    ASSERT_EQ(reading.patients.size(), patients.size());
    for (std::size_t i = 0; i < patients.size(); ++i) {
      const CohortPatient& one = reading.patients[i];
      EXPECT_EQ(one.patient, patients[i].patient);
      EXPECT_EQ(one.status, patients[i].status) << one.patient;
      EXPECT_EQ(one.rows, patients[i].rows);
      ASSERT_EQ(one.decision.has_value(), patients[i].decision.has_value());
      if (!one.decision) continue;
      EXPECT_EQ(one.decision->prognosis, patients[i].decision->prognosis);
      EXPECT_EQ(one.decision->combined, patients[i].decision->combined);
    }
    for (const SlideReading& slide : reading.slides) {
      ASSERT_TRUE(slide.result) << slide.row;
      EXPECT_EQ(slide.result->status, cohort.results().at(slide.row).status);
      EXPECT_TRUE(slide.path.string().find("anna-") != std::string::npos);
      EXPECT_TRUE(slide.accession.starts_with("26-H-"));
    }
  }

  TempFolder m_folder;
};

TEST_F(CohortFollowerTest, AFinishedRunIsReadAsItsTablesSay) {
  const SampleCohort cohort(m_folder / "run");
  cohort.finish();
  CohortFollower follower(cohort.folder());
  const Reading reading = look(follower);
  ASSERT_NE(reading, nullptr);
  EXPECT_EQ(reading->state, CohortState::finished);
  EXPECT_EQ(reading->settled, reading->slides.size());
  EXPECT_EQ(reading->facts.bundleName, "Demonstrator");
  EXPECT_EQ(reading->resolutions.at(1).threshold, 0.52);
  expectSame(*reading, cohort);
  EXPECT_EQ(look(follower), nullptr) << "nothing has changed";
}

TEST_F(CohortFollowerTest, ByItsTablesAloneItIsTheSame) {
  const SampleCohort cohort(m_folder / "run");
  cohort.finish();
  cohort.writeScores();
  cohort.removeNotes();
  CohortFollower follower(cohort.folder());
  Reading reading = look(follower);
  ASSERT_NE(reading, nullptr);
  EXPECT_EQ(reading->state, CohortState::finished);
  expectSame(*reading, cohort);
  // The networks' scores come from the slides' folders.
  while (!reading->membersKnown) reading = look(follower);
  for (const SlideReading& slide : reading->slides) {
    if (slide.result->status != SlideStatus::scored) continue;
    EXPECT_EQ(slide.result->resolutions[0].members, cohort.results().at(slide.row).resolutions[0].members);
  }
}

TEST_F(CohortFollowerTest, FollowsARunAsItGoesOn) {
  const SampleCohort cohort(m_folder / "run");
  cohort.begin();
  auto lock = os::FileLock::tryAcquire(cohort.state() / "lock").value();
  writeBytes(cohort.state() / "owner.json",
             R"({"host":"ward7","process":4711,"account":"kari","since":"2026-03-01T08:00:00Z"})");
  CohortFollower follower(cohort.folder());
  Reading reading = look(follower);
  ASSERT_NE(reading, nullptr);
  EXPECT_EQ(reading->state, CohortState::running);
  ASSERT_TRUE(reading->owner);
  EXPECT_EQ(*reading->owner, (CohortOwner{"ward7", 4711, "kari", "2026-03-01T08:00:00Z"}));
  const std::size_t before = reading->settled;
  EXPECT_EQ(before, reading->before);
  cohort.score(0, 3);
  // A line that is half written is none yet.
  const auto journal = cohort.state() / "results-main.jsonl";
  const std::string whole = readBytes(journal);
  writeBytes(journal, whole + whole.substr(0, 40));
  reading = look(follower);
  ASSERT_NE(reading, nullptr);
  EXPECT_EQ(reading->settled, before + 3);
  EXPECT_EQ(look(follower), nullptr);
  writeBytes(journal, whole);
  cohort.score(3, cohort.toScore());
  reading = look(follower);
  ASSERT_NE(reading, nullptr);
  EXPECT_EQ(reading->state, CohortState::running) << "the tables are not there yet";
  cohort.writeTables();
  lock.reset();
  reading = look(follower);
  ASSERT_NE(reading, nullptr);
  EXPECT_EQ(reading->state, CohortState::finished);
  expectSame(*reading, cohort);
}

TEST_F(CohortFollowerTest, ARunThatWasBrokenOffIsStopped) {
  const SampleCohort cohort(m_folder / "run");
  cohort.begin();
  cohort.score(0, 5);
  CohortFollower follower(cohort.folder());
  const Reading reading = look(follower);
  ASSERT_NE(reading, nullptr);
  EXPECT_EQ(reading->state, CohortState::stopped);
  EXPECT_FALSE(reading->owner);
  EXPECT_LT(reading->settled, reading->slides.size());
}

// Tasks of a cluster write without the lock of the folder.
TEST_F(CohortFollowerTest, ResultsThatKeepComingAreARunOfSomebody) {
  const SampleCohort cohort(m_folder / "run");
  cohort.begin();
  CohortFollower follower(cohort.folder());
  EXPECT_EQ(look(follower)->state, CohortState::stopped);
  cohort.score(0, 2);
  EXPECT_EQ(look(follower)->state, CohortState::stopped) << "the last words of a run that was killed";
  cohort.score(2, 4);
  const Reading reading = look(follower);
  ASSERT_NE(reading, nullptr);
  EXPECT_EQ(reading->state, CohortState::running);
  EXPECT_FALSE(reading->owner);
  cohort.score(4, cohort.toScore());
  EXPECT_EQ(look(follower)->state, CohortState::stopped) << "all is done, and nobody has written the tables";
}

TEST_F(CohortFollowerTest, ANewRunInTheFolderIsReadAnew) {
  const SampleCohort first(
      m_folder / "run",
      {.patients = 5, .faults = true, .untrained = false, .mixed = false, .slides = "/nowhere/anna-"});
  first.finish();
  CohortFollower follower(m_folder / "run");
  ASSERT_EQ(look(follower)->patients.size(), 5U);
  std::filesystem::remove(first.state() / "results-main.jsonl");
  const SampleCohort second(
      m_folder / "run",
      {.patients = 8, .faults = true, .untrained = false, .mixed = false, .slides = "/nowhere/anna-"});
  second.begin(2);
  const Reading reading = look(follower);
  ASSERT_NE(reading, nullptr);
  EXPECT_EQ(reading->patients.size(), 8U);
  EXPECT_EQ(reading->state, CohortState::stopped) << "the tables are those of the run before";
}

TEST_F(CohortFollowerTest, BeforeTheSlidesAreKnownItSaysThatTheyAreChecked) {
  std::filesystem::create_directories(m_folder / "run/.cohort");
  const auto lock = os::FileLock::tryAcquire(m_folder / "run/.cohort/lock").value();
  CohortFollower follower(m_folder / "run");
  const Reading reading = look(follower);
  ASSERT_NE(reading, nullptr);
  EXPECT_EQ(reading->state, CohortState::checking);
  EXPECT_EQ(look(follower), nullptr);
}

TEST_F(CohortFollowerTest, BadFoldersGetOneClearSentence) {
  EXPECT_EQ(errorOf(m_folder / "none").message, (m_folder / "none").string() + " is no folder");
  std::filesystem::create_directory(m_folder / "empty");
  EXPECT_EQ(errorOf(m_folder / "empty").kind, ErrorKind::notFound);
  EXPECT_EQ(errorOf(m_folder / "empty").message,
            (m_folder / "empty").string() + " holds no cohort: it has neither run.json nor .cohort");
  std::filesystem::create_directories(m_folder / "early/.cohort");
  EXPECT_EQ(errorOf(m_folder / "early").message,
            "the run in " + (m_folder / "early").string() + " was broken off before its slides were known");

  const SampleCohort cohort(m_folder / "run");
  cohort.finish();
  std::string plan = readBytes(cohort.state() / "plan.json");
  plan.replace(plan.find("plan/1"), 6, "plan/2");
  writeBytes(cohort.state() / "plan.json", plan);
  EXPECT_EQ(errorOf(cohort.folder()).kind, ErrorKind::unsupported);
  cohort.removeNotes();
  const std::string run = readBytes(cohort.folder() / "run.json");
  std::string newer = run;
  newer.replace(newer.find("run/1"), 5, "run/2");
  writeBytes(cohort.folder() / "run.json", newer);
  EXPECT_EQ(errorOf(cohort.folder()).kind, ErrorKind::unsupported);
  EXPECT_EQ(errorOf(cohort.folder()).message,
            (cohort.folder() / "run.json").string() + ": it was written by a newer version of Snitt");
  writeBytes(cohort.folder() / "run.json", run.substr(0, run.size() / 2));
  EXPECT_EQ(errorOf(cohort.folder()).kind, ErrorKind::corrupt);
  writeBytes(cohort.folder() / "run.json", run);
  const std::string slides = readBytes(cohort.folder() / "slides.csv");
  writeBytes(cohort.folder() / "slides.csv", slides.substr(0, slides.size() - 20));
  EXPECT_EQ(errorOf(cohort.folder()).kind, ErrorKind::corrupt);
  std::filesystem::remove(cohort.folder() / "slides.csv");
  EXPECT_EQ(errorOf(cohort.folder()).kind, ErrorKind::notFound);
  EXPECT_NE(errorOf(cohort.folder()).message.find("slides.csv"), std::string::npos);
}

TEST_F(CohortFollowerTest, WithoutTheTableOfPathsTheRestIsSeen) {
  const SampleCohort cohort(m_folder / "run");
  cohort.finish();
  cohort.removeNotes();
  std::filesystem::remove(cohort.folder() / "paths.csv");
  CohortFollower follower(cohort.folder());
  const Reading reading = look(follower);
  ASSERT_NE(reading, nullptr);
  EXPECT_EQ(reading->paths, PathsKnown::missing);
  EXPECT_EQ(reading->patients.size(), cohort.patients().size());
  EXPECT_TRUE(reading->slides.front().path.empty());
}

TEST_F(CohortFollowerTest, AskingForALockTakesNone) {
  const auto file = m_folder / "lock";
  EXPECT_FALSE(os::isLockHeld(file).value());
  EXPECT_FALSE(std::filesystem::exists(file));
  auto lock = os::FileLock::tryAcquire(file).value();
  ASSERT_TRUE(lock);
  EXPECT_TRUE(os::isLockHeld(file).value());
  lock.reset();
  EXPECT_FALSE(os::isLockHeld(file).value());
}

}  // namespace
}  // namespace snitt::test
