// What a watcher asks of the database: slides that wait for their case, files that were looked at, lists that say the
// same every day.
#include <cstdlib>
#include <ctime>
#include <fstream>

#include "core/text/identity.h"
#include "support/case_fixture.h"
#include "support/raw_sqlite_p.h"

namespace snitt {
namespace {

using test::foundScan;
using test::orderOf;
using test::resent;
using test::saidBy;

class CasesForAWatcher : public testing::Test {
 protected:
  LinkedScan take(const std::string& name, const std::vector<SaidIdentity>& said) {
    std::ofstream(pathOf(name)) << name;
    const auto taken = m_cases.take(foundScan(pathOf(name), name), said);
    EXPECT_TRUE(taken) << taken.error().message;
    return taken.value_or(LinkedScan{});
  }
  [[nodiscard]] std::string pathOf(const std::string& name) const { return (m_database.folder() / name).string(); }
  [[nodiscard]] std::vector<std::string> queued(const std::string& since = utcNow()) const {
    std::vector<std::string> names;
    const auto slides = m_cases.queued(since);
    EXPECT_TRUE(slides) << slides.error().message;
    for (const QueuedSlide& one : *slides)
      for (const char* name : {"a", "b", "c"})
        if (one.fingerprint == sha256Of(name)) names.emplace_back(name);
    return names;
  }
  [[nodiscard]] SlideStamp stampOf(const std::string& name) const { return {pathOf(name), 1000, "1"}; }
  [[nodiscard]] std::string count(const std::string& table) const {
    return test::RawSqlite(m_database.file()).run("SELECT count(*) FROM " + table);
  }

  using Names = std::vector<std::string>;
  test::CaseDatabase m_database;
  Store m_store = m_database.open();
  Cases m_cases{m_store};
};

TEST_F(CasesForAWatcher, SlidesAreAskedAgainOnceTheirCaseIsToldOfAndNoOthers) {
  take("a", {saidBy(IdentitySource::barcode, {"H26-1", "A", "1", "1", "HE"})});
  take("b", {saidBy(IdentitySource::barcode, {"H26-2", "A", "1", "1", "HE"})});
  EXPECT_EQ(queued(), Names{});
  ASSERT_TRUE(m_cases.apply(orderOf("H26-2")));
  EXPECT_EQ(queued(), Names{"b"});
  const auto linked = m_cases.takeQueued(m_cases.queued("")->front().id);
  ASSERT_TRUE(linked) << linked.error().message;
  EXPECT_EQ(linked->outcome, ScanOutcome::added);
  EXPECT_EQ(queued(), Names{});
  EXPECT_EQ(m_cases.queueLength("STJ"), 1U);
  // Long after, a change of the case means nothing to what was asked since.
  EXPECT_EQ(queued("2999-01-01T00:00:00Z"), Names{});
}

TEST_F(CasesForAWatcher, SlidesAreAskedAgainOnceTheirCodeOrFileIsToldOf) {
  take("a", {{IdentitySource::barcode, "0017735", "STJ", std::nullopt}});
  take("b", {{IdentitySource::fileName, "scan 12", "STJ", std::nullopt}});
  LabEvent event = orderOf("H26-1");
  event.cases[0].specimens[0].blocks[0].slides[0].barcode = "0017735";
  ASSERT_TRUE(m_cases.apply(resent(event)));
  EXPECT_EQ(queued(), Names{"a"});
  const std::vector<SlideOnList> listed{{"scan 12", {"STJ", "H26-1"}, {"H26-1", "A", "1", "2", "CDX2"}}};
  ASSERT_TRUE(m_cases.rememberListed(listed));
  EXPECT_EQ(queued(), (Names{"a", "b"}));
  const std::vector<QueuedSlide> waiting = m_cases.queued("").value();
  for (const QueuedSlide& one : waiting) EXPECT_EQ(m_cases.takeQueued(one.id)->outcome, ScanOutcome::added);
  EXPECT_EQ(count("unmatched_mark"), "0\n");
}

// What a list said before it was corrected is not held against the slide.
TEST_F(CasesForAWatcher, AListThatIsCorrectedIsWhatCounts) {
  ASSERT_TRUE(m_cases.apply(orderOf("H26-1")));
  const auto list = [&](const std::string& accession) {
    const std::vector<SlideOnList> listed{{"scan", {"STJ", accession}, {accession, "A", "1", "1", "HE"}}};
    ASSERT_TRUE(m_cases.rememberListed(listed));
  };
  list("H26-9");
  take("a", {{IdentitySource::fileName, "scan", "STJ", std::nullopt}});
  list("H26-1");
  EXPECT_EQ(queued(), Names{"a"});
  EXPECT_EQ(m_cases.takeQueued(m_cases.queued("")->front().id)->outcome, ScanOutcome::added);
}

TEST_F(CasesForAWatcher, WhatAPersonTookAwayIsNotAskedAgain) {
  ASSERT_TRUE(m_cases.apply(orderOf("H26-1")));
  take("a", {saidBy(IdentitySource::barcode, {"H26-1", "A", "1", "1", "HE"})});
  const LabCase one = *m_cases.load(*m_cases.find({"STJ", "H26-1"}));
  ASSERT_TRUE(m_cases.unlink(one.specimens[0].blocks[0].slides[0].current()->id, "another patient's"));
  EXPECT_EQ(queued(""), Names{});
}

TEST_F(CasesForAWatcher, FilesThatHaveNotChangedAreKnown) {
  ASSERT_TRUE(m_cases.apply(orderOf("H26-1")));
  take("a", {saidBy(IdentitySource::barcode, {"H26-1", "A", "1", "1", "HE"})});
  take("b", {saidBy(IdentitySource::barcode, {"H26-7", "A", "1", "1", "HE"})});
  EXPECT_EQ(m_cases.remembered(stampOf("a"), "rules"), FileMemory::unknown);
  const std::vector<FileSeen> seen{{stampOf("a"), sha256Of("a")}, {stampOf("b"), sha256Of("b")}};
  ASSERT_TRUE(m_cases.remember(seen, "rules"));
  EXPECT_EQ(m_cases.remembered(stampOf("a"), "rules"), FileMemory::linked);
  EXPECT_EQ(m_cases.remembered(stampOf("b"), "rules"), FileMemory::queued);
  // Another file of that name, or another site file: to be looked at.
  SlideStamp other = stampOf("a");
  other.modified = "2";
  EXPECT_EQ(m_cases.remembered(other, "rules"), FileMemory::unknown);
  other = stampOf("a");
  ++other.sizeBytes;
  EXPECT_EQ(m_cases.remembered(other, "rules"), FileMemory::unknown);
  EXPECT_EQ(m_cases.remembered(stampOf("a"), "others"), FileMemory::unknown);
  EXPECT_EQ(m_database.bytes().find(pathOf("a")), std::string::npos);
}

TEST_F(CasesForAWatcher, AFileThatWasMissingOrWhoseOriginalIsGoneIsLookedAt) {
  ASSERT_TRUE(m_cases.apply(orderOf("H26-1")));
  take("a", {saidBy(IdentitySource::barcode, {"H26-1", "A", "1", "1", "HE"})});
  // A copy of the same slide elsewhere.
  const std::vector<FileSeen> seen{{stampOf("a"), sha256Of("a")}, {stampOf("copy"), sha256Of("a")}};
  ASSERT_TRUE(m_cases.remember(seen, "rules"));
  EXPECT_EQ(m_cases.remembered(stampOf("copy"), "rules"), FileMemory::linked);
  std::filesystem::remove(pathOf("a"));
  EXPECT_EQ(m_cases.remembered(stampOf("copy"), "rules"), FileMemory::unknown);
  std::ofstream(pathOf("a")) << "a";
  const LabCase one = *m_cases.load(*m_cases.find({"STJ", "H26-1"}));
  ASSERT_TRUE(m_cases.markMissing(one.specimens[0].blocks[0].slides[0].current()->id, true));
  EXPECT_EQ(m_cases.remembered(stampOf("a"), "rules"), FileMemory::unknown);
}

TEST_F(CasesForAWatcher, AListThatSaysTheSameEveryDayAddsNothing) {
  LabEvent list = orderOf("H26-1");
  list.source = "list";
  ASSERT_EQ(m_cases.apply(resent(list))->outcome, EventOutcome::applied);
  ASSERT_EQ(count("lab_event"), "1\n");
  for (int day = 10; day < 20; ++day) {
    list.stated = "2026-01-" + std::to_string(day) + "T08:00:00Z";
    list.control = std::to_string(day);
    EXPECT_EQ(m_cases.apply(resent(list))->outcome, EventOutcome::unchanged);
  }
  EXPECT_EQ(count("lab_event"), "1\n");
  // A change, and back again, are changes.
  LabEvent urgent = list;
  urgent.cases[0].priority = Priority::urgent;
  urgent.stated = "2026-01-21T08:00:00Z";
  EXPECT_EQ(m_cases.apply(resent(urgent))->outcome, EventOutcome::applied);
  list.cases[0].priority = Priority::routine;
  list.stated = "2026-01-22T08:00:00Z";
  EXPECT_EQ(m_cases.apply(resent(list))->outcome, EventOutcome::applied);
  EXPECT_EQ(count("lab_event"), "3\n");
  // An older one is still older, though it was said before.
  urgent.stated = "2026-01-15T08:00:00Z";
  EXPECT_EQ(m_cases.apply(resent(urgent))->outcome, EventOutcome::older);
}

TEST_F(CasesForAWatcher, TheDayReceivedIsToldAsTheMachineShowsDays) {
  setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
  tzset();
  LabEvent event = orderOf("H26-1");
  ASSERT_TRUE(m_cases.apply(event));
  event.stated = "2026-01-06T08:00:00Z";
  event.cases[0].received = "2026-01-31T23:30:00Z";
  ASSERT_EQ(m_cases.apply(resent(event))->outcome, EventOutcome::applied);
  const std::string told = test::RawSqlite(m_database.file()).run("SELECT changes FROM lab_event ORDER BY id DESC");
  unsetenv("TZ");
  tzset();
  EXPECT_NE(told.find("the date received is 2026-02-01"), std::string::npos) << told;
}

}  // namespace
}  // namespace snitt
