#include "ui/report/score_report.h"

#include <gtest/gtest.h>

#include "support/run_program.h"
#include "support/sample_report.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

namespace snitt {
namespace {

using test::ReportKind;
using test::sampleReport;

// What poppler makes of the page: text and properties by a reader that we did not write.
class ScoreReportPage : public testing::Test {
 protected:
  void draw(const ScoreReport& report) {
    const auto pdf = scoreReportPdf(report);
    ASSERT_TRUE(pdf) << pdf.error().message;
    test::writeBytes(m_folder / "report.pdf", *pdf);
    const std::string file = (m_folder / "report.pdf").string();
    const test::Ran text = test::run({"pdftotext", "-layout", file, "-"});
    ASSERT_EQ(text.code, 0) << text.err;
    m_text = text.out;
    m_info = test::run({"pdfinfo", "-isodates", file}).out;
    m_fonts = test::run({"pdffonts", file}).out;
  }
  [[nodiscard]] bool says(const std::string& words) const { return m_text.find(words) != std::string::npos; }

  test::TempFolder m_folder;
  std::string m_text;
  std::string m_info;
  std::string m_fonts;
};

TEST_F(ScoreReportPage, isOneA4PageDatedByTheRun) {
  draw(sampleReport(ReportKind::good));
  EXPECT_NE(m_info.find("Pages:           1"), std::string::npos) << m_info;
  EXPECT_NE(m_info.find("(A4)"), std::string::npos) << m_info;
  EXPECT_NE(m_info.find("2026-05-04T09:31:22"), std::string::npos) << m_info;
}

TEST_F(ScoreReportPage, everyKindSaysThatItIsResearchAndNotReviewed) {
  for (const auto& [name, kind] : test::reportKinds()) {
    draw(sampleReport(kind));
    EXPECT_TRUE(says("Research use only")) << name;
    EXPECT_TRUE(says("machine output, not reviewed")) << name;
    EXPECT_NE(m_info.find("Pages:           1"), std::string::npos) << name;
  }
}

TEST_F(ScoreReportPage, givesClassScoresThresholdsAndProvenance) {
  draw(sampleReport(ReportKind::poor));
  for (const char* words :
       {"Poor prognosis", "0.731", "0.500", "0.655", "0.460", "5 members from", "48.62 mm²", "cpu", "fp32",
        "snitt 0.1.0", "threshold", "5a1d9e0b7c4f3328a6e1f0c9d8b7a69584736251403f2e1d0c9b8a7968574635",
        "0c9b8a79685746355a1d9e0b7c4f3328a6e1f0c9d8b7a69584736251403f2e1d",
        "contribution to this model’s score, not a diagnosis"})
    EXPECT_TRUE(says(words)) << words << "\n" << m_text;
}

TEST_F(ScoreReportPage, notAssessableShowsNoClassAndTheReason) {
  draw(sampleReport(ReportKind::notAssessable));
  EXPECT_TRUE(says("Not assessable"));
  EXPECT_TRUE(says("0.71 mm², the bundle asks for at least 2 mm²"));
  EXPECT_TRUE(says("not scored"));
  EXPECT_FALSE(says("prognosis"));
  EXPECT_FALSE(says("Uncertain"));
}

TEST_F(ScoreReportPage, untrainedNeverLooksLikeAPrognosis) {
  draw(sampleReport(ReportKind::untrained));
  EXPECT_TRUE(says("numbers carry no meaning"));
  EXPECT_FALSE(says("Good prognosis"));
  EXPECT_TRUE(says("Untrained: no meaning"));
}

TEST_F(ScoreReportPage, outsideScopePrintsTheReasonAndWhatIsNotMet) {
  draw(sampleReport(ReportKind::outsideScope));
  EXPECT_TRUE(says("agreed with the study’s lead") || says("agreed with the study's lead")) << m_text;
  EXPECT_TRUE(says("violated"));
  EXPECT_TRUE(says("unknown"));
}

TEST_F(ScoreReportPage, fileNameIsPrintedOnlyWhenGiven) {
  ScoreReport report = sampleReport(ReportKind::good);
  report.score.slide.path = "/archive/Mustermann_Erika.svs";
  draw(report);
  EXPECT_FALSE(says("Mustermann"));
  EXPECT_TRUE(says("9f86d081884c7d65"));
  report.slideName = "Mustermann_Erika.svs";
  draw(report);
  EXPECT_TRUE(says("Mustermann_Erika.svs"));
}

TEST_F(ScoreReportPage, aSlideOfACaseIsNamedByAccessionAndTwoIdentifiers) {
  ScoreReport report = sampleReport(ReportKind::good);
  report.labCase = ReportCase{"STJ:H26-104511", false, "Ødegård-Wálsh, Cathal", "1958-06-14", "7145823"};
  draw(report);
  for (const char* words : {"Case", "STJ:H26-104511", "Ødegård-Wálsh, Cathal", "1958-06-14"})
    EXPECT_TRUE(says(words)) << words << "\n" << m_text;
  EXPECT_FALSE(says("7145823"));
  EXPECT_EQ(m_info.find("Cathal"), std::string::npos);
  report.labCase->birthDate.clear();
  draw(report);
  EXPECT_TRUE(says("7145823"));
  // Who may not see who it is.
  report.labCase = ReportCase{"STJ:H26-104511", true, {}, {}, {}};
  draw(report);
  EXPECT_TRUE(says("Order"));
  EXPECT_FALSE(says("born"));
}

TEST_F(ScoreReportPage, anyTextOfAPatientIsTextAndLeavesTheRestReadable) {
  ScoreReport report = sampleReport(ReportKind::good);
  std::string name = "<b>Robert</b>'); DROP TABLE--\u202E\x01 ";
  for (int i = 0; i < 100'000; ++i) name += "Long ";
  report.labCase = ReportCase{"STJ:H26-1", false, name, "1958-06-14", ""};
  draw(report);
  EXPECT_TRUE(says("<b>Robert</b>")) << m_text;
  EXPECT_TRUE(says("U+202E")) << m_text;
  EXPECT_TRUE(says("1958-06-14")) << m_text;
  EXPECT_NE(m_info.find("Pages:           1"), std::string::npos) << m_info;
}

TEST_F(ScoreReportPage, longNamesAreCutAndCountedNotDropped) {
  draw(sampleReport(ReportKind::longNames));
  EXPECT_TRUE(says("Universitätsklinikum_Übungsdorf"));
  EXPECT_TRUE(says("more in score.json")) << m_text;
}

// What stands on the page can be searched for and copied, letter by letter.
TEST_F(ScoreReportPage, textIsWhatItLooksLike) {
  ScoreReport report = sampleReport(ReportKind::good);
  report.slideName = "Müller 10x 2024-001-12.svs";
  report.score.why = "Good: 10x 0.49 is below, 40x too";
  draw(report);
  for (const char* words : {"Müller 10x 2024-001-12.svs", "Good: 10x 0.49 is below", "SHA-256", "2026-05-04"})
    EXPECT_TRUE(says(words)) << words << "\n" << m_text;
}

TEST_F(ScoreReportPage, aScoreBesideItsThresholdIsShownWithEnoughDigits) {
  ScoreReport report = sampleReport(ReportKind::good);
  report.score.resolutions[0].score = 0.50004;
  report.score.resolutions[0].prognosis = Prognosis::poor;
  draw(report);
  EXPECT_TRUE(says("0.50004")) << m_text;
  EXPECT_FALSE(says("0.500  >  0.500"));
}

TEST_F(ScoreReportPage, anOutlineThatWasNotKeptIsNotARegionThatWasNotFound) {
  ScoreReport report = sampleReport(ReportKind::good);
  report.tumour.clear();
  draw(report);
  EXPECT_TRUE(says("the outline was not kept"));
  EXPECT_FALSE(says("no region was found"));
}

TEST_F(ScoreReportPage, fontsAreInTheFile) {
  draw(sampleReport(ReportKind::good));
  EXPECT_NE(m_fonts.find("Inter"), std::string::npos) << m_fonts;
  // The column after the encoding says whether the font is embedded.
  EXPECT_NE(m_fonts.find("Identity-H       yes"), std::string::npos) << m_fonts;
  EXPECT_EQ(m_fonts.find("Identity-H       no"), std::string::npos) << m_fonts;
}

TEST(ScoreReport, sameInputGivesSameBytes) {
  const auto once = scoreReportPdf(sampleReport(ReportKind::poor));
  const auto again = scoreReportPdf(sampleReport(ReportKind::poor));
  ASSERT_TRUE(once && again);
  EXPECT_TRUE(*once == *again);
  const auto other = scoreReportPdf(sampleReport(ReportKind::good));
  EXPECT_FALSE(*once == *other);
}

}  // namespace
}  // namespace snitt
