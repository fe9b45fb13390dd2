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

bool isNamedInTheConclusion(const validation::ValidationReport& report, const std::string& text) {
  const auto& blocks = sectionOf(report, "conclusion").blocks;
  return std::ranges::any_of(blocks, [&](const document::Block& block) {
    const auto* one = std::get_if<Paragraph>(&block);
    return one != nullptr && one->text.starts_with("•") && one->text.find(text) != std::string::npos;
  });
}

const document::Table* tableOf(const validation::ValidationReport& report, const std::string& id) {
  for (const document::Table* one : document::tablesOf(report.document))
    if (one->id == id) return one;
  return nullptr;
}

// Intercept and observed / expected weigh patients otherwise: what is said of the whole follows the latter, and is not
// said where its interval holds 1.
TEST(ValidationFindings, RisksAreTooLowOnlyWhereMoreWasObservedThanExpected) {
  std::size_t said = 0;
  std::size_t unsaid = 0;
  for (const double intercept : {-0.4, -0.2, 0.0, 0.2, 0.4}) {
    SimulatedStudy study{.patients = 400, .seed = 3};
    study.calibrationIntercept = intercept;
    study.calibrationSlope = 0.8;
    const auto report = reportOf(study);
    for (const auto& row : tableOf(report, "calibration")->rows) {
      const std::string when = validation::yearsInWords(std::get<double>(row[0]));
      const auto ratio = std::get<document::Interval>(row[3]);
      const std::string warnings = warningsOf(sectionOf(report, "calibration"));
      const bool low = warnings.find("At " + when + ": on the whole the risks are too low") != std::string::npos;
      const bool high = warnings.find("At " + when + ": on the whole the risks are too high") != std::string::npos;
      EXPECT_EQ(low, ratio.lower95 > 1) << intercept << ": " << warnings;
      EXPECT_EQ(high, ratio.upper95 < 1) << intercept << ": " << warnings;
      said += low || high ? 1U : 0U;
      unsaid += low || high ? 0U : 1U;
      if (low || high) {
        EXPECT_TRUE(isNamedInTheConclusion(report, "At " + when + ": on the whole the risks are too"));
      }
    }
  }
  EXPECT_GT(said, 1U);
  EXPECT_GT(unsaid, 1U);
}

// Risks of one event are held against another at the reader's peril: both are named where the figures are.
TEST(ValidationFindings, WhatTheRisksPredictStandsBesideTheEndpoint) {
  SimulatedStudy study{.patients = 300, .seed = 3};
  study.resamples = 100;
  auto input = simulatedInput(study).value();
  input.protocol.outcomes.endpoint = "recurrence of breast cancer";
  const auto report = validation::makeReport(input).value();
  for (const char* id : {"calibration", "decision-curve"}) {
    const auto* first = std::get_if<Paragraph>(&sectionOf(report, id).blocks.front());
    ASSERT_NE(first, nullptr) << id;
    EXPECT_EQ(first->text,
              "The bundle's risks are of death of cancer within 3 and 5 years, other deaths competing; the endpoint of "
              "this study is recurrence of breast cancer.");
  }
}

// Sentences of few patients: no statement where nearly all is withheld, and no chart of nothing.
TEST(ValidationFindings, OfFewPatientsNothingIsSaidThatNobodyCanSee) {
  SimulatedStudy study{.patients = 30, .seed = 7};
  const auto report = reportOf(study);
  EXPECT_EQ(sectionOf(report, "decision-curve").sentence,
            "Not assessable: at 5 years the curve is withheld at most thresholds from 1 to 60 % (cells under 5).");
  EXPECT_EQ(sectionOf(report, "classes").sentence,
            "Not assessable: at 5 years no risk of a class is told (cells under 5).");
  for (const Section& section : report.document.sections)
    for (const document::Block& block : section.blocks)
      if (const auto* chart = std::get_if<document::Chart>(&block)) {
        const auto& rows = chart->tables.front().rows;
        EXPECT_TRUE(std::ranges::any_of(rows, [](const auto& row) {
          const auto* count = std::get_if<std::int64_t>(&row.back());
          return count != nullptr ? *count > 0 : !std::holds_alternative<document::Withheld>(row.back());
        })) << chart->id;
      }
  EXPECT_EQ(tableOf(report, "km-curve"), nullptr);
  EXPECT_EQ(tableOf(report, "roc-curve"), nullptr) << "its ends alone would be a score that knows nothing";
}

TEST(ValidationFindings, AScoreWhoseHazardRatioChangesOverTimeIsNamed) {
  SimulatedStudy study{.patients = 500, .seed = 3};
  study.resamples = 100;
  auto input = simulatedInput(study).value();
  // Those who had the event late are turned round.
  for (auto& patient : input.study.patients)
    if (patient.combined && patient.outcome.timeDays > 2 * validation::kDaysPerYear)
      patient.combined = 1 - *patient.combined;
  const auto report = validation::makeReport(input).value();
  EXPECT_NE(warningsOf(sectionOf(report, "multivariable")).find("changes over time"), std::string::npos);
  EXPECT_TRUE(isNamedInTheConclusion(report, "The hazard ratio of the score changes over time"));
}

TEST(ValidationFindings, LevelsStandFromTheLowestOn) {
  SimulatedStudy study{.patients = 300, .seed = 3};
  study.resamples = 100;
  auto input = simulatedInput(study).value();
  const std::vector<std::string> sizes{"<=20", "20-50", ">50"};
  std::size_t i = 0;
  for (auto& patient : input.study.patients) patient.facts["stage"] = sizes[i++ % 3];
  const auto report = validation::makeReport(input).value();
  for (const char* id : {"cohort", "subgroups"}) {
    std::vector<std::string> found;
    for (const auto& row : tableOf(report, id)->rows)
      if (const auto& name = std::get<std::string>(row[0]); name == "stage" || name == "Stage")
        found.push_back(std::get<std::string>(row[1]));
    EXPECT_EQ(found, sizes) << id;
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

double numberAt(const document::Table& table, std::size_t row, std::size_t column) {
  return std::get<double>(table.rows.at(row).at(column));
}

// The sample's five networks are a hundredth apart: a standard deviation of 0.0158114.
TEST(ValidationFindings, TheSpreadOfNetworksIsTold) {
  const auto report = reportOf({.patients = 200, .seed = 3});
  const document::Table* table = tableOf(report, "ensemble-spread");
  ASSERT_NE(table, nullptr);
  ASSERT_EQ(table->rows.size(), 2U) << "a row a resolution";
  EXPECT_NEAR(numberAt(*table, 0, 2), 0.0158114, 1e-7);
  EXPECT_NEAR(numberAt(*table, 1, 4), 0.0158114, 1e-7);
}

TEST(ValidationFindings, OutlinesAreComparedWhereTheListNamesSome) {
  SimulatedStudy study{.patients = 121, .seed = 3};
  study.resamples = 100;
  auto input = simulatedInput(study);
  ASSERT_TRUE(input) << input.error().message;
  for (validation::StudyPatient& patient : input->study.patients) patient.slides.front().hasReference = false;
  const auto without = validation::makeReport(*input);
  ASSERT_TRUE(without) << without.error().message;
  EXPECT_EQ(tableOf(*without, "segmentation"), nullptr);
  EXPECT_NE(document::documentJson(without->document).find("names no reference outlines"), std::string::npos);
  // Evenly between 0 and 1: quartiles are quarters.
  const std::size_t last = input->study.analysed.size() - 1;
  for (std::size_t i = 0; i <= last; ++i) {
    auto& slide = input->study.patients[input->study.analysed[i]].slides.front();
    slide.hasReference = true;
    slide.dice = static_cast<double>(i) / static_cast<double>(last);
  }
  const auto report = validation::makeReport(*input);
  ASSERT_TRUE(report) << report.error().message;
  const document::Table* table = tableOf(*report, "segmentation");
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(std::get<std::int64_t>(table->rows[0][0]), static_cast<std::int64_t>(last + 1));
  EXPECT_NEAR(numberAt(*table, 0, 1), 0.5, 1e-12);
  EXPECT_NEAR(numberAt(*table, 0, 2), 0.25, 1e-12);
  EXPECT_NEAR(numberAt(*table, 0, 3), 0.75, 1e-12);
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
