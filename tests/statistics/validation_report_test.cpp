// The numbers of a whole report against R's, and what must not be told.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/document/document_files.h"
#include "statistics/validation_rotterdam.h"
#include "support/survival_tables.h"

namespace snitt::test {
namespace {

using document::Cell;
using document::Interval;
using document::Table;

const Table* tableOf(const document::Document& document, const std::string& id) {
  for (const Table* one : document::tablesOf(document))
    if (one->id == id) return one;
  return nullptr;
}

// Of the first row that begins with these texts.
const Cell& cellOf(const document::Document& document, const std::string& id, const std::vector<std::string>& begins,
                   const std::string& key) {
  static const Cell none;
  const Table* table = tableOf(document, id);
  if (table == nullptr) {
    ADD_FAILURE() << "no table " << id;
    return none;
  }
  const auto column = std::ranges::find(table->columns, key, &document::Column::key);
  if (column == table->columns.end()) {
    ADD_FAILURE() << id << " has no column " << key;
    return none;
  }
  for (const auto& row : table->rows) {
    bool fits = true;
    for (std::size_t i = 0; i < begins.size(); ++i) {
      const auto* text = std::get_if<std::string>(&row[i]);
      const auto* number = std::get_if<double>(&row[i]);
      fits = fits && ((text != nullptr && *text == begins[i]) || (number != nullptr && shortest(*number) == begins[i]));
    }
    if (fits) return row[static_cast<std::size_t>(column - table->columns.begin())];
  }
  ADD_FAILURE() << id << " has no row " << begins.front();
  return none;
}

double numberOf(const Cell& cell) {
  if (const auto* interval = std::get_if<Interval>(&cell)) return interval->value;
  if (const auto* number = std::get_if<double>(&cell)) return *number;
  if (const auto* count = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*count);
  return std::nan("");
}

Interval intervalIn(const Cell& cell) {
  const auto* interval = std::get_if<Interval>(&cell);
  return interval == nullptr ? Interval{std::nan(""), std::nan(""), std::nan("")} : *interval;
}

#define EXPECT_CLOSE(found, expected) \
  EXPECT_NEAR(found, double(expected), 1e-6 * std::max(1e-12, std::abs(double(expected))))

class ValidationRotterdam : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!std::filesystem::exists(sharedData())) return;
    const auto input = rotterdamInput(rotterdamPatients());
    ASSERT_TRUE(input) << input.error().message;
    auto made = validation::makeReport(*input);
    ASSERT_TRUE(made) << made.error().message;
    s_report = new validation::ValidationReport(*std::move(made));
    s_r = new nlohmann::json(reference("report"));
  }
  static void TearDownTestSuite() {
    delete s_report;
    delete s_r;
    s_report = nullptr;
    s_r = nullptr;
  }
  void SetUp() override { SNITT_NEEDS_SHARED_DATA(); }

  static const Cell& cell(const std::string& id, const std::vector<std::string>& begins, const std::string& key) {
    return cellOf(s_report->document, id, begins, key);
  }
  static void expectRatio(const Interval& found, const nlohmann::json& r) {
    EXPECT_CLOSE(found.value, r["hr"]);
    EXPECT_CLOSE(found.lower95, r["lower"]);
    EXPECT_CLOSE(found.upper95, r["upper"]);
  }

  static validation::ValidationReport* s_report;
  static nlohmann::json* s_r;
};

validation::ValidationReport* ValidationRotterdam::s_report = nullptr;
nlohmann::json* ValidationRotterdam::s_r = nullptr;

TEST_F(ValidationRotterdam, Discrimination) {
  const auto& r = *s_r;
  const Interval harrell = intervalIn(cell("discrimination", {"Harrell's C"}, "analytic"));
  EXPECT_CLOSE(harrell.value, r["harrell"]["c"]);
  EXPECT_CLOSE(harrell.lower95, double(r["harrell"]["c"]) - 1.959963984540054 * double(r["harrell"]["se"]));
  EXPECT_CLOSE(numberOf(cell("discrimination", {"Harrell's C"}, "value")), r["harrell"]["c"]);
  EXPECT_CLOSE(numberOf(cell("discrimination", {"Uno's C"}, "value")), r["uno"]["c"]);
  EXPECT_CLOSE(numberOf(cell("discrimination", {"AUC at 5 years"}, "value")), r["auc"][0]);
  EXPECT_CLOSE(numberOf(cell("discrimination", {"AUC at 10 years"}, "value")), r["auc"][1]);
  expectRatio(intervalIn(cell("hazard-ratios", {"Class poor"}, "wald")), r["poor"]);
  expectRatio(intervalIn(cell("hazard-ratios", {"Class uncertain"}, "wald")), r["uncertain"]);
  expectRatio(intervalIn(cell("hazard-ratios", {"Combined score, per standard deviation"}, "wald")), r["per_sd"]);
}

TEST_F(ValidationRotterdam, Survival) {
  for (const auto& one : (*s_r)["km"]) {
    const Interval found = intervalIn(cell("survival-horizons", {shortest(one["years"]), one["class"]}, "survival"));
    EXPECT_CLOSE(found.value, one["survival"]);
    EXPECT_CLOSE(found.lower95, one["lower"]);
    EXPECT_CLOSE(found.upper95, one["upper"]);
  }
  EXPECT_CLOSE(numberOf(cell("survival-tests", {"Log-rank"}, "chi2")), (*s_r)["logrank"]["chi2"]);
}

TEST_F(ValidationRotterdam, Multivariable) {
  const auto& r = *s_r;
  expectRatio(intervalIn(cell("multivariable-score", {"Combined score, per standard deviation"}, "wald")),
              r["adjusted_per_sd"]);
  expectRatio(intervalIn(cell("multivariable-score", {"age"}, "wald")), r["age"]);
  expectRatio(intervalIn(cell("multivariable-class", {"Class poor, against good"}, "wald")), r["adjusted_poor"]);
  EXPECT_CLOSE(numberOf(cell("proportional-hazards", {"age"}, "chi2")), r["zph"]["age"]);
  EXPECT_CLOSE(numberOf(cell("proportional-hazards", {"Combined score, per standard deviation"}, "chi2")),
               r["zph"]["per_sd"]);
  EXPECT_CLOSE(numberOf(cell("proportional-hazards", {"All together"}, "chi2")), r["zph"]["global"]);
  const auto& added = r["added"];
  EXPECT_CLOSE(numberOf(cell("added-value", {"Harrell's C, covariates alone"}, "value")), added["base"]);
  EXPECT_CLOSE(numberOf(cell("added-value", {"Harrell's C, with the score"}, "value")), added["larger"]);
  const Interval gain = intervalIn(cell("added-value", {"Gain in C"}, "value"));
  EXPECT_CLOSE(gain.upper95 - gain.value, 1.959963984540054 * double(added["se"]));
  EXPECT_CLOSE(numberOf(cell("added-value", {"Likelihood ratio, χ² with 1 df"}, "value")), added["chi2"]);
}

TEST_F(ValidationRotterdam, Subgroups) {
  const auto& r = *s_r;
  expectRatio(intervalIn(cell("subgroups-rows", {"0"}, "ratio")), r["meno0"]);
  expectRatio(intervalIn(cell("subgroups-rows", {"1"}, "ratio")), r["meno1"]);
  EXPECT_CLOSE(numberOf(cell("subgroups-rows", {"meno"}, "interactionP")), r["interaction"]);
}

TEST_F(ValidationRotterdam, CalibrationAndClasses) {
  const auto& r = *s_r;
  for (int h = 0; h < 2; ++h) {
    const std::string years = h == 0 ? "5" : "10";
    // The map has knots; between them it is a line.
    EXPECT_NEAR(numberOf(cell("calibration", {years}, "predicted")), r["expected"][h], 1e-6);
    EXPECT_CLOSE(numberOf(cell("calibration", {years}, "observed")), r["observed"][h]);
    EXPECT_NEAR(numberOf(cell("calibration", {years}, "brier")), r["brier"][h], 1e-6);
  }
  for (const auto& [name, one] : r["classes"].items()) {
    EXPECT_EQ(numberOf(cell("classes-5y", {name}, "patients")), double(one["n"])) << name;
    EXPECT_EQ(numberOf(cell("classes-5y", {name}, "events")), double(one["events"])) << name;
    EXPECT_EQ(numberOf(cell("classes-5y", {name}, "eventFree")), double(one["free"])) << name;
    EXPECT_EQ(numberOf(cell("classes-5y", {name}, "leftOut")), double(one["left"])) << name;
  }
  EXPECT_EQ(numberOf(cell("near-threshold", {"0.05"}, "near")), double(r["near"]));
}

TEST_F(ValidationRotterdam, CriteriaAreJudgedAndStandInTheirSections) {
  ASSERT_EQ(s_report->criteria.size(), 2U);
  EXPECT_EQ(s_report->criteria[0].verdict, document::Verdict::passed) << s_report->criteria[0].found;
  EXPECT_EQ(s_report->criteria[0].sectionId, "discrimination");
  EXPECT_NE(s_report->criteria[1].verdict, document::Verdict::notAssessable) << s_report->criteria[1].why;
  for (const document::Section& one : s_report->document.sections) {
    EXPECT_FALSE(one.sentence.empty()) << one.id;
    if (one.id == "discrimination") {
      EXPECT_EQ(one.criteria.size(), 1U);
    }
  }
}

TEST_F(ValidationRotterdam, ThreadsChangeNoByte) {
  auto input = rotterdamInput(rotterdamPatients(300)).value();
  const auto two = validation::makeReport(input);
  input.threads = 1;
  const auto one = validation::makeReport(input);
  ASSERT_TRUE(one && two);
  EXPECT_EQ(document::documentJson(one->document), document::documentJson(two->document));
}

// Thirty patients: nearly every cell is small. No count under five may stand anywhere but in the flow.
TEST_F(ValidationRotterdam, SmallCellsAreToldNowhere) {
  for (const std::size_t n : {std::size_t{30}, std::size_t{60}, std::size_t{200}}) {
    const auto report = validation::makeReport(rotterdamInput(rotterdamPatients(n)).value());
    ASSERT_TRUE(report) << report.error().message;
    std::size_t withheld = 0;
    for (const Table* table : document::tablesOf(report->document)) {
      if (table->id.starts_with("flow") || table->id == "files" || table->id == "criteria") continue;
      for (std::size_t c = 0; c < table->columns.size(); ++c) {
        if (table->columns[c].kind != document::ColumnKind::count || table->columns[c].key == "df" ||
            table->columns[c].key == "level" || table->columns[c].key == "number")
          continue;
        for (const auto& row : table->rows) {
          withheld += std::holds_alternative<document::Withheld>(row[c]) ? 1U : 0U;
          if (const auto* count = std::get_if<std::int64_t>(&row[c])) {
            EXPECT_TRUE(*count == 0 || *count >= 5)
                << n << " " << table->id << " " << table->columns[c].key << " " << *count;
          }
        }
      }
    }
    if (n == 30) {
      EXPECT_GT(withheld, 10U);
    }
  }
}

}  // namespace
}  // namespace snitt::test
