// What lists say of slides by barcode and file name is remembered until the slide is seen.
#include "support/case_fixture.h"

namespace snitt {
namespace {

using test::foundScan;
using test::orderOf;

class ListedSlides : public testing::Test {
 protected:
  ListedSlides() { EXPECT_TRUE(m_cases.apply(orderOf("H26-1"))); }

  void remember(const std::string& text, const SlideIdentity& identity) {
    const std::vector<SlideOnList> slides{{text, {"STJ", identity.accession}, identity}};
    const auto done = m_cases.rememberListed(slides);
    ASSERT_TRUE(done) << done.error().message;
  }
  LinkedScan take(const std::string& content, const std::vector<SaidIdentity>& said) {
    const auto taken = m_cases.take(foundScan((m_database.folder() / content).string(), content), said);
    EXPECT_TRUE(taken) << taken.error().message;
    return taken.value_or(LinkedScan{});
  }
  static SaidIdentity seen(IdentitySource source, const std::string& text) { return {source, text, "STJ", {}}; }

  test::CaseDatabase m_database;
  Store m_store = m_database.open();
  Cases m_cases{m_store};
  SlideIdentity m_a11{"H26-1", "A", "1", "1", "HE"};
};

TEST_F(ListedSlides, AreFoundByTheirFilesNames) {
  EXPECT_EQ(take("a", {seen(IdentitySource::fileName, "walsh 1")}).outcome, ScanOutcome::unmatched);
  remember("walsh 1", m_a11);
  EXPECT_EQ(take("a", {seen(IdentitySource::fileName, "walsh 1")}).outcome, ScanOutcome::added);
  const auto slide = m_cases.caseOfSlide(sha256Of("a"));
  ASSERT_TRUE(slide && *slide);
  EXPECT_EQ((*slide)->block, "1");
  EXPECT_EQ((*slide)->stain, "HE");
}

TEST_F(ListedSlides, AreFoundByTheirBarcodes) {
  remember("77812", m_a11);
  EXPECT_EQ(take("a", {seen(IdentitySource::barcode, "77812"), seen(IdentitySource::fileName, "scan")}).outcome,
            ScanOutcome::added);
}

// A folder of many files has the name of none of them.
TEST_F(ListedSlides, FoldersNameCountsOnlyForASlideThatIsAFolder) {
  remember("today", m_a11);
  EXPECT_EQ(take("a", {seen(IdentitySource::fileName, "scan"), seen(IdentitySource::folderName, "today")}).outcome,
            ScanOutcome::unmatched);
  EXPECT_EQ(take("b", {seen(IdentitySource::folderName, "today")}).outcome, ScanOutcome::added);
}

TEST_F(ListedSlides, ThatContradictTheLabelGoToTheQueue) {
  remember("scan", {"H26-2", "A", "1", "1", "HE"});
  const SaidIdentity label{IdentitySource::barcode, "H26-1", "STJ", m_a11};
  const LinkedScan taken = take("a", {label, seen(IdentitySource::fileName, "scan")});
  EXPECT_EQ(taken.outcome, ScanOutcome::unmatched);
  EXPECT_EQ(taken.why, "the barcode and the laboratory's list disagree about the accession number");
}

TEST_F(ListedSlides, LaterListReplacesAnEarlierOne) {
  remember("scan", {"H26-9", "", "", "", ""});
  remember("scan", m_a11);
  EXPECT_EQ(take("a", {seen(IdentitySource::fileName, "scan")}).outcome, ScanOutcome::added);
}

TEST_F(ListedSlides, NamesOfFilesStandNowhereInTheClear) {
  remember("Ødegård right colon", m_a11);
  EXPECT_EQ(m_database.bytes().find("right colon"), std::string::npos);
}

TEST_F(ListedSlides, AreForgottenWithTheirPatient) {
  remember("scan", m_a11);
  ASSERT_TRUE(m_cases.erase(*m_cases.find({"STJ", "H26-1"}), "asked for"));
  EXPECT_EQ(m_database.bytes().find("H26-1"), std::string::npos);
}

}  // namespace
}  // namespace snitt
