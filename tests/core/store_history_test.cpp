#include "core/store/score_history.h"

#include <algorithm>
#include <vector>

#include "core/drift/database_slides.h"
#include "core/drift/iso_week.h"
#include "support/case_fixture.h"
#include "support/sample_record.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

class StoreHistory : public testing::Test {
 protected:
  void addCase(const std::string& accession) {
    Cases cases(m_store);
    ASSERT_TRUE(cases.apply(test::orderOf(accession)));
  }
  // The slide `number` is the scan of block 1's first slide; the slides of a sample record are called so.
  void link(int number, const std::string& accession, const std::string& slide = "1") {
    const Score score = test::sampleRecord(number).score;
    FoundScan found = test::foundScan("/in/" + std::to_string(number) + ".svs", "");
    found.fingerprint = score.slide.fingerprint;
    Cases cases(m_store);
    const auto linked = cases.link(found, {"STJ", accession}, {accession, "A", "1", slide, "HE"});
    ASSERT_TRUE(linked) << linked.error().message;
  }
  void score(int number, const std::string& started, const std::string& scanner = {}) {
    ScoreRecord record = test::sampleRecord(number, 3);
    record.score.run.started = started;
    ScoreParameters parameters = test::sampleParameters();
    if (!scanner.empty()) parameters.facts = {{"organ", "colon"}, {"scanner", scanner}};
    const auto saved = m_store.save(record, parameters);
    ASSERT_TRUE(saved) << saved.error().message;
  }
  std::vector<PastScore> all(const Store& store) const {
    std::vector<PastScore> scores;
    const auto read = ScoreHistory(store).scores(m_bundle, [&](PastScore&& one) {
      scores.push_back(std::move(one));
      return true;
    });
    EXPECT_TRUE(read) << read.error().message;
    return scores;
  }

  const std::string m_bundle = test::sampleRecord(1).score.bundleSha256;
  test::CaseDatabase m_database;
  Store m_store = m_database.open();
};

TEST_F(StoreHistory, TellsEachScoreWithItsOriginAndNoPath) {
  addCase("S26-1");
  link(1, "S26-1");
  score(1, "2026-05-04T09:00:00Z");
  score(2, "2026-05-05T09:00:00Z", "GT450");
  const auto scores = all(m_store);
  ASSERT_EQ(scores.size(), 2U);
  EXPECT_EQ(scores[0].score.slide.path, "");
  EXPECT_EQ(scores[0].origin.scanner, "Aperio") << "as the scan's file said";
  EXPECT_NE(scores[0].origin.patient, 0);
  EXPECT_NE(scores[0].origin.labCase.value, 0);
  EXPECT_EQ(scores[0].origin.glass, "A 1 1");
  EXPECT_EQ(scores[1].origin.scanner, "GT450") << "as a person said";
  EXPECT_EQ(scores[1].origin.patient, 0);
}

// More scores than are read at a time, none twice and none left out; another bundle's are not among them.
TEST_F(StoreHistory, ReadsManyInPages) {
  for (int i = 0; i < 600; ++i) score(i, "2026-05-04T09:00:00Z");
  ScoreRecord other = test::sampleRecord(1000, 3);
  other.score.bundleSha256 = sha256Of("another bundle");
  ASSERT_TRUE(m_store.save(other, test::sampleParameters()));
  std::vector<std::string> slides;
  for (const PastScore& one : all(m_store)) slides.push_back(one.score.slide.sha256);
  EXPECT_EQ(slides.size(), 600U);
  std::ranges::sort(slides);
  EXPECT_EQ(std::ranges::unique(slides).begin(), slides.end());
  std::size_t taken = 0;
  ASSERT_TRUE(ScoreHistory(m_store).scores(m_bundle, [&](PastScore&&) { return ++taken < 3; }));
  EXPECT_EQ(taken, 3U);
}

TEST_F(StoreHistory, LeavesOutWhatAFlagForbids) {
  addCase("S26-1");
  link(1, "S26-1");
  score(1, "2026-05-04T09:00:00Z");
  Cases cases(m_store);
  const auto id = cases.find({"STJ", "S26-1"});
  ASSERT_TRUE(cases.setFlag(*id, Flag::researchReservation, true, true, "2026-05-04", "test"));
  EXPECT_EQ(all(m_store).size(), 1U) << "watching an instrument is no research";
  ASSERT_TRUE(cases.setFlag(*id, Flag::noAi, true, true, "2026-05-04", "test"));
  EXPECT_TRUE(all(m_store).empty());
}

TEST_F(StoreHistory, KnowsSlidesThatWereChosenAndNotScored) {
  addCase("S26-1");
  addCase("S26-2");
  link(1, "S26-1");
  link(2, "S26-2");
  score(2, "2026-05-05T09:00:00Z");
  Cases cases(m_store);
  for (const char* accession : {"S26-1", "S26-2"}) {
    const auto labCase = cases.load(*cases.find({"STJ", accession}));
    ASSERT_TRUE(cases.choose(labCase->specimens[0].blocks[0].slides[0].id, Chosen::primaryTumour));
  }
  std::vector<ChosenUnscored> found;
  const auto take = [&](ChosenUnscored&& one) { found.push_back(std::move(one)); };
  ASSERT_TRUE(ScoreHistory(m_store).chosenUnscored(m_bundle, "2000-01-01", take));
  EXPECT_TRUE(found.empty()) << "nobody had chosen one then";
  ASSERT_TRUE(ScoreHistory(m_store).chosenUnscored(m_bundle, "9999", take));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].origin.scanner, "Aperio");
  EXPECT_TRUE(drift::dayIn(found[0].chosen)) << found[0].chosen;
}

// Whoever watches quality may look, and is told of no patient.
TEST_F(StoreHistory, OfWhoMayNotUnmask) {
  addCase("S26-1");
  link(1, "S26-1");
  score(1, "2026-05-04T09:00:00Z");
  const Store theirs = m_database.openAs("quinn", {Role::qa});
  ASSERT_FALSE(theirs.actor().may(Permission::unmask));
  EXPECT_EQ(all(theirs).size(), 1U);
}

// The first score of a slide counts; the slides of a control's case are readings, one name a glass.
TEST_F(StoreHistory, BecomesObservations) {
  addCase("S26-1");
  addCase("QC-1");
  link(1, "S26-1");
  link(2, "QC-1");
  link(3, "QC-1");  // the same glass, scanned again
  score(1, "2026-05-04T09:00:00Z");
  score(1, "2026-06-04T09:00:00Z");
  score(2, "2026-05-04T09:00:00Z");
  score(3, "2026-05-11T09:00:00Z");
  const auto control = Cases(m_store).find({"STJ", "QC-1"});
  ASSERT_TRUE(control);
  auto slides = drift::readDatabaseSlides(m_store, {m_bundle, {{*control, "STJ:QC-1"}}, "2000-01-01"});
  ASSERT_TRUE(slides) << slides.error().message;
  std::size_t dropped = 0;
  const auto kept = drift::withoutRepeats(*std::move(slides), dropped);
  EXPECT_EQ(dropped, 1U);
  ASSERT_EQ(kept.size(), 3U);
  EXPECT_EQ(kept[0].control, "");
  EXPECT_EQ(isoDate(kept[0].day), "2026-05-04");
  EXPECT_EQ(kept[1].control, "STJ:QC-1 A 1 1");
  EXPECT_EQ(kept[2].control, "STJ:QC-1 A 1 1");
  EXPECT_EQ(isoDate(kept[2].day), "2026-05-11");
}

}  // namespace
}  // namespace snitt
