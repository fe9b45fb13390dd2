// A slide list becomes patients with labels and sides, or one sentence with its rows.
#include "core/training/study.h"

#include <algorithm>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace snitt::training {
namespace {

const std::string kConfig = R"(
format = "snitt-train/1"
[bundle]
id = "made"
name = "Made"
version = "1"
licence = "CC0-1.0"
intendedUse = "Tests"
[[resolution]]
name = "10x"
mpp = 0.92
tilePx = 512
seeds = [1]
[members]
keep = 1
)";

TrainConfig config(const std::string& more = "") { return parseTrainConfig(kConfig + more).value(); }

// Ten patients of each kind: certainly good, certainly poor, followed too short. One slide each; every third has two.
SlideList list() {
  std::string csv = "path,patient,age,sex,pT,time,event,cause,recurrence,exclude\n";
  for (int i = 0; i < 30; ++i) {
    const std::string outcome = i % 3 == 0 ? "3000,0,," : i % 3 == 1 ? "500,1,cancer," : "1000,0,,";
    const std::string about =
        fmt::format(",P{},60,{},3,{}{},\n", 100 + i, i % 2 == 0 ? "female" : "male", outcome, i % 3 == 1 ? 1 : 0);
    for (int slide = 0; slide <= (i % 3 == 0 ? 1 : 0); ++slide) csv += fmt::format("s{}-{}.svs{}", i, slide, about);
  }
  csv += "left.svs,P100,60,female,3,3000,0,,0,1\n";
  return parseSlideList(csv, "/list").value();
}

std::size_t count(const Study& study, Side side) {
  return static_cast<std::size_t>(std::ranges::count(study.sides, side, &PatientSide::side));
}

TEST(TrainingStudy, LabelsDecideWhoLearnsAndWhoTunes) {
  const auto study = planStudy(list(), config());
  ASSERT_TRUE(study) << study.error().message;
  ASSERT_EQ(study->cohort.patients.size(), 30U);
  EXPECT_EQ(study->cohort.excludedRows, 1U);
  EXPECT_EQ(study->rows.size(), 40U);
  for (std::size_t i = 0; i < 30; ++i) {
    // Who is followed too short learns nothing, and tunes.
    if (study->labels[i].label == DistinctLabel::between) {
      EXPECT_EQ(study->sides[i].side, Side::tune);
    }
    EXPECT_EQ(study->cohort.patients[i].slides.size(), i % 3 == 0 ? 2U : 1U);
  }
  EXPECT_EQ(count(*study, Side::train), 14U);  // 0.7 of ten good and ten poor
}

TEST(TrainingStudy, WithCoxEverybodyLearns) {
  const auto study = planStudy(list(), config("[learning]\nloss = \"cox\"\n[thresholds]\nrule = \"median\"\n"));
  ASSERT_TRUE(study) << study.error().message;
  EXPECT_EQ(count(*study, Side::train), 21U);
  EXPECT_TRUE(std::ranges::none_of(study->sides, &PatientSide::moved));
}

// Labels need to know of recurrence, the order of events does not.
TEST(TrainingStudy, AsksForTheColumnsThatTheConfigurationNeeds) {
  SlideList without = parseSlideList("path,patient,time,event\na.svs,A,100,1\nb.svs,B,200,0\n", "/list").value();
  const auto distinct = planStudy(without, config());
  ASSERT_FALSE(distinct);
  EXPECT_EQ(distinct.error().message, "the slide list lacks the columns \"age\", \"recurrence\"");
}

TEST(TrainingStudy, FaultsOfTheListAreUsageWithTheirRow) {
  const auto list = parseSlideList("path,patient,age,recurrence,time,event\na.svs,A,60,0,soon,1\n", "/list");
  ASSERT_TRUE(list);
  const auto study = planStudy(*list, config());
  ASSERT_FALSE(study);
  EXPECT_EQ(study.error().kind, ErrorKind::usage);
  EXPECT_NE(study.error().message.find("row 2"), std::string::npos) << study.error().message;
}

// Slides that no bundle could score leave their patients out; what is left must still teach and judge.
TEST(TrainingStudy, SidesAreCheckedAgainWithoutThoseWhoFellOut) {
  const auto study = planStudy(list(), config());
  ASSERT_TRUE(study);
  std::vector<bool> takesPart(30, true);
  EXPECT_TRUE(checkSides(*study, config(), takesPart));
  for (std::size_t i = 0; i < 30; ++i)
    if (study->labels[i].label == DistinctLabel::poor && study->sides[i].side == Side::train) takesPart[i] = false;
  const auto left = checkSides(*study, config(), takesPart);
  ASSERT_FALSE(left);
  EXPECT_NE(left.error().message.find("poor"), std::string::npos) << left.error().message;
}

TEST(TrainingStudy, TheCohortIsDescribedByWhatTheListHas) {
  const SlideList slides = list();
  const auto study = planStudy(slides, config());
  const auto table = describeCohort(*study, slides, std::vector<bool>(30, true), true);
  ASSERT_TRUE(table) << table.error().message;
  std::vector<std::string> names;
  for (const CohortRow& row : table->rows)
    if (names.empty() || names.back() != row.variable) names.push_back(row.variable);
  EXPECT_EQ(names, (std::vector<std::string>{"patients", "age", "sex", "pT", "event", "outcome"}));
  EXPECT_EQ(table->rows.front().patients[3], 30U);
}

}  // namespace
}  // namespace snitt::training
