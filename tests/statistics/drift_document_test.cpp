#include "core/drift/drift_document.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/document/document_files.h"
#include "core/statistics/resampling/counter_random.h"

namespace snitt::drift {
namespace {

std::vector<Observation> slides(int weeks, double shift) {
  statistics::CounterRandom random(3, 0);
  std::vector<Observation> all;
  for (int week = 0; week < weeks; ++week)
    for (int i = 0; i < 30; ++i) {
      Observation one;
      one.day = dayIn("2026-01-05").value() + std::chrono::days(7 * week);
      one.scanner = "GT450";
      one.outcome = Outcome::scored;
      one.slide = std::to_string(week * 1000 + i);
      one.values = {{"combined", random.normal() + shift}, {"blurredShare", 0}};
      if (i == 0) one.control = "CONTROL-1";
      all.push_back(std::move(one));
    }
  return all;
}

document::Document documentOf(double shift, const std::vector<std::string>& leftOut = {}) {
  const Reference reference = referenceOf(slides(10, 0), "the cohort of 2025").value();
  const auto findings = analyseDrift(slides(10, shift), reference, {});
  EXPECT_TRUE(findings);
  DriftContext context{"the cohort spring", "Sample 1.0", std::string(64, 'b'), "snitt test", {}, leftOut,
                       reference.name};
  return driftDocument(*findings, {}, context);
}

TEST(DriftDocument, SaysWhatAlarmedAndWhatWasExpected) {
  const auto quiet = documentOf(0);
  EXPECT_EQ(quiet.verdict, document::Verdict::passed) << quiet.conclusion;
  EXPECT_EQ(quiet.conclusion, "No limit was exceeded in 10 weeks.");
  const auto loud = documentOf(2, {"A slide was left out."});
  EXPECT_EQ(loud.verdict, document::Verdict::failed);
  EXPECT_NE(loud.conclusion.find(" alarms in 10 weeks; 0."), std::string::npos) << loud.conclusion;
  EXPECT_EQ(loud.date, "2026-03-15") << "the Sunday of the last week";
  const auto json = nlohmann::json::parse(documentJson(loud));
  EXPECT_EQ(json["format"], "snitt-drift/1");
  EXPECT_EQ(json["front"][1]["table"]["id"], "alarms");
  EXPECT_EQ(json["front"][2]["paragraph"], "A slide was left out.");
  EXPECT_GT(json["front"][1]["table"]["rows"].size(), 0U);
  const auto none = nlohmann::json::parse(documentJson(quiet));
  EXPECT_EQ(none["front"][1]["table"]["rows"].size(), 0U) << "no alarm is an empty table, not a missing one";
}

// Files are called after tables: two of one name would be one file.
TEST(DriftDocument, TablesHaveNamesOfTheirOwn) {
  const auto document = documentOf(2);
  std::set<std::string> ids;
  for (const document::Table* table : tablesOf(document)) {
    EXPECT_TRUE(ids.insert(table->id).second) << table->id;
    EXPECT_EQ(table->id.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"),
              std::string::npos)
        << table->id;
    for (const auto& row : table->rows) EXPECT_EQ(row.size(), table->columns.size()) << table->id;
  }
  for (const char* id : {"alarms", "stability", "stability-latest", "shares", "controls", "limits"})
    EXPECT_TRUE(ids.contains(id)) << id;
}

// A bundle of others names its figures as it likes; no table becomes a file elsewhere.
TEST(DriftDocument, AFigureOfAnyNameStaysInTheFolder) {
  auto all = slides(3, 0);
  for (Observation& one : all) one.values["../../etc/x y"] = one.values["combined"];
  const Reference reference = referenceOf(all, "the reference").value();
  const auto findings = analyseDrift(all, reference, {});
  ASSERT_TRUE(findings);
  const auto document = driftDocument(*findings, {}, {});
  const auto tables = tablesOf(document);
  EXPECT_TRUE(std::ranges::any_of(tables, [](const auto* one) { return one->id.starts_with("stability-etcxy-"); }));
  for (const document::Table* table : tables) EXPECT_EQ(table->id.find('/'), std::string::npos) << table->id;
}

TEST(DriftDocument, SaysWhatIsNotAssessable) {
  const auto document = documentOf(0);
  const auto tables = tablesOf(document);
  const document::Table* latest = *std::ranges::find(tables, "stability-latest", &document::Table::id);
  const auto blurred = std::ranges::find_if(
      latest->rows, [](const auto& row) { return std::get<std::string>(row.front()) == "Blurred share"; });
  ASSERT_NE(blurred, latest->rows.end());
  EXPECT_EQ(std::get<std::string>(blurred->back()),
            "not assessable: the reference has one bin: almost all of its values are the same");
  EXPECT_EQ(figureInWords("score_40x"), "Score at 40x");
  EXPECT_EQ(figureInWords("something of a later bundle"), "something of a later bundle");
}

}  // namespace
}  // namespace snitt::drift
