// Slide files and the glass they show, which of them count, and what they say together.
#include "support/case_fixture.h"

#include <fstream>

#include "core/decision/patient.h"
#include "support/raw_sqlite_p.h"
#include "support/sample_record.h"

namespace snitt {
namespace {

using test::foundScan;
using test::orderOf;
using test::resent;
using test::saidBy;

class CasesAndSlides : public testing::Test {
 protected:
  CasesAndSlides() { EXPECT_TRUE(m_cases.apply(orderOf("H26-1"))); }

  LinkedScan take(const std::string& name, const std::string& content, const SlideIdentity& identity) {
    const auto taken = m_cases.take(foundScan(pathOf(name), content), {saidBy(IdentitySource::barcode, identity)});
    EXPECT_TRUE(taken) << taken.error().message;
    return taken.value_or(LinkedScan{});
  }
  std::string pathOf(const std::string& name) const { return (m_database.folder() / name).string(); }
  void makeFile(const std::string& name) const { std::ofstream(m_database.folder() / name) << name; }
  LabCase load() {
    const auto loaded = m_cases.load(*m_cases.find({"STJ", "H26-1"}));
    EXPECT_TRUE(loaded) << loaded.error().message;
    return loaded.value_or(LabCase{});
  }
  // A score of the slide of that content by the sample bundle.
  void score(const std::string& content, double tenfold, double fortyfold, int run,
             BundleStatus status = BundleStatus::research) {
    const auto saved = m_store.save(scoreOf(content, tenfold, fortyfold, run, status), test::sampleParameters(),
                                    IfStored::addAnother, BundleRules{});
    ASSERT_TRUE(saved) << saved.error().message;
  }
  static ScoreRecord scoreOf(const std::string& content, double tenfold, double fortyfold, int run,
                             BundleStatus status = BundleStatus::research) {
    ScoreRecord record = test::sampleRecord(run);
    record.score.bundleStatus = status;
    record.score.slide.sha256 = sha256Of("file " + content);
    record.score.slide.fingerprint = sha256Of(content);
    const std::array<double, 2> scores{tenfold, fortyfold};
    for (std::size_t i = 0; i < 2; ++i) {
      ScoredResolution& one = record.score.resolutions[i];
      one.score = scores[i];
      one.threshold = 0.5;
      for (MemberScore& member : one.members) member.score = scores[i];
      one.prognosis = scores[i] > 0.5 ? Prognosis::poor : Prognosis::good;
    }
    record.score.notAssessable.clear();
    record.score.combined = (tenfold + fortyfold) / 2;
    record.score.prognosis =
        agreedPrognosis(std::array{*record.score.resolutions[0].prognosis, *record.score.resolutions[1].prognosis});
    return record;
  }

  test::CaseDatabase m_database;
  Store m_store = m_database.open();
  Cases m_cases{m_store};
  SlideIdentity m_a11{"H26-1", "A", "1", "1", "HE"};
};

TEST_F(CasesAndSlides, AFoundSlideIsLinkedToTheGlassThatTheLaboratoryNamed) {
  EXPECT_EQ(take("a.svs", "first", m_a11).outcome, ScanOutcome::added);
  const LabCase one = load();
  ASSERT_EQ(one.specimens[0].blocks[0].slides.size(), 2U);
  const Glass& glass = one.specimens[0].blocks[0].slides[0];
  ASSERT_NE(glass.current(), nullptr);
  EXPECT_EQ(glass.current()->path, pathOf("a.svs"));
  EXPECT_EQ(one.ai, AiState::slidesNotChosen);
  EXPECT_EQ(m_database.bytes().find("a.svs"), std::string::npos);
  const auto rows = m_cases.rows(*m_cases.list({}, {}));
  ASSERT_TRUE(rows) << rows.error().message;
  EXPECT_EQ(rows->front().slides, 2);
  EXPECT_EQ(rows->front().slidesFound, 1);
  EXPECT_EQ(rows->front().slidesMissing, 1);
  const auto of = m_cases.caseOfSlide(sha256Of("first"));
  ASSERT_TRUE(of && *of);
  EXPECT_EQ((*of)->name.accession, "H26-1");
  EXPECT_EQ((*of)->tumourBlock, true);
}

TEST_F(CasesAndSlides, ARescanBecomesTheCurrentImageAndItsScoresAreNotCarriedOver) {
  take("a.svs", "first", m_a11);
  ASSERT_TRUE(m_cases.choose(load().specimens[0].blocks[0].slides[0].id, Chosen::primaryTumour));
  score("first", 0.1, 0.2, 1);
  EXPECT_EQ(load().ai, AiState::scored);
  EXPECT_EQ(take("b.svs", "second", m_a11).outcome, ScanOutcome::rescan);
  const LabCase one = load();
  const Glass& glass = one.specimens[0].blocks[0].slides[0];
  ASSERT_EQ(glass.scans.size(), 2U);
  EXPECT_EQ(glass.scans[0].fingerprint, sha256Of("second"));
  EXPECT_FALSE(glass.scans[1].current);
  EXPECT_EQ(one.ai, AiState::unscored);
  ASSERT_EQ(one.scores.size(), 1U);
  EXPECT_TRUE(one.scores[0].superseded);
  EXPECT_TRUE(one.results.empty());
  // Scored again, the patient is counted once.
  score("second", 0.9, 0.8, 2);
  ASSERT_EQ(load().results.size(), 1U);
  EXPECT_EQ(load().results[0].slides, 1);
  EXPECT_EQ(load().results[0].prognosis, Prognosis::poor);
  // The old file, met again, does not take the place back.
  EXPECT_EQ(take("a.svs", "first", m_a11).outcome, ScanOutcome::unchanged);
  EXPECT_EQ(load().specimens[0].blocks[0].slides[0].scans[0].fingerprint, sha256Of("second"));
}

TEST_F(CasesAndSlides, AClassThatMeansNothingStandsInNoList) {
  take("a.svs", "first", m_a11);
  ASSERT_TRUE(m_cases.choose(load().specimens[0].blocks[0].slides[0].id, Chosen::primaryTumour));
  score("first", 0.9, 0.8, 1, BundleStatus::demonstrator);
  const auto rows = m_cases.rows(*m_cases.list({}, {}));
  ASSERT_TRUE(rows) << rows.error().message;
  EXPECT_EQ(rows->front().ai, AiState::scored);
  EXPECT_EQ(rows->front().prognosis, std::nullopt);
  const LabCase one = load();
  ASSERT_EQ(one.results.size(), 1U);
  EXPECT_EQ(one.results[0].prognosis, Prognosis::poor) << "the case itself shows it, with what it is worth";
  EXPECT_EQ(one.results[0].bundleStatus, BundleStatus::demonstrator);
  EXPECT_EQ(one.scores[0].bundleStatus, BundleStatus::demonstrator);
}

TEST_F(CasesAndSlides, AMovedSlideIsFoundByItsFingerprintAndACopyIsNot) {
  makeFile("a.svs");
  take("a.svs", "first", m_a11);
  makeFile("copy.svs");
  EXPECT_EQ(take("copy.svs", "first", m_a11).outcome, ScanOutcome::unchanged);
  EXPECT_EQ(load().specimens[0].blocks[0].slides[0].current()->path, pathOf("a.svs"));
  std::filesystem::remove(m_database.folder() / "a.svs");
  ASSERT_TRUE(m_cases.markMissing(load().specimens[0].blocks[0].slides[0].current()->id, true));
  EXPECT_EQ(m_cases.rows(*m_cases.list({}, {}))->front().slidesFound, 0);
  EXPECT_EQ(take("copy.svs", "first", m_a11).outcome, ScanOutcome::moved);
  EXPECT_EQ(load().specimens[0].blocks[0].slides[0].current()->path, pathOf("copy.svs"));
  EXPECT_EQ(m_cases.rows(*m_cases.list({}, {}))->front().slidesFound, 1);
}

TEST_F(CasesAndSlides, WhatNobodyKnowsOrSourcesDisagreeOnGoesToTheQueue) {
  EXPECT_EQ(take("x.svs", "x", {"H99-9", "A", "1", "1", "HE"}).outcome, ScanOutcome::unmatched);
  SlideIdentity other = m_a11;
  other.accession = "H26-2";
  const auto disagree = m_cases.take(foundScan(pathOf("y.svs"), "y"),
                                     {saidBy(IdentitySource::barcode, m_a11), saidBy(IdentitySource::fileName, other)});
  ASSERT_TRUE(disagree) << disagree.error().message;
  EXPECT_EQ(disagree->outcome, ScanOutcome::unmatched);
  const auto queue = m_cases.unmatched();
  ASSERT_TRUE(queue) << queue.error().message;
  ASSERT_EQ(queue->size(), 2U);
  EXPECT_EQ((*queue)[1].said.size(), 2U);
  EXPECT_EQ((*queue)[1].path, pathOf("y.svs"));
  // The case is named later: the watcher's next look links the slide and the queue lets go of it.
  ASSERT_TRUE(m_cases.apply(orderOf("H99-9")));
  EXPECT_EQ(take("x.svs", "x", {"H99-9", "A", "1", "1", "HE"}).outcome, ScanOutcome::added);
  EXPECT_EQ(m_cases.unmatched()->size(), 1U);
  // A person links the other.
  const auto linked = m_cases.link((*queue)[1].id, {"STJ", "H26-1"}, m_a11);
  ASSERT_TRUE(linked) << linked.error().message;
  EXPECT_EQ(linked->outcome, ScanOutcome::added);
  EXPECT_TRUE(m_cases.unmatched()->empty());
}

TEST_F(CasesAndSlides, SlidesThatOnlyNameTheirCaseAreNotTakenForRescansOfEachOther) {
  const SlideIdentity bare{"H26-1", "", "", "", ""};
  ASSERT_TRUE(m_cases.apply(resent([] {
    LabEvent event = orderOf("H26-5");
    event.cases[0].specimens.clear();
    return event;
  }())));
  const SlideIdentity five{"H26-5", "", "", "", ""};
  EXPECT_EQ(take("p.svs", "p", five).outcome, ScanOutcome::added);
  const LinkedScan second = take("q.svs", "q", five);
  EXPECT_EQ(second.outcome, ScanOutcome::unmatched);
  EXPECT_EQ(second.why, "it cannot be told from a slide that the case has already");
}

TEST_F(CasesAndSlides, ABarcodeThatTheLaboratoryToldNeedsNoPattern) {
  LabEvent event = orderOf("H26-1", "2026-01-06T08:00:00Z");
  event.cases[0].specimens[0].blocks[0].slides[0].barcode = "0017735";
  ASSERT_TRUE(m_cases.apply(resent(event)));
  const auto taken =
      m_cases.take(foundScan(pathOf("z.svs"), "z"), {{IdentitySource::barcode, "0017735", "STJ", std::nullopt}});
  ASSERT_TRUE(taken) << taken.error().message;
  EXPECT_EQ(taken->outcome, ScanOutcome::added) << taken->why;
  EXPECT_NE(load().specimens[0].blocks[0].slides[0].current(), nullptr);
}

TEST_F(CasesAndSlides, ASlideTakenAwayGoesToTheQueueAndWhatItReplacedIsCurrentAgain) {
  take("a.svs", "first", m_a11);
  take("b.svs", "second", m_a11);
  ASSERT_TRUE(m_cases.unlink(load().specimens[0].blocks[0].slides[0].scans[0].id, "another patient's"));
  EXPECT_EQ(load().specimens[0].blocks[0].slides[0].current()->fingerprint, sha256Of("first"));
  EXPECT_EQ(m_cases.unmatched()->size(), 1U);
  ASSERT_TRUE(m_cases.dismiss(m_cases.unmatched()->front().id, "a test scan"));
  EXPECT_TRUE(m_cases.unmatched()->empty());
  EXPECT_EQ(take("b.svs", "second", m_a11).outcome, ScanOutcome::unmatched);
  EXPECT_TRUE(m_cases.unmatched()->empty());
}

TEST_F(CasesAndSlides, WhatAPersonTookAwayIsNotGivenBackByMachineAndASecondPersonMayLinkIt) {
  take("a.svs", "first", m_a11);
  ASSERT_TRUE(m_cases.unlink(load().specimens[0].blocks[0].slides[0].scans[0].id, "another patient's"));
  EXPECT_EQ(take("a.svs", "first", m_a11).outcome, ScanOutcome::unmatched);
  EXPECT_EQ(load().specimens[0].blocks[0].slides[0].current(), nullptr);
  ASSERT_TRUE(m_cases.link(m_cases.unmatched()->front().id, {"STJ", "H26-1"}, m_a11));
  EXPECT_NE(load().specimens[0].blocks[0].slides[0].current(), nullptr);
  EXPECT_TRUE(m_cases.unmatched()->empty());
}

TEST_F(CasesAndSlides, ALinkedFileThatSaysAnotherCaseNowNeedsAPerson) {
  take("a.svs", "first", m_a11);
  ASSERT_TRUE(m_cases.apply(orderOf("H26-2")));
  SlideIdentity other = m_a11;
  other.accession = "H26-2";
  EXPECT_EQ(take("a.svs", "first", other).outcome, ScanOutcome::unmatched);
  EXPECT_NE(load().specimens[0].blocks[0].slides[0].current(), nullptr);
  ASSERT_EQ(m_cases.unmatched()->size(), 1U);
  ASSERT_TRUE(m_cases.link(m_cases.unmatched()->front().id, {"STJ", "H26-2"}, other));
  EXPECT_EQ(load().specimens[0].blocks[0].slides[0].current(), nullptr);
  EXPECT_EQ((*m_cases.caseOfSlide(sha256Of("first")))->name.accession, "H26-2");
  // Now a person has said so: the machine does not argue.
  EXPECT_EQ(take("a.svs", "first", m_a11).outcome, ScanOutcome::unchanged);
}

TEST_F(CasesAndSlides, ACodeThatStandsOnEveryLabelIsNotLearnt) {
  const SaidIdentity code{IdentitySource::barcode, "https://scanner.example", "STJ", std::nullopt};
  const auto first = m_cases.take(foundScan(pathOf("a.svs"), "first"), {code, saidBy(IdentitySource::fileName, m_a11)});
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_EQ(first->outcome, ScanOutcome::added) << first->why;
  const auto second = m_cases.take(foundScan(pathOf("x.svs"), "second"), {code});
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_EQ(second->outcome, ScanOutcome::unmatched);
  EXPECT_EQ(load().specimens[0].blocks[0].slides[0].scans.size(), 1U);
}

TEST_F(CasesAndSlides, AnOrderNumberIsNoAccessionOfASlide) {
  LabEvent event = orderOf("H26-7");
  event.cases[0].orders = {"24001234"};
  ASSERT_TRUE(m_cases.apply(resent(event)));
  EXPECT_EQ(take("a.svs", "first", {"24001234", "A", "1", "1", "HE"}).outcome, ScanOutcome::unmatched);
}

TEST_F(CasesAndSlides, TwoSlidesThatAPersonLinksWithoutNumbersAreTwoPiecesOfGlass) {
  const SlideIdentity bare{"H26-1", "A", "1", "", "HE"};
  for (const char* name : {"p", "q"}) ASSERT_TRUE(m_cases.link(foundScan(pathOf(name), name), {"STJ", "H26-1"}, bare));
  int current = 0;
  const LabCase one = load();
  for (const Glass& glass : one.specimens[0].blocks[0].slides)
    if (glass.current() != nullptr) ++current;
  EXPECT_EQ(current, 2);
}

TEST_F(CasesAndSlides, AChosenSlideWhoseStainTurnsOutOtherwiseIsNoLongerChosen) {
  take("a.svs", "first", m_a11);
  const GlassId glass = load().specimens[0].blocks[0].slides[0].id;
  ASSERT_TRUE(m_cases.choose(glass, Chosen::primaryTumour));
  ASSERT_TRUE(m_cases.setStain(glass, "PAS"));
  EXPECT_EQ(load().specimens[0].blocks[0].slides[1].chosen, Chosen::unsaid);
  EXPECT_EQ(load().ai, AiState::slidesNotChosen);
}

TEST_F(CasesAndSlides, AnErasedCaseForgetsWhereItsSlidesLieForGood) {
  take("a.svs", "first", m_a11);
  ASSERT_TRUE(m_cases.erase(load().id, "asked for"));
  EXPECT_EQ(take("a.svs", "first", m_a11).outcome, ScanOutcome::unchanged);
  EXPECT_EQ(test::RawSqlite(m_database.file()).run("SELECT count(*) FROM scan WHERE path IS NOT NULL"), "0\n");
}

TEST_F(CasesAndSlides, WhatIsFoundAgainUnchangedIsNotWrittenAgain) {
  take("x.svs", "x", {"H99-9", "A", "1", "1", "HE"});
  const auto before = m_cases.version();
  EXPECT_EQ(take("x.svs", "x", {"H99-9", "A", "1", "1", "HE"}).outcome, ScanOutcome::unmatched);
  EXPECT_EQ(*m_cases.version(), *before);
}

TEST_F(CasesAndSlides, OnlyConfirmedSlidesMakeTheResultOfThePatient) {
  const SlideIdentity second{"H26-1", "A", "2", "1", "H&E"};
  take("a.svs", "first", m_a11);
  take("b.svs", "second", second);
  score("first", 0.1, 0.2, 1);
  score("second", 0.9, 0.8, 2);
  EXPECT_EQ(load().ai, AiState::slidesNotChosen);
  EXPECT_TRUE(load().results.empty());
  ASSERT_TRUE(m_cases.choose(load().specimens[0].blocks[1].slides[0].id, Chosen::primaryTumour));
  EXPECT_EQ(load().results[0].prognosis, Prognosis::poor);
  EXPECT_EQ(load().results[0].slides, 1);
  ASSERT_TRUE(m_cases.choose(load().specimens[0].blocks[0].slides[0].id, Chosen::primaryTumour));
  const LabCase both = load();
  ASSERT_EQ(both.results.size(), 1U);
  EXPECT_EQ(both.results[0].slides, 2);
  // (0.1 + 0.9) / 2 = (0.2 + 0.8) / 2 = 0.5, at the threshold: good.
  EXPECT_EQ(both.results[0].prognosis, Prognosis::good);
  EXPECT_NEAR(*both.results[0].combined, 0.5, 1e-12);
  ASSERT_TRUE(m_cases.choose(both.specimens[0].blocks[0].slides[0].id, Chosen::notPrimaryTumour));
  EXPECT_EQ(load().results[0].slides, 1);
  // Only H&E.
  const auto refused = m_cases.choose(both.specimens[0].blocks[0].slides[1].id, Chosen::primaryTumour);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message,
            "only a slide stained with haematoxylin and eosin can be chosen: its stain is CDX2");
}

TEST_F(CasesAndSlides, AFlagForbidsScoringAndUrgentCasesComeFirst) {
  take("a.svs", "first", m_a11);
  LabEvent urgent = orderOf("H26-2", "2026-01-06T08:00:00Z");
  urgent.patient = {{{"999", "STJAMES", "MRN"}}, "B", "C", "", ""};
  urgent.cases[0].priority = Priority::urgent;
  urgent.cases[0].received = "2026-01-06T08:00:00Z";
  ASSERT_TRUE(m_cases.apply(resent(urgent)));
  take("b.svs", "second", {"H26-2", "A", "1", "1", "HE"});
  const auto any = [](const ScanToScore&) { return true; };
  auto todo = m_cases.toScore("none", "STJ", any, 9);
  ASSERT_TRUE(todo) << todo.error().message;
  ASSERT_EQ(todo->size(), 2U);
  EXPECT_EQ((*todo)[0].name.accession, "H26-2");
  EXPECT_EQ(m_cases.pathOf((*todo)[0].scan), pathOf("b.svs"));
  EXPECT_EQ((*todo)[0].bodySite, "caecum");
  EXPECT_EQ(m_cases.toScore("none", "STJ", any, 1)->size(), 1U);
  EXPECT_TRUE(m_cases.toScore("none", "ELSEWHERE", any, 9)->empty());
  const auto second = [](const ScanToScore& slide) { return slide.name.accession == "H26-1"; };
  EXPECT_EQ(m_cases.toScore("none", "STJ", second, 9)->size(), 1U);
  ASSERT_TRUE(m_cases.setFlag((*todo)[0].labCase, Flag::noAi, true, true, "", "asked on the phone"));
  todo = m_cases.toScore("none", "STJ", any, 9);
  ASSERT_EQ(todo->size(), 1U);
  EXPECT_EQ((*todo)[0].name.accession, "H26-1");
  EXPECT_EQ(m_cases.load(*m_cases.find({"STJ", "H26-2"}))->ai, AiState::notAllowed);
}

// Scoring takes minutes: what a patient decides meanwhile holds.
TEST_F(CasesAndSlides, AFlagSetWhileASlideIsScoredKeepsItsScoreOut) {
  take("a.svs", "first", m_a11);
  const ScoreRecord record = scoreOf("first", 0.1, 0.2, 1);
  ASSERT_TRUE(m_cases.setFlag(load().id, Flag::noAi, true, true, "", "asked on the phone"));
  for (const IfStored ifStored : {IfStored::addAnother, IfStored::keepThat}) {
    const auto saved = m_store.save(record, test::sampleParameters(), ifStored, BundleRules{});
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().kind, ErrorKind::refused);
    EXPECT_EQ(saved.error().message, "it belongs to case STJ:H26-1, which is flagged: no AI in care");
  }
  EXPECT_EQ(m_store.scoreCount().value(), 0);
  const auto log = AuditLog(m_store).read({"slide:" + sha256Of("first"), "", 0, 100});
  ASSERT_TRUE(log) << log.error().message;
  ASSERT_EQ(log->size(), 2U);
  EXPECT_EQ(log->front().entry.action, "refused");
  EXPECT_EQ(log->front().entry.details.at("flag"), "no-ai");
}

// A database of before bundles told their rules, or a score that is only given again.
TEST_F(CasesAndSlides, RulesOfABundleThatComeLaterChangeTheResultsOfItsScores) {
  take("a.svs", "first", m_a11);
  take("b.svs", "second", {"H26-1", "A", "2", "1", "H&E"});
  for (const std::size_t block : {0U, 1U})
    ASSERT_TRUE(m_cases.choose(load().specimens[0].blocks[block].slides[0].id, Chosen::primaryTumour));
  const ScoreRecord second = scoreOf("second", 0.9, 0.8, 2);
  ASSERT_TRUE(m_store.save(scoreOf("first", 0.1, 0.2, 1), test::sampleParameters()));
  ASSERT_TRUE(m_store.save(second, test::sampleParameters()));
  EXPECT_EQ(load().results.at(0).prognosis, std::nullopt) << "no rule for two slides";
  const std::string bundle = second.score.bundleSha256;
  const BundleRules worst{PatientRule::worstClass, CombineRule::mean, {}};
  ASSERT_TRUE(m_store.keepRules(bundle, worst));
  EXPECT_EQ(load().results.at(0).prognosis, Prognosis::poor);
  const auto rows = m_cases.rows(*m_cases.list({}, {}));
  EXPECT_EQ(rows->front().prognosis, Prognosis::poor) << "what lists show follows";
  const auto version = m_cases.version().value();
  ASSERT_TRUE(m_store.keepRules(bundle, worst));
  ASSERT_TRUE(m_store.keepRules(sha256Of("another"), worst));
  EXPECT_EQ(m_cases.version().value(), version) << "nothing is written twice";
  // With a score that is there already, too.
  const auto kept = m_store.save(second, test::sampleParameters(), IfStored::keepThat, BundleRules{});
  ASSERT_TRUE(kept) << kept.error().message;
  EXPECT_FALSE(kept->added);
  EXPECT_EQ(load().results.at(0).prognosis, Prognosis::good);
}

TEST_F(CasesAndSlides, StagingIsCheckedAndSaysWhereItComesFrom) {
  const CaseId id = load().id;
  ASSERT_TRUE(m_cases.setStaging(id, StagingItem::pT, "pt4A"));
  ASSERT_TRUE(m_cases.setStaging(id, StagingItem::nodes, "14"));
  const auto refused = m_cases.setStaging(id, StagingItem::pN, "9");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message, "\"9\" is no value of pN");
  const LabCase one = load();
  ASSERT_EQ(one.staging.size(), 2U);
  EXPECT_EQ(one.staging[0].value, "4a");
  EXPECT_EQ(one.staging[0].source, "entered by " + m_store.actor().name);
  ASSERT_TRUE(m_cases.setStaging(id, StagingItem::pT, ""));
  EXPECT_EQ(load().staging.size(), 1U);
}

}  // namespace
}  // namespace snitt
