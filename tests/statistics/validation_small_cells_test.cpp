// Figures that would tell a small cell by themselves: standard errors, differences, points of single patients, reasons
// in somebody's own words.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "core/document/document_files.h"
#include "support/simulated_study.h"

namespace snitt::test {
namespace {

using document::Cell;
using document::Interval;
using document::Table;
using document::Verdict;
using document::Withheld;
using validation::FollowUpEnd;

constexpr std::size_t kLeast = 5;

validation::ReportInput inputOf(std::size_t patients, std::uint64_t seed) {
  SimulatedStudy study;
  study.patients = patients;
  study.seed = seed;
  auto input = simulatedInput(study).value();
  input.protocol.resamples = 20;  // what is told depends on none of them
  return input;
}

const Table* tableOf(const document::Document& document, const std::string& id) {
  for (const Table* one : document::tablesOf(document))
    if (one->id == id) return one;
  return nullptr;
}

const document::Section& sectionOf(const validation::ValidationReport& report, const std::string& id) {
  return *std::ranges::find(report.document.sections, id, &document::Section::id);
}

bool isTold(const Cell& cell) { return std::holds_alternative<Interval>(cell) || std::holds_alternative<double>(cell); }

std::string textOf(const Cell& cell) {
  const auto* text = std::get_if<std::string>(&cell);
  return text == nullptr ? std::string() : *text;
}

struct Size {
  std::size_t patients = 0;
  std::size_t events = 0;
};

// By class, and by "column level".
std::map<std::string, Size> sizesOf(const validation::ReportInput& input) {
  std::map<std::string, Size> sizes;
  for (const std::size_t index : input.study.analysed) {
    const auto& patient = input.study.patients[index];
    std::vector<std::string> names{"Class " + std::string(toText(*patient.prognosis))};
    for (const std::string& one : input.protocol.adjust) names.push_back(one + " " + patient.fact(one));
    for (const std::string& one : names) {
      ++sizes[one].patients;
      sizes[one].events += patient.outcome.end == FollowUpEnd::event ? 1U : 0U;
    }
  }
  return sizes;
}

TEST(ValidationSmallCells, NoHazardRatioStandsOnFewEvents) {
  std::size_t told = 0;
  std::size_t withheld = 0;
  for (const std::size_t patients : {40U, 80U, 160U, 300U})
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      const auto input = inputOf(patients, seed);
      const auto report = validation::makeReport(input).value();
      auto sizes = sizesOf(input);
      const auto expectMany = [&](const std::string& level, const std::string& reference, const auto& row) {
        const bool some = std::ranges::any_of(row, isTold);
        told += some ? 1U : 0U;
        withheld += some ? 0U : 1U;
        if (!some) return;
        for (const std::string& one : {level, reference}) {
          EXPECT_GE(sizes[one].events, kLeast) << patients << " patients, seed " << seed << ": " << one;
        }
      };
      const Table* hazards = tableOf(report.document, "hazard-ratios");
      if (hazards == nullptr) continue;
      for (const auto& row : hazards->rows)
        if (textOf(row[0]).starts_with("Class ") && textOf(row[3]) != "reference")
          expectMany(textOf(row[0]), textOf(hazards->rows.front()[0]), std::vector<Cell>(row.begin() + 3, row.end()));
      for (const char* id : {"multivariable-score", "multivariable-class"}) {
        const Table* table = tableOf(report.document, id);
        for (const auto& row : table == nullptr ? decltype(table->rows){} : table->rows) {
          const std::string term = textOf(row[0]);
          const auto at = term.find(", against ");
          if (at == std::string::npos) continue;
          const std::string level = term.substr(0, at);
          expectMany(level, level.substr(0, level.find(' ') + 1) + term.substr(at + 10), row);
        }
      }
      const auto ratio =
          std::ranges::find_if(report.criteria, [](const auto& one) { return one.asked.starts_with("Hazard ratio"); });
      if (std::min(sizes["Class good"].events, sizes["Class poor"].events) < kLeast) {
        EXPECT_EQ(ratio->verdict, Verdict::notAssessable) << ratio->found;
        EXPECT_EQ(ratio->found, "");
      }
    }
  EXPECT_GT(told, 20U);
  EXPECT_GT(withheld, 20U);
}

TEST(ValidationSmallCells, ACriterionOfAFigureThatIsWithheldIsNotAssessable) {
  const auto report = validation::makeReport(inputOf(60, 3)).value();
  std::size_t small = 0;
  for (const document::Criterion& one : report.criteria) {
    small += one.why == "small cell" ? 1U : 0U;
    if (one.why == "small cell") {
      EXPECT_EQ(one.verdict, Verdict::notAssessable) << one.asked;
    }
    EXPECT_EQ(one.found.find("not told"), std::string::npos) << one.found;
  }
  EXPECT_GT(small, 0U);
}

// By Schoenfeld's formula the ratio tells the share of the class.
TEST(ValidationSmallCells, ThePowerTellsNoSmallClass) {
  const auto powerIn = [](const validation::ReportInput& input) {
    const auto report = validation::makeReport(input).value();
    const auto& blocks = sectionOf(report, "sample-size").blocks;
    return std::ranges::any_of(blocks, [](const document::Block& block) {
      const auto* one = std::get_if<document::Paragraph>(&block);
      return one != nullptr && one->text.find("power") != std::string::npos;
    });
  };
  auto input = inputOf(150, 3);
  EXPECT_TRUE(powerIn(input));
  std::size_t poor = 0;
  for (const std::size_t index : input.study.analysed) {
    auto& prognosis = input.study.patients[index].prognosis;
    if (*prognosis == Prognosis::poor && ++poor > 3) prognosis = Prognosis::uncertain;
  }
  EXPECT_FALSE(powerIn(input));
}

TEST(ValidationSmallCells, TheWorstCaseHasTheFiguresOfItsSections) {
  std::size_t same = 0;
  std::size_t withheld = 0;
  for (const std::size_t patients : {80U, 200U, 1000U}) {
    const auto report = validation::makeReport(inputOf(patients, 3)).value();
    const Table* worst = tableOf(report.document, "worst-case");
    const Table* figures = tableOf(report.document, "classes-figures-5y");
    if (worst == nullptr) continue;
    for (const auto& [name, column] : std::map<std::string, std::size_t>{{"Sensitivity", 2}, {"Specificity", 3}}) {
      const Cell* told = nullptr;
      for (const auto& row : figures == nullptr ? decltype(figures->rows){} : figures->rows)
        if (textOf(row[0]) == "poor" && textOf(row[1]) == name) told = &row[2];
      if (told != nullptr && isTold(*told)) {
        EXPECT_EQ(worst->rows.front()[column], *told) << patients << " patients: " << name;
        ++same;
        continue;
      }
      for (const auto& row : worst->rows) EXPECT_TRUE(std::holds_alternative<Withheld>(row[column])) << patients;
      ++withheld;
    }
    const Cell& c = tableOf(report.document, "discrimination")->rows.front()[1];
    EXPECT_EQ(worst->rows.front()[1], c) << patients;
    EXPECT_EQ(sectionOf(report, "failures").sentence.find("be not told"), std::string::npos);
  }
  EXPECT_GT(same, 0U);
  EXPECT_GT(withheld, 0U);
}

struct Sides {
  std::vector<double> cases;
  std::vector<double> controls;
};

Sides sidesAt(const validation::ReportInput& input, double days) {
  Sides sides;
  for (const std::size_t index : input.study.analysed) {
    const auto& patient = input.study.patients[index];
    const bool by = patient.outcome.timeDays <= days;
    if (by && patient.outcome.end == FollowUpEnd::event) sides.cases.push_back(*patient.combined);
    if (!by || patient.outcome.end == FollowUpEnd::competing) sides.controls.push_back(*patient.combined);
  }
  return sides;
}

TEST(ValidationSmallCells, PointsOfARocCurveLieManyPatientsApart) {
  const auto input = inputOf(300, 3);
  const auto report = validation::makeReport(input).value();
  const Table* curve = tableOf(report.document, "roc-curve");
  ASSERT_NE(curve, nullptr);
  for (const int years : {3, 5}) {
    const Sides sides = sidesAt(input, years * validation::kDaysPerYear);
    std::size_t points = 0;
    for (const auto& row : curve->rows) points += textOf(row[0]) == fmt::format("{} years", years) ? 1U : 0U;
    EXPECT_GT(points, 4U);
    EXPECT_LE((points - 1) * kLeast, std::min(sides.cases.size(), sides.controls.size()));
  }
  EXPECT_NE(curve->note.find("thinned"), std::string::npos);
}

TEST(ValidationSmallCells, ARocCurveKeepsEveryCutOfAScoreOfFewValues) {
  auto input = inputOf(1000, 3);
  for (auto& patient : input.study.patients)
    if (patient.combined) patient.combined = std::clamp(std::round(*patient.combined * 8) / 8, 0.25, 0.75);
  const auto report = validation::makeReport(input).value();
  const Table* curve = tableOf(report.document, "roc-curve");
  ASSERT_NE(curve, nullptr);
  std::size_t points = 0;
  for (const auto& row : curve->rows) points += textOf(row[0]) == "5 years" ? 1U : 0U;
  EXPECT_EQ(points, 6U) << "of five values, and the beginning";
  EXPECT_EQ(curve->note, "");
}

TEST(ValidationSmallCells, PointsOfRepeatedReadingsAreInNoOrderOfPatients) {
  auto input = inputOf(150, 3);
  const auto report = validation::makeReport(input).value();
  std::size_t both = 0;
  for (const std::size_t index : input.study.analysed)
    both += input.repeats.front().combined.contains(input.study.patients[index].key) ? 1U : 0U;
  ASSERT_LT(both, input.repeats.front().combined.size()) << "somebody is left out";
  for (const char* id : {"repeat-1-paired-points", "repeat-1-bland-altman-points"}) {
    const Table* points = tableOf(report.document, id);
    ASSERT_NE(points, nullptr);
    EXPECT_EQ(points->rows.size(), both);
    EXPECT_TRUE(std::ranges::is_sorted(points->rows, {}, [](const auto& row) { return std::get<double>(row[0]); }));
    for (const auto& row : points->rows)
      for (const Cell& one : row) {
        const double hundredths = std::get<double>(one) * 100;
        EXPECT_NEAR(hundredths, std::round(hundredths), 1e-9);
      }
  }
  EXPECT_NE(sectionOf(report, "repeatability")
                .sentence.find(fmt::format("{} of {} patients", both, input.study.analysed.size())),
            std::string::npos)
      << sectionOf(report, "repeatability").sentence;
}

// What stands in a list or comes from a file may name slides, rows, values and paths.
TEST(ValidationSmallCells, ReasonsInSomebodysWordsStandInTheAnnexAlone) {
  auto input = inputOf(150, 3);
  const std::string path = "/archive/H17-1234.svs: cannot be opened";
  std::size_t lost = 0;
  for (auto& patient : input.study.patients) {
    if (patient.fate == validation::PatientFate::analysed) continue;
    ++lost;
    if (patient.fate == validation::PatientFate::excludedByRule) continue;
    patient.reason = "slides 173 and 174 left out; " + path;
    for (auto& slide : patient.slides) slide.reason = path;
  }
  ASSERT_GT(lost, 5U);
  const std::string rest = "the same slide as slide 171";
  auto& twice = input.study.patients[input.study.analysed.front()];
  twice.slides.push_back({171, SlideStatus::excluded, rest, "", {}, {}, false, {}});
  auto& faulty = input.study.patients[input.study.analysed.back()];
  faulty.slides.push_back(
      {172, SlideStatus::failed, "row 172, column \"mpp\": \"zero\" is no number", "", {}, {}, false, {}});
  const auto report = validation::makeReport(input).value();
  const std::string text = document::documentJson(report.document);
  for (const char* one : {"slides 173", "/archive", "slide 171", "row 172", "zero"})
    EXPECT_EQ(text.find(one), std::string::npos) << one;
  for (const char* one : {"the same slide twice", "a fault in the list", "the file could not be read or scored"})
    EXPECT_NE(text.find(one), std::string::npos) << one;
  const std::string annex = document::documentJson(report.annex);
  for (const char* one : {"slides 173 and 174 left out", "/archive/H17-1234.svs", "slide 171", "zero"})
    EXPECT_NE(annex.find(one), std::string::npos) << one;
}

// The share without the event, less what is left beside both incidences, is that of the competing event.
TEST(ValidationSmallCells, FewCompetingEventsFollowFromNoDifference) {
  std::size_t small = 0;
  std::size_t told = 0;
  for (const std::size_t patients : {60U, 100U, 200U, 800U})
    for (std::uint64_t seed = 1; seed <= 2; ++seed) {
      const auto input = inputOf(patients, seed);
      const auto report = validation::makeReport(input).value();
      const Table* table = tableOf(report.document, "survival-horizons");
      for (const auto& row : table == nullptr ? decltype(table->rows){} : table->rows) {
        std::size_t competed = 0;
        for (const std::size_t index : input.study.analysed) {
          const auto& patient = input.study.patients[index];
          if (toText(*patient.prognosis) == textOf(row[1]) && patient.outcome.end == FollowUpEnd::competing)
            competed += patient.outcome.timeDays <= std::get<double>(row[0]) * validation::kDaysPerYear ? 1U : 0U;
        }
        told += isTold(row[2]) ? 1U : 0U;
        if (competed == 0 || competed >= kLeast) continue;
        ++small;
        EXPECT_FALSE(isTold(row[2]) && isTold(row[3])) << patients << " patients, seed " << seed;
        EXPECT_FALSE(isTold(row[4])) << patients << " patients, seed " << seed;
      }
    }
  EXPECT_GT(small, 8U);
  EXPECT_GT(told, 8U);
}

}  // namespace
}  // namespace snitt::test
