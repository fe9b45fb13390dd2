// Charts of documents, which know nothing but their tables.
#include <algorithm>
#include <limits>

#include <gtest/gtest.h>

#include "support/run_program.h"
#include "support/sample_document.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"
#include "ui/report/document_pages.h"

namespace snitt {
namespace {

using namespace document;

Document with(const Chart& chart) {
  Document document = test::plainDocument();
  document.sections = {{"one", "One", "A sentence.", {chart}, {}, ""}};
  return document;
}

Chart chartOf(ChartKind kind) {
  for (const Chart& chart : test::documentCharts())
    if (chart.kind == kind) return chart;
  return {};
}

struct Drawn {
  std::string text;    // as pdftotext lays it out
  std::string images;  // as pdfimages lists them
};

Drawn drawn(const Document& document) {
  const auto pdf = documentPdf(document);
  EXPECT_TRUE(pdf) << (pdf ? "" : pdf.error().message);
  if (!pdf) return {};
  const test::TempFolder folder;
  test::writeBytes(folder / "report.pdf", *pdf);
  const std::string file = (folder / "report.pdf").string();
  return {test::run({"pdftotext", "-layout", file, "-"}).out, test::run({"pdfimages", "-list", file}).out};
}

bool says(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

std::string refusal(const Chart& chart) {
  const auto pdf = documentPdf(with(chart));
  const auto html = documentHtml(with(chart));
  EXPECT_FALSE(pdf || html);
  if (pdf || html) return {};
  EXPECT_EQ(pdf.error().kind, ErrorKind::usage);
  EXPECT_EQ(pdf.error(), html.error());
  return pdf.error().message;
}

TEST(ChartOfTables, IsMadeOfLinesAndTextOnPaper) {
  for (const Chart& chart : test::documentCharts()) {
    const Drawn paper = drawn(with(chart));
    EXPECT_TRUE(says(paper.text, chart.title.substr(0, 20))) << paper.text;
    EXPECT_TRUE(says(paper.text, chart.xLabel)) << paper.text;
    EXPECT_EQ(std::ranges::count(paper.images, '\n'), 2) << chart.id << "\n" << paper.images;
    const auto html = documentHtml(with(chart));
    ASSERT_TRUE(html) << html.error().message;
    EXPECT_TRUE(says(*html, "<svg role=\"img\""));
    EXPECT_FALSE(says(*html, "xmlns")) << chart.id;
    EXPECT_FALSE(says(*html, "<image")) << chart.id;
  }
}

TEST(ChartOfTables, PatientsAtRiskAreThoseOfTheTableAndFewAreWithheld) {
  const Chart chart = chartOf(ChartKind::kaplanMeier);
  const std::string text = drawn(with(chart)).text;
  const Table& atRisk = chart.tables[1];
  std::size_t withheld = 0;
  const auto words = [&](const Cell& cell) {
    const auto* count = std::get_if<std::int64_t>(&cell);
    withheld += count ? 0U : 1U;
    return count ? std::to_string(*count) : std::string("·");
  };
  for (const auto& row : atRisk.rows) {
    const std::string cell = words(row[2]) + " (" + words(row[3]) + ")";
    EXPECT_TRUE(says(text, cell)) << cell << "\n" << text;
  }
  EXPECT_GT(withheld, 0U);
  EXPECT_TRUE(says(text, atRisk.note)) << text;
}

TEST(ChartOfTables, ThresholdsAndSubgroupsAreNamed) {
  for (const ChartKind kind : {ChartKind::paired, ChartKind::histogram}) {
    const std::string text = drawn(with(chartOf(kind))).text;
    EXPECT_TRUE(says(text, "Lower threshold 0.42")) << text;
    EXPECT_TRUE(says(text, "Upper threshold 0.55")) << text;
  }
  const std::string forest = drawn(with(chartOf(ChartKind::forest))).text;
  EXPECT_TRUE(says(forest, "fewer than 5 events"));
  EXPECT_TRUE(says(forest, "2.10 (1.70–2.60)"));
  EXPECT_TRUE(says(forest, "∞"));
}

TEST(ChartOfTables, WeeksAreNamedAndAlarmsAreTold) {
  Chart chart = chartOf(ChartKind::controlChart);
  const std::string text = drawn(with(chart)).text;
  for (const char* words : {"2026-W01", "Scanner 1", "Scanner 2", "Limit", "Above the limit", "Stability index"})
    EXPECT_TRUE(says(text, words)) << words << "\n" << text;
  for (auto& row : chart.tables[0].rows) row[5] = std::string();
  EXPECT_FALSE(says(drawn(with(chart)).text, "Above the limit")) << "none is left";
  chart.tables[0].rows[3][2] = std::int64_t{0};
  EXPECT_TRUE(says(refusal(chart), "goes backwards at point 4")) << refusal(chart);
}

// A hundred subgroups take more than a page: each is there once, and each page has its axis.
TEST(ChartOfTables, ALongForestGoesOnOverPages) {
  const Chart forest = test::documentForest(100);
  const std::string text = drawn(with(forest)).text;
  EXPECT_TRUE(says(text, "(continued)")) << text;
  for (const auto& row : forest.tables[0].rows) {
    const std::string label = std::get<std::string>(row[0]).substr(0, 16) + " ";
    EXPECT_TRUE(says(text, label.substr(0, label.find(" of")))) << label;
  }
  EXPECT_TRUE(says(text, "page 3 of"));
}

TEST(ChartOfTables, EmptyTablesSayWhatIsMissing) {
  for (const Chart& chart : test::emptyDocumentCharts()) {
    const std::string text = drawn(with(chart)).text;
    EXPECT_TRUE(says(text, "There ")) << chart.id << "\n" << text;
    EXPECT_TRUE(documentHtml(with(chart))) << chart.id;
  }
}

TEST(ChartOfTables, TablesThatDoNotFitAreNamed) {
  Chart chart = chartOf(ChartKind::kaplanMeier);
  chart.tables.erase(chart.tables.begin());
  EXPECT_EQ(refusal(chart), "the chart km (kaplanMeier) cannot be drawn: there is no table km-curve");
  chart = chartOf(ChartKind::kaplanMeier);
  chart.tables[1].columns[2].key = "left";
  EXPECT_EQ(refusal(chart), "the chart km (kaplanMeier) cannot be drawn: the table km-at-risk has no column atRisk");
  chart = chartOf(ChartKind::kaplanMeier);
  chart.tables[0].rows[4][1] = std::string("soon");
  EXPECT_EQ(refusal(chart),
            "the chart km (kaplanMeier) cannot be drawn: row 5 of the table km-curve has no number in the column time");
  chart = chartOf(ChartKind::kaplanMeier);
  std::swap(chart.tables[0].rows[4], chart.tables[0].rows[20]);
  EXPECT_TRUE(says(refusal(chart), "goes backwards"));
  chart = chartOf(ChartKind::histogram);
  chart.tables[0].rows.erase(chart.tables[0].rows.begin() + 3);
  EXPECT_TRUE(says(refusal(chart), "bin 4")) << refusal(chart);
  chart = chartOf(ChartKind::bars);
  chart.tables[0].rows[0][1] = std::int64_t{-1};
  EXPECT_TRUE(says(refusal(chart), "count")) << refusal(chart);
}

// What is withheld leaves a gap in a curve, as what is not defined does.
TEST(ChartOfTables, WithheldAndUndefinedFiguresAreNotDrawn) {
  for (Chart chart : test::documentCharts()) {
    for (Table& table : chart.tables)
      for (std::size_t i = 0; i < table.rows.size(); i += 3)
        for (std::size_t k = 0; k < table.columns.size(); ++k) {
          const bool time = table.columns[k].key == "time" || table.columns[k].key == "from" ||
                            table.columns[k].key == "to" || table.columns[k].key == "level" ||
                            table.columns[k].key == "at";
          if (table.columns[k].kind == ColumnKind::text || time) continue;
          table.rows[i][k] = i % 2 == 0 ? Cell{Withheld{}} : Cell{};
        }
    const auto html = documentHtml(with(chart));
    ASSERT_TRUE(html) << html.error().message;
    EXPECT_FALSE(says(*html, "nan")) << chart.id;
    EXPECT_TRUE(documentPdf(with(chart)));
  }
}

}  // namespace
}  // namespace snitt
