#include "ui/report/qualification_report.h"

#include <regex>

#include <gtest/gtest.h>

#include "support/run_program.h"
#include "support/sample_qualification.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

namespace snitt {
namespace {

using test::sampleQualification;

class QualificationPages : public testing::Test {
 protected:
  void draw(const Qualification& qualification) {
    const auto pdf = qualificationPdf(qualification);
    ASSERT_TRUE(pdf) << pdf.error().message;
    test::writeBytes(m_folder / "qualification.pdf", *pdf);
    const std::string file = (m_folder / "qualification.pdf").string();
    m_text = test::run({"pdftotext", "-layout", file, "-"}).out;
    m_info = test::run({"pdfinfo", "-isodates", file}).out;
  }
  [[nodiscard]] bool says(const std::string& words) const { return m_text.find(words) != std::string::npos; }

  test::TempFolder m_folder;
  std::string m_text;
  std::string m_info;
};

TEST_F(QualificationPages, TellEveryNumberAndEveryHashWhole) {
  const Qualification all = sampleQualification(2, 10);
  draw(all);
  for (const QualifiedFile& file : all.programFiles) EXPECT_TRUE(says(file.sha256)) << m_text;
  for (const QualifiedFile& file : all.bundle.files) EXPECT_TRUE(says(file.sha256) && says(file.name)) << m_text;
  for (const GoldenValue& value : all.golden.slides[0].values) EXPECT_TRUE(says(value.what)) << m_text;
  EXPECT_TRUE(says("0.412345")) << m_text;
  EXPECT_TRUE(says("Qualified"));
  EXPECT_TRUE(says("2026-05-04T11:31:22+02:00")) << m_text;
  EXPECT_NE(m_info.find("2026-05-04T09:31:22"), std::string::npos) << m_info;
  EXPECT_FALSE(says("FAIL"));
  EXPECT_FALSE(says("…")) << m_text;  // nothing is cut
}

// A bundle of a hundred networks: tables go on over pages, each page is numbered and repeats the table's head.
TEST_F(QualificationPages, GoOnOverAsManyPagesAsTheyNeed) {
  draw(sampleQualification(3, 50));
  std::smatch pages;
  ASSERT_TRUE(std::regex_search(m_info, pages, std::regex("Pages: +(\\d+)"))) << m_info;
  const int count = std::stoi(pages[1]);
  EXPECT_GT(count, 6);
  for (int page = 1; page <= count; ++page)
    EXPECT_TRUE(says("page " + std::to_string(page) + " of " + std::to_string(count))) << page;
  EXPECT_TRUE(says("continued"));
  EXPECT_TRUE(says("Reviewed and accepted by"));
}

TEST_F(QualificationPages, SayWhatFailsAndWhatWasNotCompared) {
  Qualification all = sampleQualification(1, 2);
  all.golden.slides[0].values[1].found += 0.01;
  GoldenOutcome missing;
  missing.origin = GoldenOrigin::site;
  missing.slide = "/slides/gone.svs";
  missing.problem = "the file is missing";
  all.golden.slides.push_back(missing);
  draw(all);
  EXPECT_TRUE(says("Not qualified")) << m_text;
  EXPECT_TRUE(says("FAIL: the file is missing")) << m_text;
  EXPECT_TRUE(says("/slides/gone.svs (of this site)")) << m_text;
  EXPECT_FALSE(says("all pass")) << m_text;
}

}  // namespace
}  // namespace snitt
