// Where the texts of a chart stand: none on another, none off the canvas, no line through one.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "support/sample_charts.h"
#include "support/soak.h"

namespace snitt::charts {
namespace {

using test::AnyChart;

bool meet(const Place& a, const Place& b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

// Whether a line runs through a box: it is cut from all four sides (Liang and Barsky's test, written for this alone).
bool runsThrough(const LinePlace& line, const Place& box) {
  double from = 0;
  double to = 1;
  const double dx = line.x2 - line.x1;
  const double dy = line.y2 - line.y1;
  const std::array<std::array<double, 2>, 4> sides{
      {{-dx, line.x1 - box.left}, {dx, box.right - line.x1}, {-dy, line.y1 - box.top}, {dy, box.bottom - line.y1}}};
  for (const auto& [direction, distance] : sides) {
    if (direction == 0 && distance < 0) return false;
    if (direction < 0) from = std::max(from, distance / direction);
    if (direction > 0) to = std::min(to, distance / direction);
  }
  return from < to;
}

void expectTidy(const std::string& what, const ChartPlaces& places) {
  ASSERT_FALSE(places.texts.empty()) << what;
  for (std::size_t i = 0; i < places.texts.size(); ++i) {
    const auto& [box, words] = places.texts[i];
    EXPECT_GE(box.left, 0.5) << what << ": “" << words << "” leaves the canvas";
    EXPECT_GE(box.top, 0.5) << what << ": “" << words << "” leaves the canvas";
    EXPECT_LE(box.right, places.widthMm - 0.5) << what << ": “" << words << "” leaves the canvas";
    EXPECT_LE(box.bottom, places.heightMm - 0.5) << what << ": “" << words << "” leaves the canvas";
    for (std::size_t k = i + 1; k < places.texts.size(); ++k)
      EXPECT_FALSE(meet(box, places.texts[k].box))
          << what << ": “" << words << "” and “" << places.texts[k].words << "”";
    for (const LinePlace& line : places.lines)
      EXPECT_FALSE(runsThrough(line, box)) << what << ": a line runs through “" << words << "” from " << line.x1 << ", "
                                           << line.y1 << " to " << line.x2 << ", " << line.y2;
  }
}

void expectTidy(const std::vector<AnyChart>& charts, const ChartOutput& output, const std::string& what) {
  for (const AnyChart& chart : charts) {
    const auto places = chart.places(output);
    const bool wide = chart.name.starts_with("forest") || chart.name.starts_with("training-curves");
    if (!places && output.widthMm < 130 && wide) continue;  // their columns need more
    ASSERT_TRUE(places) << chart.name << ": " << places.error().message;
    expectTidy(chart.name + " " + what, *places);
    if (testing::Test::HasFailure()) return;
  }
}

TEST(ChartsLayout, difficultChartsAreTidyAtEverySize) {
  for (const double width : {0.0, 80.0, 120.0, 130.0, 240.0})
    for (const double height : {0.0, 60.0, 200.0}) {
      const std::string size = std::to_string(width) + " x " + std::to_string(height);
      expectTidy(test::difficultCharts(), {.widthMm = width, .heightMm = height}, size);
      expectTidy(test::emptyCharts(), {.widthMm = width, .heightMm = height}, size);
    }
}

TEST(SoakChartsLayout, randomChartsAreTidy) {
  test::Chance chance(20260504);
  const int rounds = test::soaked(300);
  for (int round = 0; round < rounds; ++round) {
    const test::CohortSize size{1 + chance.below(6), 5 + static_cast<std::size_t>(std::exp(chance.uniform() * 7))};
    const double width = round % 3 == 0 ? 0 : 80 + std::floor(chance.uniform() * 160);
    const auto seed = static_cast<unsigned>(chance.below(1000000));
    expectTidy(test::chartsOf(size, seed), {.widthMm = width},
               std::to_string(size.groups) + " groups, " + std::to_string(size.patients) + " patients, seed " +
                   std::to_string(seed) + ", " + std::to_string(width) + " mm");
    if (HasFailure()) return;
  }
}

// What a reader must be able to find.
TEST(ChartsLayout, everyNameOfAGroupStandsAtACurveAndInTheTable) {
  const auto chart = test::kaplanMeierSample({5, 400}, test::Chance(3));
  const auto places = placesOf(chart, {});
  ASSERT_TRUE(places);
  for (const SurvivalGroup& group : chart.groups)
    EXPECT_EQ(std::count_if(places->texts.begin(), places->texts.end(),
                            [&](const TextPlace& text) { return text.words == group.followUp.name; }),
              2)
        << group.followUp.name;
}

TEST(ChartsLayout, tableCountsPatientsAtRiskAndCensoredBeforeEachTick) {
  KaplanMeierChart chart;
  chart.axis.unitsPerTick = 10;
  // By hand. At 10: one event at 5 and one censored at 7 are gone, who is censored at 10 is still at risk. At 20: the
  // one censored at 10 is gone too.
  chart.groups.push_back({{"Group", {5, 7, 10, 20, 25}, {1, 0, 0, 1, 0}}, {5, 20}, {0.8, 0.4}, {}, {}});
  const auto places = placesOf(chart, {});
  ASSERT_TRUE(places);
  const auto says = [&](const std::string& words) {
    return std::any_of(places->texts.begin(), places->texts.end(),
                       [&](const TextPlace& text) { return text.words == words; });
  };
  EXPECT_TRUE(says("5 (0)"));
  EXPECT_TRUE(says("3 (1)"));
  EXPECT_TRUE(says("2 (2)"));
}

// Counts that were made elsewhere stand as they are, at their own times; who is not told of is a point.
TEST(ChartsLayout, cellsThatWereCountedElsewhereStandInTheTable) {
  KaplanMeierChart chart;
  SurvivalGroup& group = chart.groups.emplace_back();
  group.followUp.name = "Group";
  group.followUp.cells = {{0, 50, 0}, {2.5, 31, std::nullopt}, {5, std::nullopt, 12}};
  group.time = {1, 3.5};
  group.survival = {0.9, 0.8};
  const auto places = placesOf(chart, {});
  ASSERT_TRUE(places) << places.error().message;
  const auto find = [&](const std::string& words) {
    return std::find_if(places->texts.begin(), places->texts.end(),
                        [&](const TextPlace& text) { return text.words == words; });
  };
  for (const auto& [cell, tick] : {std::pair("50 (0)", "0"), std::pair("31 (·)", "2.5"), std::pair("· (12)", "5")}) {
    ASSERT_NE(find(cell), places->texts.end()) << cell;
    ASSERT_NE(find(tick), places->texts.end()) << tick;
    const auto middle = [](const Place& box) { return (box.left + box.right) / 2; };
    EXPECT_NEAR(middle(find(cell)->box), middle(find(tick)->box), 0.1) << cell;
  }
  // The curve ends with its last step, 3.5 of 5 along the axis.
  double curve = 0;
  const double left = (find("0")->box.left + find("0")->box.right) / 2;
  const double right = (find("5")->box.left + find("5")->box.right) / 2;
  for (const LinePlace& line : places->lines)
    if (line.x1 != line.x2 && line.x2 < right - 1 && line.y1 < find("2.5")->box.top - 5 && line.x1 > left - 0.1)
      curve = std::max(curve, line.x2 - left);
  EXPECT_NEAR(curve / (right - left), 0.7, 0.01);
  chart.groups[0].followUp.cells[2].time = 1;
  EXPECT_FALSE(placesOf(chart, {}));
}

// One scale on both axes, identity from corner to corner, each threshold at the same place of both.
TEST(ChartsLayout, pairsStandOnASquare) {
  PairedChart chart = test::pairedSample({1, 80}, test::Chance(2));
  chart.thresholds = {{0.25, "Lower"}, {0.75, "Upper"}};
  const auto places = placesOf(chart, {});
  ASSERT_TRUE(places) << places.error().message;
  const auto slanted = [](const LinePlace& line) { return line.x1 != line.x2 && line.y1 != line.y2; };
  const auto identity = std::find_if(places->lines.begin(), places->lines.end(), slanted);
  ASSERT_NE(identity, places->lines.end());
  const double side = identity->x2 - identity->x1;
  EXPECT_NEAR(std::abs(identity->y2 - identity->y1), side, 0.01);
  const double bottom = std::max(identity->y1, identity->y2);
  for (const double share : {0.25, 0.75}) {
    EXPECT_TRUE(std::ranges::any_of(places->lines, [&](const LinePlace& line) {
      return line.x1 == line.x2 && std::abs((line.x1 - identity->x1) / side - share) < 0.001 &&
             std::abs(std::abs(line.y2 - line.y1) - side) < 0.01;
    })) << share;
    EXPECT_TRUE(std::ranges::any_of(places->lines, [&](const LinePlace& line) {
      return line.y1 == line.y2 && std::abs((bottom - line.y1) / side - share) < 0.001 &&
             std::abs(std::abs(line.x2 - line.x1) - side) < 0.01;
    })) << share;
  }
  for (const char* name : {"Lower", "Upper", "Identity"})
    EXPECT_EQ(std::count_if(places->texts.begin(), places->texts.end(),
                            [&](const TextPlace& text) { return text.words == name; }),
              1)
        << name;
  chart.second.pop_back();
  EXPECT_FALSE(paired(chart, {}));
}

TEST(ChartsLayout, daysHaveTicksAtYearsWhereAskedFor) {
  const auto ticksOf = [](std::optional<double> unit, double to) {
    KaplanMeierChart chart;
    chart.words = {};
    chart.table = false;
    chart.axis = {unit, to};
    chart.groups.push_back({{"A", {to}, {0}}, {}, {}, {}, {}});
    const auto places = placesOf(chart, {});
    std::vector<std::string> ticks;
    // Under the panel stand the ticks' numbers alone.
    const double last = std::max_element(places->texts.begin(), places->texts.end(), [](auto& a, auto& b) {
                          return a.box.top < b.box.top;
                        })->box.top;
    for (const TextPlace& text : places->texts)
      if (text.box.top > last - 0.1) ticks.push_back(text.words);
    return ticks;
  };
  using Ticks = std::vector<std::string>;
  EXPECT_EQ(ticksOf(365, 1500), (Ticks{"0", "365", "730", "1095", "1460"}));
  EXPECT_EQ(ticksOf(std::nullopt, 2876), (Ticks{"0", "500", "1000", "1500", "2000", "2500"}));
  EXPECT_EQ(ticksOf(1, 10), (Ticks{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"}));
  EXPECT_EQ(ticksOf(std::nullopt, 0.8).back(), "0.8");
  // A hundred years of days: every twentieth year.
  EXPECT_LE(ticksOf(365, 36500).size(), 12U);
}

TEST(ChartsLayout, emptyChartsSayWhatIsMissing) {
  for (const AnyChart& chart : test::emptyCharts()) {
    const auto places = chart.places({});
    ASSERT_TRUE(places) << chart.name;
    EXPECT_EQ(places->texts.back().words.back(), '.') << chart.name << " is not a sentence";
    EXPECT_TRUE(places->lines.empty()) << chart.name;
  }
}

}  // namespace
}  // namespace snitt::charts
