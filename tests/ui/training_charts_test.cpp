#include "ui/report/charts/training_charts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "support/sample_charts.h"

namespace snitt::charts {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

double middle(const Place& box) { return (box.top + box.bottom) / 2; }
double centre(const Place& box) { return (box.left + box.right) / 2; }

std::vector<Place> allOf(const ChartPlaces& places, const std::string& words) {
  std::vector<Place> found;
  for (const TextPlace& text : places.texts)
    if (text.words == words) found.push_back(text.box);
  return found;
}

bool says(const ChartPlaces& places, const std::string& words) { return !allOf(places, words).empty(); }

// Of curves whose values all differ: axes, ticks and legends are level or upright.
std::vector<LinePlace> slanted(const ChartPlaces& places) {
  std::vector<LinePlace> found;
  for (const LinePlace& line : places.lines)
    if (std::abs(line.x1 - line.x2) > 0.01 && std::abs(line.y1 - line.y2) > 0.01) found.push_back(line);
  return found;
}

double slope(const LinePlace& line) { return (line.y2 - line.y1) / (line.x2 - line.x1); }

// One resolution, one network that is of the bundle.
TrainingCurvesChart oneNetwork(std::vector<double> train, std::vector<double> tune, std::vector<double> figure) {
  TrainingNetwork network;
  network.seed = 7;
  network.isMember = true;
  for (std::size_t i = 0; i < train.size(); ++i) network.epoch.push_back(static_cast<double>(i + 1));
  network.trainLoss = std::move(train);
  network.tuneLoss = std::move(tune);
  network.figure = std::move(figure);
  TrainingCurvesChart chart;
  chart.resolutions.push_back({"Fine", {network}});
  return chart;
}

ChartPlaces placed(const TrainingCurvesChart& chart) {
  const auto places = placesOf(chart, {});
  EXPECT_TRUE(places) << places.error().message;
  return places ? *places : ChartPlaces{};
}

// Groups of an SVG with this in their tag that hold a path: Qt writes empty ones too.
std::size_t groupsWith(const std::string& svg, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = svg.find("<g "); at != std::string::npos; at = svg.find("<g ", at + 1)) {
    const std::string tag = svg.substr(at, svg.find('>', at) - at);
    const std::string body = svg.substr(at, svg.find("</g>", at) - at);
    if (tag.find(part) != std::string::npos && body.find("<path") != std::string::npos) ++found;
  }
  return found;
}

std::string refusal(const TrainingCurvesChart& chart) {
  const auto drawn = trainingCurves(chart, {});
  if (drawn) return {};
  EXPECT_EQ(drawn.error().kind, ErrorKind::usage);
  return drawn.error().message;
}

TEST(TrainingCharts, valuesStandAtTheirTicks) {
  const ChartPlaces places = placed(oneNetwork({0.6, 0.4}, {0.5, 0.5}, {0.6, 0.7}));
  const auto lines = slanted(places);
  ASSERT_EQ(lines.size(), 2U);
  const std::vector<Place> six = allOf(places, "0.60").empty() ? allOf(places, "0.6") : allOf(places, "0.60");
  ASSERT_FALSE(six.empty());
  // Half a millimetre: a number's box reaches below its line of writing.
  for (const LinePlace& line : lines)
    EXPECT_TRUE(std::any_of(six.begin(), six.end(), [&](const Place& tick) {
      return std::abs(middle(tick) - line.y1) < 0.5 && tick.right < line.x1;
    })) << line.y1;
  const std::vector<Place> second = allOf(places, "2");
  ASSERT_EQ(second.size(), 2U);  // panels
  EXPECT_NEAR(std::min(lines[0].x2, lines[1].x2), centre(second[0]), 0.05);
  EXPECT_NEAR(std::max(lines[0].x2, lines[1].x2), centre(second[1]), 0.05);
}

TEST(TrainingCharts, epochsWithoutALookAreJoinedAndATrainingThatFailedLeavesAGap) {
  const ChartPlaces places = placed(oneNetwork({.90, .80, .70, .65, kNone, .50, .45, .40, .36},
                                               {.80, kNone, kNone, kNone, .60, kNone, kNone, kNone, .70},
                                               {.50, kNone, kNone, kNone, .61, kNone, kNone, kNone, .70}));
  std::vector<double> lengths;
  for (const LinePlace& line : slanted(places)) lengths.push_back(line.x2 - line.x1);
  ASSERT_EQ(lengths.size(), 6U + 2 + 2);
  std::sort(lengths.begin(), lengths.end());
  for (std::size_t i = 0; i < 6; ++i) EXPECT_NEAR(lengths[i], lengths[0], 1e-6);
  for (std::size_t i = 6; i < 10; ++i) EXPECT_NEAR(lengths[i], 4 * lengths[0], 1e-6);
}

TEST(TrainingCharts, theTableTellsWhatWasKept) {
  TrainingCurvesChart chart = oneNetwork({.9, .8, .7}, {.8, .6, .7}, {.55, .6837, .66});
  chart.figureName = "AUC";
  chart.resolutions[0].networks[0].keptEpoch = 2;
  ChartPlaces places = placed(chart);
  EXPECT_EQ(allOf(places, "AUC").size(), 2U);  // the axis and the table
  const auto figure = allOf(places, "0.684");
  ASSERT_EQ(figure.size(), 1U);
  const auto seed = allOf(places, "7");
  ASSERT_EQ(seed.size(), 1U);
  EXPECT_NEAR(middle(figure[0]), middle(seed[0]), 1e-6);
  const auto epochs = allOf(places, "2");
  EXPECT_EQ(std::count_if(epochs.begin(), epochs.end(),
                          [&](const Place& box) { return std::abs(middle(box) - middle(seed[0])) < 1e-6; }),
            1);
  EXPECT_TRUE(says(places, "Epoch kept"));

  chart.resolutions[0].networks[0].keptEpoch.reset();
  places = placed(chart);
  EXPECT_FALSE(says(places, "0.684"));
  EXPECT_FALSE(says(places, "Epoch kept"));
}

TEST(TrainingCharts, everyNetworkOfEveryResolutionIsNamed) {
  TrainingCurvesChart chart = test::trainingSample({3, 10, 80}, test::Chance(1));
  for (TrainingResolution& resolution : chart.resolutions)
    for (TrainingNetwork& network : resolution.networks) network.seed += 1000;
  const ChartPlaces places = placed(chart);
  for (int seed = 1001; seed <= 1010; ++seed) EXPECT_EQ(allOf(places, std::to_string(seed)).size(), 3U) << seed;
  for (const TrainingResolution& resolution : chart.resolutions) EXPECT_TRUE(says(places, resolution.name));
}

// Strokes of 0.4 mm are members', of 0.22 mm the others'; tuning losses alone are dashed.
TEST(TrainingCharts, membersAreDrawnStrongerAndTuningDashed) {
  const auto strokes = [](const TrainingCurvesChart& chart) {
    const auto svg = trainingCurves(chart, {.format = ChartFormat::svg});
    EXPECT_TRUE(svg);
    struct {
      std::size_t strong, weak, dashed;
    } found{groupsWith(*svg, "stroke-width=\"40\""), groupsWith(*svg, "stroke-width=\"22\""),
            groupsWith(*svg, "stroke-dasharray=\"")};
    return found;
  };
  TrainingCurvesChart chart = oneNetwork({.9, .8, .7}, {.8, .6, .7}, {.55, .68, .66});
  const auto one = strokes(chart);
  EXPECT_EQ(one.weak, 0U);
  EXPECT_EQ(one.dashed, 2U);  // and its sample in the legend
  chart.resolutions[0].networks.push_back(chart.resolutions[0].networks[0]);
  chart.resolutions[0].networks[1].isMember = false;
  const auto two = strokes(chart);
  EXPECT_EQ(two.strong, one.strong);
  EXPECT_GE(two.weak, 4U);  // three lines and one in the table
  EXPECT_EQ(two.dashed, 3U);
  EXPECT_TRUE(says(placed(chart), "Not in the bundle"));
}

TEST(TrainingCharts, lossesOfUnlikeSizeHaveALogarithmicAxisThatSaysSo) {
  const ChartPlaces wide = placed(oneNetwork({1e-4, 1e1, 1e6}, {kNone, kNone, kNone}, {kNone, kNone, kNone}));
  EXPECT_TRUE(says(wide, "Loss (log scale)"));
  auto lines = slanted(wide);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_NEAR(slope(lines[0]), slope(lines[1]), 1e-6);

  const ChartPlaces narrow = placed(oneNetwork({1, 5, 9}, {kNone, kNone, kNone}, {kNone, kNone, kNone}));
  EXPECT_TRUE(says(narrow, "Loss"));
  lines = slanted(narrow);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_NEAR(slope(lines[0]), slope(lines[1]), 1e-6);
}

TEST(TrainingCharts, numbersOfAxesStayShort) {
  for (const double size : {1e-12, 1e-4, 1.0, 1e6, 1e12}) {
    const std::vector<double> losses{3 * size, 2 * size, 1.5 * size};
    const ChartPlaces places = placed(oneNetwork(losses, losses, {.5, .6, .7}));
    for (const TextPlace& text : places.texts) EXPECT_LT(text.box.right - text.box.left, 30) << text.words;
    for (const LinePlace& line : slanted(places)) EXPECT_GT(std::abs(line.x2 - line.x1), 12) << size;
  }
}

TEST(TrainingCharts, rowsShareTheEpochsUnlessOneIsShort) {
  const auto endsOf = [](std::size_t first, std::size_t second) {
    TrainingCurvesChart chart;
    for (const std::size_t epochs : {first, second}) {
      std::vector<double> losses;
      for (std::size_t i = 0; i < epochs; ++i) losses.push_back(1 / (1.0 + static_cast<double>(i)));
      chart.resolutions.push_back(
          oneNetwork(losses, std::vector<double>(epochs, kNone), std::vector<double>(epochs, kNone)).resolutions[0]);
    }
    const ChartPlaces places = placed(chart);
    std::vector<double> ends(2, 0);
    for (const LinePlace& line : slanted(places)) {
      double& end = ends[line.y1 < places.heightMm * 0.57 ? 0 : 1];
      end = std::max(end, line.x2);
    }
    return ends;
  };
  const auto alike = endsOf(30, 20);
  EXPECT_GT(alike[0] - alike[1], 10);
  const auto unlike = endsOf(300, 20);
  EXPECT_NEAR(unlike[0], unlike[1], 0.5);
}

TEST(TrainingCharts, inputThatContradictsItselfIsRefusedByName) {
  const TrainingCurvesChart good = oneNetwork({.9, .8}, {.8, .7}, {.5, .6});
  EXPECT_EQ(refusal(good), "");
  const auto changed = [&](const std::function<void(TrainingNetwork&)>& change) {
    TrainingCurvesChart chart = good;
    change(chart.resolutions[0].networks[0]);
    return refusal(chart);
  };
  for (const auto array : {&TrainingNetwork::trainLoss, &TrainingNetwork::tuneLoss, &TrainingNetwork::figure}) {
    const std::string message = changed([&](TrainingNetwork& network) { (network.*array).pop_back(); });
    EXPECT_NE(message.find("seed 7 (Fine) has 2 places and 1 values"), std::string::npos) << message;
  }
  EXPECT_NE(changed([](TrainingNetwork& network) { network.epoch = {2, 1}; }), "");
  EXPECT_NE(changed([](TrainingNetwork& network) { network.epoch[1] = kNone; }), "");
  EXPECT_NE(changed([](TrainingNetwork& network) { network.keptEpoch = 3; }), "");
  EXPECT_NE(changed([](TrainingNetwork& network) { network.figure[0] = 68.4; }), "");
  TrainingCurvesChart chart = good;
  chart.resolutions[0].networks.resize(kMostCurves + 1);
  EXPECT_NE(refusal(chart), "");
  chart = good;
  chart.resolutions.resize(kMostResolutions + 1);
  EXPECT_NE(refusal(chart), "");
  EXPECT_FALSE(trainingCurves(good, {.widthMm = 100}));
}

LearningCurveChart learning() {
  LearningCurveChart chart;
  chart.series.push_back({"Score", {50, 100, 200}, {.60, .65, .70}, {.55, .60, .65}, {.65, .70, .75}});
  chart.reference = LearningReference{"The latent itself: 0.757", .757};
  return chart;
}

TEST(LearningCurves, ticksStandAtTheNumbersOfPatients) {
  for (const bool log : {true, false}) {
    LearningCurveChart chart = learning();
    chart.logAxis = log;
    const auto places = placesOf(chart, {});
    ASSERT_TRUE(places);
    std::vector<double> at;
    for (const char* words : {"50", "100", "200"}) {
      ASSERT_EQ(allOf(*places, words).size(), 1U) << words;
      at.push_back(centre(allOf(*places, words)[0]));
    }
    EXPECT_NEAR(at[2] - at[1], (log ? 1 : 2) * (at[1] - at[0]), 0.05);
  }
}

// Heights by the axis's own numbers: 0.5 and 0.7 stand where 0.2 lies between them.
TEST(LearningCurves, intervalsReferenceAndChanceHaveTheirHeights) {
  const auto places = placesOf(learning(), {});
  ASSERT_TRUE(places);
  const auto tick = [&](const std::string& words) {
    const auto found = allOf(*places, words);
    return found.empty() ? kNone : middle(found[0]);
  };
  const double perUnit = (tick("0.70") - tick("0.50")) / 0.2;
  ASSERT_TRUE(perUnit < 0);
  const auto valueOf = [&](double y) { return 0.5 + (y - tick("0.50")) / perUnit; };
  double longest = 0;
  for (const LinePlace& line : places->lines) longest = std::max(longest, line.x2 - line.x1);
  std::vector<double> levels;
  std::vector<double> ends;
  for (const LinePlace& line : places->lines) {
    if (line.y1 == line.y2 && line.x2 - line.x1 > longest - 0.5) levels.push_back(valueOf(line.y1));
    if (line.x1 == line.x2 && std::abs(std::abs(line.y1 - line.y2) + 0.1 * perUnit) < 0.1)
      ends.push_back((valueOf(line.y1) + valueOf(line.y2)) / 2);
  }
  // Half a millimetre, as a number's box reaches below its line of writing.
  const double near = std::abs(0.5 / perUnit);
  ASSERT_EQ(levels.size(), 3U);  // the axis of patients, chance, the reference
  std::sort(levels.begin(), levels.end());
  EXPECT_NEAR(levels[1], 0.5, near);
  EXPECT_NEAR(levels[2], 0.757, near);
  ASSERT_EQ(ends.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(ends[i], 0.60 + 0.05 * static_cast<double>(i), near);
  for (const char* words : {"Score", "The latent itself: 0.757", "Chance"}) EXPECT_TRUE(says(*places, words)) << words;
}

TEST(LearningCurves, seriesOfTheSameValuesStandBesideEachOther) {
  LearningCurveChart chart = learning();
  chart.series.push_back(chart.series[0]);
  const auto places = placesOf(chart, {});
  ASSERT_TRUE(places);
  std::vector<double> upright;
  for (const LinePlace& line : places->lines)
    if (line.x1 == line.x2 && std::abs(line.y1 - line.y2) > 5) upright.push_back(line.x1);
  std::sort(upright.begin(), upright.end());
  ASSERT_EQ(upright.size(), 1U + 6);
  for (std::size_t i = 2; i < upright.size(); ++i) EXPECT_GT(upright[i] - upright[i - 1], 0.6);
}

TEST(LearningCurves, inputThatContradictsItselfIsRefusedByName) {
  const auto changed = [](const std::function<void(LearningSeries&)>& change) -> std::string {
    LearningCurveChart chart = learning();
    change(chart.series[0]);
    const auto drawn = learningCurve(chart, {});
    if (drawn) return {};
    EXPECT_EQ(drawn.error().kind, ErrorKind::usage);
    return drawn.error().message;
  };
  EXPECT_EQ(changed([](LearningSeries&) {}), "");
  const std::string message = changed([](LearningSeries& series) { series.value.pop_back(); });
  EXPECT_NE(message.find("Score"), std::string::npos) << message;
  EXPECT_NE(changed([](LearningSeries& series) { series.lower.pop_back(); }), "");
  EXPECT_NE(changed([](LearningSeries& series) { series.patients[0] = 0; }), "");
  EXPECT_NE(changed([](LearningSeries& series) { series.patients[0] = 300; }), "");
  EXPECT_NE(changed([](LearningSeries& series) { series.value[0] = 60; }), "");
  LearningCurveChart chart = learning();
  chart.reference->value = 75.7;
  EXPECT_FALSE(learningCurve(chart, {}));
  chart.reference->value = kNone;
  EXPECT_TRUE(learningCurve(chart, {}));
}

}  // namespace
}  // namespace snitt::charts
