// Sections of an analysis where another event competes: which figures know of it, and which rows are used.
#include <algorithm>
#include <cmath>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/analysis/competing_column.h"
#include "core/analysis/stats.h"
#include "core/statistics/resampling/counter_random.h"

namespace snitt::analysis {
namespace {

// 150 patients of whom many die of something else: `other` is 1 there, `none` is 0 for all, `end` holds 0, 1 and 2.
DataTable patients() {
  std::string csv = "time,event,other,none,end,score,second,risk,class\n";
  for (std::uint64_t i = 0; i < 150; ++i) {
    statistics::CounterRandom random(8, i);
    const double score = random.normal();
    const double own = -600 * std::log(random.uniform()) * std::exp(-0.7 * score);
    const double others = -500 * std::log(random.uniform());
    const double censored = 200 + 900 * random.uniform();
    const double time = std::min({own, others, censored});
    const int end = time == own ? 1 : time == others ? 2 : 0;
    const char* name = score < -0.3 ? "good" : score < 0.4 ? "uncertain" : "poor";
    csv += fmt::format("{},{},{},0,{},{},{},{},{}\n", time, end == 1 ? 1 : 0, end == 2 ? 1 : 0, end, score,
                       score + random.normal(), 1 / (1 + std::exp(1 - score)), name);
  }
  return DataTable::parse(csv).value();
}

StatsRequest everything(const std::string& competing, const std::string& value = {}) {
  StatsRequest request;
  request.time = std::string("time");
  request.event = std::string("event");
  request.scores = {"score", "second"};
  request.horizons = {300, 500};
  request.risks = {{"risk", 300}, {"risk", 500}};
  request.classes = std::string("class");
  request.bootstrap = ResamplingRequest{.resamples = 100, .seed = 5, .threads = 2, .stop = {}};
  request.competing = competing;
  request.competingValue = value;
  return request;
}

nlohmann::json jsonOf(const DataTable& table, const StatsRequest& request) {
  const auto result = runStats({&table, nullptr}, request);
  EXPECT_TRUE(result) << result.error().message;
  return nlohmann::json::parse(statsJson(*result));
}

void withoutCounts(nlohmann::json& json) {
  if (json.is_object()) {
    json.erase("competing");
    json.erase("competingEvents");
    json.erase("notes");
  }
  for (auto& part : json)
    if (part.is_structured()) withoutCounts(part);
}

TEST(AnalysisCompeting, AColumnWithoutCompetingEventsLeavesEveryComparableFigure) {
  const DataTable table = patients();
  nlohmann::json none = jsonOf(table, everything("none"));
  nlohmann::json without = jsonOf(table, everything(""));
  EXPECT_EQ(without.find("competingEvents"), without.end());
  EXPECT_EQ(none["competingEvents"], 0);
  EXPECT_EQ(none["calibration"][0]["competing"], 0);
  withoutCounts(none);
  withoutCounts(without);
  for (const char* section : {"km", "concordance", "auc", "classes"}) EXPECT_EQ(none[section], without[section]);
  // Without others Aalen and Johansen's incidence is one less Kaplan–Meier but for its last digits, and has another
  // error where events are tied.
  EXPECT_NEAR(none["calibration"][0]["observed"]["value"], without["calibration"][0]["observed"]["value"], 1e-12);
  EXPECT_NEAR(none["brier"][1]["scaled"], without["brier"][1]["scaled"], 1e-10);
  EXPECT_NEAR(none["decision"][0]["points"][19]["netBenefit"], without["decision"][0]["points"][19]["netBenefit"],
              1e-12);
}

TEST(AnalysisCompeting, ZeroAndOneOrAValueOfAColumnSayTheSame) {
  const DataTable table = patients();
  nlohmann::json flags = jsonOf(table, everything("other"));
  nlohmann::json values = jsonOf(table, everything("end", "2"));
  flags.erase("notes");
  values.erase("notes");
  EXPECT_EQ(flags, values);
}

// What each section counts, and that its figures are not those with the competing event censored.
TEST(AnalysisCompeting, ReachesAucRisksAndClassesAndNothingElse) {
  const DataTable table = patients();
  const auto result = runStats({&table, nullptr}, everything("other"));
  ASSERT_TRUE(result);
  const auto censored = runStats({&table, nullptr}, everything(""));
  ASSERT_TRUE(result->competingEvents);
  EXPECT_GT(*result->competingEvents, 30U);
  EXPECT_EQ(result->notes.at(0).find(fmt::format("{} of 150 rows had the competing event (\"other\"): AUC, calibration",
                                                 *result->competingEvents)),
            0U);
  const statistics::TimeAuc& auc = result->discrimination->scores[0].auc[1];
  const statistics::TimeAuc& aucCensored = censored->discrimination->scores[0].auc[1];
  EXPECT_GT(auc.competing, 0U);
  EXPECT_EQ(auc.controls, aucCensored.controls + auc.competing);
  EXPECT_EQ(auc.unknown + auc.competing, aucCensored.unknown);
  EXPECT_NE(auc.auc.value, aucCensored.auc.value);
  EXPECT_NE(result->discrimination->scores[0].roc[1].points.at(9).specificity,
            censored->discrimination->scores[0].roc[1].points.at(9).specificity);
  const auto& pair = result->discrimination->comparisons[0].auc[1];
  EXPECT_EQ(pair.first.auc.value, auc.auc.value);
  EXPECT_EQ(result->discrimination->scores[0].uno.c.value, censored->discrimination->scores[0].uno.c.value);
  const RiskAssessment& risk = result->calibration->risks[1];
  EXPECT_EQ(risk.calibration.competing, auc.competing);
  EXPECT_LT(risk.calibration.total.observed.value,
            0.9 * censored->calibration->risks[1].calibration.total.observed.value);
  EXPECT_EQ(risk.brier.brier.value, result->calibration->integrated->scores[1].brier.value);
  EXPECT_LT(risk.decision[9].treatAll, censored->calibration->risks[1].decision[9].treatAll);
  const statistics::HorizonRow& all = result->classes->tables[1].all;
  EXPECT_EQ(all.competing, auc.competing);
  EXPECT_NEAR(all.risk.value, risk.calibration.total.observed.value, 1e-12);
}

// The bootstrap's own figure of the sample is the AUC itself, and its error is near that of the influences.
TEST(AnalysisCompeting, TheBootstrapOfAucKnowsOfIt) {
  const DataTable table = patients();
  const auto result = runStats({&table, nullptr}, everything("other"));
  ASSERT_TRUE(result);
  const ResampledFigures& bootstrap = *result->discrimination->bootstrap;
  const auto at = std::ranges::find(bootstrap.names, "auc score at 500") - bootstrap.names.begin();
  ASSERT_LT(static_cast<std::size_t>(at), bootstrap.names.size());
  const statistics::TimeAuc& auc = result->discrimination->scores[0].auc[1];
  const statistics::BootstrapFigure& figure = bootstrap.figures[static_cast<std::size_t>(at)];
  EXPECT_EQ(figure.value, auc.auc.value);
  EXPECT_NEAR(figure.stdErr / auc.auc.stdErr, 1, 0.25);
}

// Whether patient 2 was censored or died of something else is not told, and cannot be guessed; that of patient 1 need
// not be told.
TEST(AnalysisCompeting, RowsOfWhichItIsNotKnownAreLeftOut) {
  const DataTable table =
      DataTable::parse(
          "time,event,other,risk,score,class\n1,1,,0.5,4,poor\n2,0,NA,0.4,3,good\n3,0,1,0.3,2,good\n"
          "9,0,0,0.2,1,good\n")
          .value();
  StatsRequest request = everything("other");
  request.scores = {"score"};
  request.horizons = {5};
  request.risks = {{"risk", 5}};
  request.bootstrap = {};
  const auto result = runStats({&table, nullptr}, request);
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->n, 4U) << "survival curves know all four";
  EXPECT_EQ(*result->competingEvents, 1U);
  EXPECT_EQ(result->discrimination->n, 3U);
  EXPECT_EQ(result->discrimination->dropped, 1U);
  EXPECT_EQ(result->calibration->risks[0].n, 3U);
  EXPECT_EQ(result->classes->n, 3U);
  EXPECT_EQ(result->classes->tables[0].rows[0].competing, 1U);
  EXPECT_EQ(result->discrimination->scores[0].auc[0].auc.value, 1);
}

TEST(AnalysisCompeting, NamesWhatCannotBe) {
  const DataTable table = DataTable::parse("time,event,other,odd,score\n1,1,1,0,4\n2,0,0,7,3\n").value();
  const auto messageOf = [&](const std::string& column, const std::string& value) {
    StatsRequest request;
    request.time = std::string("time");
    request.event = std::string("event");
    request.scores = {"score"};
    request.competing = column;
    request.competingValue = value;
    const auto result = runStats({&table, nullptr}, request);
    return result ? std::string("accepted") : result.error().message;
  };
  EXPECT_EQ(messageOf("other", ""),
            "row 2, column \"other\": the competing event stands beside the event itself, and only one of them can "
            "have come first");
  EXPECT_EQ(messageOf("odd", ""),
            "row 3, column \"odd\": \"7\" is neither 0 nor 1; say which value is the event: --competing odd=VALUE");
  EXPECT_EQ(messageOf("odd", "7"), "accepted");
  EXPECT_EQ(messageOf("odd", "8"), "no row of column \"odd\" holds \"8\"");
  EXPECT_EQ(messageOf("othr", ""), "there is no column \"othr\" (nearest: \"other\")");
  StatsRequest both;
  both.time = std::string("time");
  both.event = std::string("event");
  both.cause = std::string("other");
  both.competing = std::string("odd");
  EXPECT_EQ(runStats({&table, nullptr}, both).error().kind, ErrorKind::usage);
  StatsRequest alone;
  alone.competing = std::string("other");
  EXPECT_NE(runStats({&table, nullptr}, alone).error().message.find("which needs --time and --event"),
            std::string::npos);
}

}  // namespace
}  // namespace snitt::analysis
