// Read back by a parser that is not ours.
#include <cmath>
#include <limits>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/document/document_files.h"
#include "core/sha256.h"

namespace snitt::document {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

Document sample() {
  Document document;
  document.format = "snitt-validation/1";
  document.title = "Validation report";
  document.study = "Søvik \"2026\"";
  document.hash = std::string(64, 'a');
  document.date = "2026-05-04";
  document.notices = {"The threshold was tuned on these patients."};
  document.conclusion = "One of two criteria failed.";
  document.verdict = Verdict::failed;
  Table table{"c",
              "Harrell's C",
              {{"group", "Group"},
               {"patients", "Patients", ColumnKind::count},
               {"c", "C", ColumnKind::number, 2},
               {"share", "Share", ColumnKind::percent, 0},
               {"seed", "", ColumnKind::count, 0, true}},
              {{std::string("All"), std::int64_t{120}, Interval{0.71, 0.67, kNone}, 0.25, std::int64_t{7}},
               {std::string("Few"), Withheld{}, Withheld{}, kNone, {}}},
              "Cells under 5 are withheld.",
              true};
  Chart chart;
  chart.id = "scores";
  chart.kind = ChartKind::histogram;
  chart.marks = {{"Threshold", 0.46}};
  chart.tables = {{"scores-bins", "", {{"from", "", ColumnKind::number}}, {{0.1 + 0.2}}, "", false}};
  document.front = {Facts{{{"Bundle", "abc"}}}};
  Section first{"discrimination", "Discrimination", "C was 0.71.", {}, {}, ""};
  first.blocks = {Paragraph{"Text", Tone::note}, table, chart,
                  PictureRow{{{"p1", "bytes", "One", "", 80}, {"p2", "other", "Two", "", 80}}}};
  first.criteria = {{2, "C ≥ 0.75", "0.71", Verdict::failed, "", "discrimination"}};
  Section second{"drift", "Drift", "Nothing drifted.", {}, {}, ""};
  second.criteria = {{1, "PSI < 0.2", "", Verdict::notAssessable, "there is no control slide", "drift"}};
  document.sections = {first, second, Section{"flow", "Flow", "All were scored.", {}, {}, ""}};
  return document;
}

nlohmann::json parsed() { return nlohmann::json::parse(documentJson(sample())); }

TEST(DocumentJson, HoldsEveryKindOfCell) {
  const auto rows = parsed()["sections"][0]["blocks"][1]["table"]["rows"];
  EXPECT_EQ(rows[0], nlohmann::json::parse(R"({"group": "All", "patients": 120,
      "c": {"value": 0.71, "lower95": 0.67, "upper95": null}, "share": 0.25, "seed": 7})"));
  EXPECT_EQ(rows[1], nlohmann::json::parse(R"({"group": "Few", "patients": "withheld", "c": "withheld",
      "share": null, "seed": null})"));
}

TEST(DocumentJson, KeepsAllDigitsAndTheTablesThatNoPageShows) {
  const auto chart = parsed()["sections"][0]["blocks"][2]["chart"];
  EXPECT_EQ(chart["kind"], "histogram");
  EXPECT_EQ(chart["tables"][0]["id"], "scores-bins");
  EXPECT_EQ(chart["tables"][0]["rows"][0]["from"].get<double>(), 0.1 + 0.2);
  EXPECT_EQ(chart["marks"][0], nlohmann::json::parse(R"({"name": "Threshold", "at": 0.46})"));
}

TEST(DocumentJson, ListsCriteriaByTheirNumberAndSectionsByTheirPlace) {
  const auto all = parsed();
  ASSERT_EQ(all["criteria"].size(), 2U);
  EXPECT_EQ(all["criteria"][0], nlohmann::json::parse(R"({"number": 1, "asked": "PSI < 0.2", "found": null,
      "verdict": "not assessable", "why": "there is no control slide", "section": "drift"})"));
  EXPECT_EQ(all["criteria"][1]["verdict"], "failed");
  EXPECT_EQ(all["sections"][0]["criteria"], nlohmann::json::parse("[2]"));
  EXPECT_EQ(all["sections"][1]["number"], 2);
  EXPECT_FALSE(all["sections"][1].contains("noCriterion"));
  EXPECT_EQ(all["sections"][2]["noCriterion"], "The protocol has no criterion here.");
  EXPECT_EQ(all["sections"][2]["blocks"], nlohmann::json::array());
}

TEST(DocumentJson, SaysWhatTheReportIs) {
  const auto all = parsed();
  EXPECT_EQ(all["format"], "snitt-validation/1");
  EXPECT_EQ(all["study"], "Søvik \"2026\"");
  EXPECT_EQ(all["researchUseOnly"], true);
  EXPECT_EQ(all["verdict"], "failed");
  EXPECT_EQ(all["notices"][0], "The threshold was tuned on these patients.");
  EXPECT_EQ(all["front"][0]["facts"][0]["value"], "abc");
  EXPECT_EQ(all["sections"][0]["blocks"][0]["tone"], "note");
}

TEST(DocumentJson, PicturesAreToldByTheirHash) {
  const auto blocks = parsed()["sections"][0]["blocks"];
  EXPECT_EQ(blocks[3]["picture"]["sha256"], sha256Of("bytes"));
  EXPECT_EQ(blocks[4]["picture"]["id"], "p2");
}

TEST(DocumentJson, SameDocumentGivesSameBytes) { EXPECT_EQ(documentJson(sample()), documentJson(sample())); }

TEST(DocumentJson, AllTablesAreInTheOrderOfTheDocument) {
  const Document document = sample();
  std::vector<std::string> ids;
  for (const Table* table : tablesOf(document)) ids.push_back(table->id);
  EXPECT_EQ(ids, (std::vector<std::string>{"c", "scores-bins"}));
}

}  // namespace
}  // namespace snitt::document
