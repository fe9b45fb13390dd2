// Which rows an analysis uses, and in which order groups stand.
#include <gtest/gtest.h>

#include "core/analysis/levels_of_column.h"

#include "core/analysis/cohort.h"
#include "core/analysis/stats.h"

namespace snitt::analysis {
namespace {

using Names = std::vector<std::string>;

DataTable tableOf(const std::string& csv) { return DataTable::parse(csv).value(); }

TEST(AnalysisCohort, GroupsAreSortedAsWhatTheyAre) {
  const Levels numbers = levelsOf({"10", "9", "", "100", "9"});
  EXPECT_EQ(numbers.names, (Names{"9", "10", "100"}));
  EXPECT_EQ(numbers.level, (std::vector<int>{1, 0, -1, 2, 0}));
  EXPECT_TRUE(numbers.ordered);
  const Levels classes = levelsOf({"poor", "good", "uncertain"});
  EXPECT_EQ(classes.names, (Names{"good", "uncertain", "poor"}));
  EXPECT_TRUE(classes.ordered);
  const Levels texts = levelsOf({"Obs", "Lev+5FU", "Lev", "10"});
  EXPECT_EQ(texts.names, (Names{"10", "Lev", "Lev+5FU", "Obs"}));
  EXPECT_FALSE(texts.ordered) << "a trend over treatments means nothing";
  EXPECT_TRUE(levelsOf({"", ""}).names.empty());
}

TEST(AnalysisCohort, EachAnalysisLeavesItsOwnRowsOut) {
  const DataTable table = tableOf(
      "time,event,x,g,c,r\n"
      "1,1,3,a,good,0.1\n"
      "2,1,NA,b,poor,0.2\n"
      "3,0,4,,poor,0.3\n"
      ",1,5,a,good,0.4\n"
      "5,NA,6,b,good,0.5\n"
      "6,1,7,b,,\n"
      "7,1,2,a,poor,0.6\n");
  StatsRequest request;
  request.time = std::string("time");
  request.event = std::string("event");
  request.group = std::string("g");
  request.covariates = {"x"};
  request.scores = {"x"};
  request.classes = std::string("c");
  request.horizons = {4};
  request.risks = {{"r", 4}};
  request.bootstrap = ResamplingRequest{5, 1, 1, {}};
  const auto result = runStats({&table, nullptr}, request);
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->rows, 7U);
  EXPECT_EQ(result->n, 5U);
  EXPECT_EQ(result->events, 4U);
  EXPECT_EQ(result->survival->n, 4U);
  EXPECT_EQ(result->survival->dropped, 3U);
  EXPECT_EQ(result->cox->fit.n, 4U);
  EXPECT_EQ(result->cox->rows, (std::vector<std::size_t>{0, 2, 5, 6}));
  EXPECT_EQ(result->discrimination->n, 4U);
  EXPECT_EQ(result->discrimination->dropped, 3U);
  EXPECT_EQ(result->classes->n, 4U);
  EXPECT_EQ(result->calibration->risks[0].n, 4U);
  EXPECT_EQ(result->calibration->risks[0].predicted, (std::vector<double>{0.1, 0.2, 0.3, 0.6}));
}

TEST(AnalysisCohort, EventsWithoutACauseAreLeftOutAndCounted) {
  const DataTable table =
      tableOf("time,event,cause,g\n1,1,cancer,a\n2,0,,a\n3,1,,b\n4,1,other,b\n5,0,,b\n6,1,cancer,\n");
  StatsRequest request;
  request.time = std::string("time");
  request.event = std::string("event");
  request.cause = std::string("cause");
  request.group = std::string("g");
  const auto result = runStats({&table, nullptr}, request);
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->competing->causes, (Names{"cancer", "other"}));
  EXPECT_EQ(result->competing->events, (std::vector<std::size_t>{1, 1}));
  EXPECT_EQ(result->competing->n, 4U);
  EXPECT_EQ(result->competing->dropped, 2U);
  EXPECT_EQ(result->competing->unknownCause, 1U);
}

// Outcomes whose event is cancer death alone have other deaths as event 0: they must not count as censored.
TEST(AnalysisCohort, ACauseBesideNoEventIsRefused) {
  const DataTable table = tableOf("time,event,cause\n1,1,cancer\n2,0,other\n");
  StatsRequest request;
  request.time = std::string("time");
  request.event = std::string("event");
  request.cause = std::string("cause");
  EXPECT_EQ(
      runStats({&table, nullptr}, request).error().message,
      "row 3, column \"cause\": \"other\" stands beside event 0; the event must be 1 for every cause, competing ones "
      "too, and the cause empty for who was censored");
}

// A second group of which nobody is left is no second group: Gray's test is not there, and all the rest is.
TEST(AnalysisCohort, AGroupWithoutPatientsEndsNoAnalysis) {
  const DataTable table = tableOf("time,event,cause,g\n1,1,cancer,a\n2,0,,a\n3,1,other,a\nNA,1,cancer,b\n");
  StatsRequest request;
  request.time = std::string("time");
  request.event = std::string("event");
  request.cause = std::string("cause");
  request.group = std::string("g");
  const auto result = runStats({&table, nullptr}, request);
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_TRUE(result->competing->gray.empty());
  EXPECT_EQ(result->competing->groups[0].incidence.patients, 3U);
  EXPECT_EQ(result->survival->groups.size(), 2U);
}

// A column of numbers named as groups by mistake: a covariance of groups × groups would fill the memory.
TEST(AnalysisCohort, ColumnsOfTooManyValuesAreNoGroups) {
  std::string csv = "group\n";
  for (int i = 0; i < 101; ++i) csv += std::to_string(i) + "\n";
  const auto table = DataTable::parse(csv);
  ASSERT_TRUE(table);
  EXPECT_EQ(groupsOfColumn(*table, "group").error().message,
            "column \"group\" has 101 different values: more than 100 are no groups");
  EXPECT_EQ(levelsOfColumn(*table, "group")->names.size(), 101U) << "strata may be many";
}

}  // namespace
}  // namespace snitt::analysis
