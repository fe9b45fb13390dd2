#include "ui/report/charts/charts.h"
#include "core/text/p_in_words.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "support/run_program.h"
#include "support/sample_charts.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

namespace snitt::charts {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

KaplanMeierChart sample() { return test::kaplanMeierSample({3, 200}, test::Chance(1)); }

TEST(Charts, sameInputGivesSameBytes) {
  for (const auto& chart : test::chartsOf({3, 120}, 4))
    for (const ChartFormat format : {ChartFormat::svg, ChartFormat::pdf, ChartFormat::png}) {
      const auto once = chart.render({.format = format});
      const auto again = chart.render({.format = format});
      ASSERT_TRUE(once && again) << chart.name;
      EXPECT_TRUE(*once == *again) << chart.name;
      EXPECT_EQ(once->find("CreationDate (D:2"), std::string::npos) << chart.name << " has the time of day in it";
    }
}

TEST(Charts, svgHasNeitherDatesNorFontsToLookFor) {
  const auto svg = kaplanMeier(sample(), {.format = ChartFormat::svg});
  ASSERT_TRUE(svg);
  EXPECT_EQ(svg->find("<text"), std::string::npos);
  EXPECT_EQ(svg->find("<!--"), std::string::npos);
  EXPECT_NE(svg->find("<title>Cancer-specific survival by class of the score</title>"), std::string::npos);
  EXPECT_NE(svg->find("width=\"160mm\""), std::string::npos) << svg->substr(0, 400);
}

TEST(Charts, pdfHasTextThatCanBeSearchedAndTheGivenDate) {
  const test::TempFolder folder;
  const auto pdf = kaplanMeier(sample(), {.format = ChartFormat::pdf, .date = "2026-05-04T09:31:22Z"});
  ASSERT_TRUE(pdf) << pdf.error().message;
  test::writeBytes(folder / "chart.pdf", *pdf);
  const std::string file = (folder / "chart.pdf").string();
  const std::string text = test::run({"pdftotext", "-layout", file, "-"}).out;
  for (const char* words : {"Cancer-specific survival", "Number at risk (number censored)", "Uncertain", "1096"})
    EXPECT_NE(text.find(words), std::string::npos) << words << "\n" << text;
  const std::string info = test::run({"pdfinfo", "-isodates", file}).out;
  EXPECT_NE(info.find("2026-05-04T09:31:22"), std::string::npos) << info;
  EXPECT_NE(info.find("Pages:           1"), std::string::npos) << info;
}

TEST(Charts, pngHasThreeHundredPixelsAnInch) {
  const auto png = kaplanMeier(sample(), {.format = ChartFormat::png, .widthMm = 127, .heightMm = 101.6});
  ASSERT_TRUE(png);
  const auto number = [&](std::size_t at) {
    unsigned value = 0;
    for (std::size_t i = at; i < at + 4; ++i) value = value * 256 + static_cast<unsigned char>((*png)[i]);
    return value;
  };
  EXPECT_EQ(number(16), 1500U);
  EXPECT_EQ(number(20), 1200U);
  const std::size_t density = png->find("pHYs");
  ASSERT_NE(density, std::string::npos);
  EXPECT_EQ(number(density + 4), 11811U);  // pixels a metre
}

TEST(Charts, pInWordsNeverSaysZeroNorHidesTheSideOfFivePercent) {
  EXPECT_EQ(pInWords(0), "p < 0.001");
  EXPECT_EQ(pInWords(0.00099), "p < 0.001");
  EXPECT_EQ(pInWords(0.0031), "p = 0.003");
  EXPECT_EQ(pInWords(0.012), "p = 0.01");
  EXPECT_EQ(pInWords(0.0471), "p = 0.047");
  EXPECT_EQ(pInWords(0.0499), "p = 0.049");
  EXPECT_EQ(pInWords(0.0501), "p = 0.05");
  EXPECT_EQ(pInWords(0.271), "p = 0.27");
  EXPECT_EQ(pInWords(0.9951), "p > 0.99");
  EXPECT_EQ(pInWords(kNone), "p not estimable");
}

TEST(Charts, inputThatContradictsItselfIsRefusedByName) {
  KaplanMeierChart chart = sample();
  chart.groups[1].survival.pop_back();
  auto drawn = kaplanMeier(chart, {});
  ASSERT_FALSE(drawn);
  EXPECT_EQ(drawn.error().kind, ErrorKind::usage);
  EXPECT_NE(drawn.error().message.find("Poor"), std::string::npos) << drawn.error().message;

  chart = sample();
  std::swap(chart.groups[0].time.front(), chart.groups[0].time.back());
  EXPECT_FALSE(kaplanMeier(chart, {}));
  chart = sample();
  chart.groups[0].followUp.times[0] = kNone;
  EXPECT_FALSE(kaplanMeier(chart, {}));
  chart = sample();
  chart.groups.resize(kMostCurves + 1);
  EXPECT_FALSE(kaplanMeier(chart, {}));
  chart = sample();
  chart.axis.unitsPerTick = 0;
  EXPECT_FALSE(kaplanMeier(chart, {}));
  EXPECT_FALSE(kaplanMeier(sample(), {.widthMm = 20}));
  EXPECT_FALSE(kaplanMeier(sample(), {.widthMm = kNone}));
  EXPECT_FALSE(kaplanMeier(sample(), {.heightMm = 10000}));
  EXPECT_FALSE(forest({.from = 2.0}, {}));
}

// R gives no interval where the survival is 0, and no AUC where nobody is left.
TEST(Charts, undefinedFiguresLeaveGaps) {
  KaplanMeierChart survival = sample();
  for (SurvivalGroup& group : survival.groups) group.lower.back() = group.upper.back() = kNone;
  survival.groups[0].survival.assign(survival.groups[0].survival.size(), kNone);
  EXPECT_TRUE(kaplanMeier(survival, {.format = ChartFormat::png}));
  AucOverTimeChart auc = test::aucSample({2, 50}, test::Chance(1));
  auc.curves[0].auc.assign(auc.curves[0].auc.size(), kNone);
  auc.curves[1].auc[3] = kNone;
  const auto svg = aucOverTime(auc, {.format = ChartFormat::svg});
  ASSERT_TRUE(svg);
  EXPECT_EQ(svg->find("nan"), std::string::npos);
  EXPECT_EQ(svg->find("inf"), std::string::npos);
  for (const auto& chart : test::difficultCharts()) {
    const auto drawn = chart.render({.format = ChartFormat::svg});
    ASSERT_TRUE(drawn) << chart.name;
    EXPECT_EQ(drawn->find("nan"), std::string::npos) << chart.name;
    EXPECT_EQ(drawn->find("\"inf"), std::string::npos) << chart.name;
  }
}

// Three thousand censored patients are strokes that can be told from each other, not a bar.
TEST(Charts, marksOfCensoringStayApart) {
  KaplanMeierChart chart;
  SurvivalGroup group{{"All", {}, {}}, {}, {}, {}, {}};
  for (int i = 0; i < 3000; ++i) {
    group.followUp.times.push_back(1000 + i * 0.3);
    group.followUp.events.push_back(0);
  }
  chart.groups.push_back(group);
  const auto places = placesOf(chart, {});
  ASSERT_TRUE(places);
  std::vector<double> marks;
  for (const LinePlace& line : places->lines)
    if (line.x1 == line.x2 && std::abs(line.y1 - line.y2) < 1.1) marks.push_back(line.x1);
  ASSERT_GT(marks.size(), 20U);
  for (std::size_t i = 1; i < marks.size(); ++i) EXPECT_GE(marks[i] - marks[i - 1], 0.7);
}

TEST(Charts, stepsKeepTheirHeights) {
  KaplanMeierChart chart;
  chart.table = false;
  chart.groups.push_back({{"A", {10, 20}, {1, 0}}, {10}, {0.5}, {}, {}});
  const auto places = placesOf(chart, {});
  ASSERT_TRUE(places);
  // The axis of probabilities is the longest upright line, the curve's drop at 10 of 20 goes half its way.
  double axis = 0;
  double drop = 0;
  double left = 0;
  double right = 0;
  for (const LinePlace& line : places->lines) {
    if (line.x1 != line.x2) right = std::max({right, line.x1, line.x2});
    const double length = std::abs(line.y1 - line.y2);
    if (line.x1 == line.x2 && length > axis) {
      axis = length;
      left = line.x1;
    }
  }
  for (const LinePlace& line : places->lines)
    if (line.x1 == line.x2 && std::abs((line.x1 - left) / (right - left) - 0.5) < 0.001)
      drop = std::max(drop, std::abs(line.y1 - line.y2));
  EXPECT_NEAR(drop / axis, 0.5, 0.002);
}

// A curve that stays at exactly 1 lies on the panel's edge, where rounding must not take it away, whatever the size.
TEST(Charts, aGroupWithoutEventsHasItsLine) {
  KaplanMeierChart chart;
  chart.groups.push_back({{"A", {10, 20, 30}, {0, 0, 0}}, {10, 20, 30}, {1, 1, 1}, {}, {}});
  for (int i = 0; i < 400; ++i) {
    const double heightMm = 60 + i * 0.37;
    chart.words.note = i % 2 == 0 ? "" : "log-rank p = 0.03";
    chart.table = i % 3 != 0;
    const auto places = placesOf(chart, {.heightMm = heightMm});
    ASSERT_TRUE(places);
    double top = 1e9;  // of the axis
    double axis = 0;
    for (const LinePlace& line : places->lines)
      if (line.x1 == line.x2 && std::abs(line.y1 - line.y2) > axis) {
        axis = std::abs(line.y1 - line.y2);
        top = std::min(line.y1, line.y2);
      }
    double longest = 0;
    for (const LinePlace& line : places->lines)
      if (std::abs(line.y1 - top) < 0.01 && std::abs(line.y2 - top) < 0.01)
        longest = std::max(longest, std::abs(line.x2 - line.x1));
    EXPECT_GT(longest, 20) << heightMm;
  }
}

}  // namespace
}  // namespace snitt::charts
