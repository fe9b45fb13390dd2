// What a report must find: risks that are off, scores that know nothing, a scanner that shifts them; and nothing where
// nothing is wrong.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/document/document_files.h"
#include "support/simulated_study.h"

namespace snitt::test {
namespace {

using document::Paragraph;
using document::Section;
using document::Verdict;

validation::ValidationReport reportOf(SimulatedStudy study) {
  study.resamples = 200;
  auto input = simulatedInput(study);
  EXPECT_TRUE(input) << input.error().message;
  auto report = validation::makeReport(*input);
  EXPECT_TRUE(report) << report.error().message;
  return *std::move(report);
}

const Section& sectionOf(const validation::ValidationReport& report, const std::string& id) {
  return *std::ranges::find(report.document.sections, id, &Section::id);
}

std::string warningsOf(const Section& section) {
  std::string all;
  for (const document::Block& block : section.blocks)
    if (const auto* one = std::get_if<Paragraph>(&block); one != nullptr && one->tone == document::Tone::warning)
      all += one->text + "\n";
  return all;
}

Verdict verdictOf(const validation::ValidationReport& report, const std::string& begin) {
  for (const document::Criterion& one : report.criteria)
    if (one.asked.starts_with(begin)) return one.verdict;
  ADD_FAILURE() << begin;
  return Verdict::notAssessable;
}

TEST(ValidationFindings, AGoodBundlePasses) {
  const auto report = reportOf({.patients = 1000, .seed = 3});
  EXPECT_EQ(report.verdict, Verdict::passed) << report.conclusion;
  EXPECT_EQ(report.conclusion, "All 7 criteria of the protocol are met.");
  EXPECT_NE(sectionOf(report, "calibration").sentence.find("no miscalibration was found"), std::string::npos)
      << sectionOf(report, "calibration").sentence;
  EXPECT_EQ(warningsOf(sectionOf(report, "drift-plan")), "");
}

TEST(ValidationFindings, RisksThatLieTooFarApartAndTooLowAreNamed) {
  SimulatedStudy study{.patients = 1000, .seed = 3};
  study.calibrationSlope = 0.5;
  study.calibrationIntercept = 0.7;
  const auto report = reportOf(study);
  const Section& section = sectionOf(report, "calibration");
  EXPECT_NE(section.sentence.find("miscalibrated: the risks lie too far apart (slope 0."), std::string::npos)
      << section.sentence;
  EXPECT_NE(warningsOf(section).find("on the whole the risks are too low"), std::string::npos) << warningsOf(section);
  EXPECT_EQ(verdictOf(report, "Calibration slope"), Verdict::failed);
  EXPECT_EQ(report.verdict, Verdict::failed);
  EXPECT_EQ(verdictOf(report, "Harrell's C"), Verdict::passed) << "the order is as good as before";
  for (const document::Table* one : document::tablesOf(report.document))
    if (one->id == "calibration") {
      const auto slope = std::get<document::Interval>(one->rows.back()[5]);
      EXPECT_LT(slope.lower95, 0.5);
      EXPECT_GT(slope.upper95, 0.5);
    }
}

TEST(ValidationFindings, ScoresThatKnowNothingFail) {
  SimulatedStudy study{.patients = 300, .seed = 3};
  study.randomScores = true;
  const auto report = reportOf(study);
  EXPECT_EQ(verdictOf(report, "Harrell's C"), Verdict::failed);
  EXPECT_EQ(verdictOf(report, "Hazard ratio"), Verdict::failed);
  EXPECT_EQ(report.verdict, Verdict::failed);
  EXPECT_NE(report.conclusion.find("failed"), std::string::npos);
}

TEST(ValidationFindings, AScannerThatShiftsTheScoresIsNamed) {
  SimulatedStudy study{.patients = 600, .seed = 3};
  study.scannerShift = 1.5;
  const auto report = reportOf(study);
  EXPECT_NE(warningsOf(sectionOf(report, "drift-plan")).find("The scores of Scanner B are not spread"),
            std::string::npos)
      << warningsOf(sectionOf(report, "drift-plan"));
  EXPECT_EQ(warningsOf(sectionOf(report, "drift-plan")).find("Scanner A"), std::string::npos);
  EXPECT_NE(warningsOf(sectionOf(report, "subgroups")).find("Scanner B: the bundle's risks are too high"),
            std::string::npos)
      << warningsOf(sectionOf(report, "subgroups"));
}

// Whoever cannot be scored counts against the bundle.
TEST(ValidationFindings, FailuresAreInEveryDenominator) {
  SimulatedStudy study{.patients = 400, .seed = 3};
  study.failed = 0.2;
  const auto report = reportOf(study);
  EXPECT_EQ(verdictOf(report, "Share of patients unscored"), Verdict::failed);
  EXPECT_NE(sectionOf(report, "failures").sentence.find("if all of them had been wrong"), std::string::npos);
}

}  // namespace
}  // namespace snitt::test
