// Counts and figures of a cohort.
#include <numeric>

#include <gtest/gtest.h>

#include "core/cohort/cohort_figures.h"

namespace snitt::test {
namespace {

CohortReading sample() {
  CohortReading reading;
  reading.resolutions = {{"10x", 0.5}};
  const auto add = [&reading](const std::string& patient, std::optional<double> score, SlideStatus status,
                              const std::string& reason) {
    CohortSlideResult result;
    result.row = reading.slides.size() + 2;
    result.status = status;
    result.reason = reason;
    CohortPatient one;
    one.patient = patient;
    one.rows = {result.row};
    one.status = PatientStatus::failed;
    if (score) {
      const Prognosis prognosis = prognosisAt(*score, 0.5);
      result.resolutions = {{"10x", {{"a", *score - 0.1}, {"b", *score + 0.1}}, *score, 0.5, prognosis}};
      result.prognosis = prognosis;
      one.decision = Decision{result.resolutions, *score, prognosis, {}};
      one.status = PatientStatus::scored;
    }
    reading.slides.push_back({result.row, reading.patients.size(), result, {}, {}});
    reading.patients.push_back(one);
  };
  add("A", 0.5, SlideStatus::scored, "");
  add("B", 0.52, SlideStatus::scored, "");
  add("C", {}, SlideStatus::failed, "ends after 4000 bytes");
  add("D", {}, SlideStatus::failed, "ends after 12.5 bytes");
  add("E", {}, SlideStatus::notAssessable, "no tumour");
  return reading;
}

TEST(CohortFigures, ScoresAreCountedOnTheirSideOfTheThreshold) {
  const CohortFigures figures = figuresOf(sample());
  const ScoreHistogram& histogram = figures.histograms.at(0);
  EXPECT_EQ(histogram.patients, 2U);
  EXPECT_EQ(std::accumulate(histogram.bins.begin(), histogram.bins.end(), std::size_t{0}), 2U);
  EXPECT_EQ(histogram.bins.at(12), 2U) << "0.48 to 0.52, the upper edge included";
  EXPECT_EQ(figures.classes.byClass, (std::array<std::size_t, 3>{1, 0, 1}));
  EXPECT_EQ(figures.classes.withoutClass, 3U);
}

TEST(CohortFigures, ReasonsThatDifferInNumbersAloneAreOne) {
  const CohortFigures figures = figuresOf(sample());
  ASSERT_EQ(figures.reasons.size(), 2U);
  EXPECT_EQ(figures.reasons[0].rows, (std::vector<std::size_t>{4, 5}));
  EXPECT_EQ(figures.reasons[0].reason, "ends after N bytes");
  EXPECT_EQ(figures.reasons[1].reason, "no tumour");
}

TEST(CohortFigures, TheSpreadIsTheSamplesStandardDeviation) {
  const CohortFigures figures = figuresOf(sample());
  ASSERT_EQ(figures.spreads.at(0).points.size(), 2U);
  // R: sd(c(0.4, 0.6))
  EXPECT_NEAR(figures.spreads[0].points[0].spread, 0.14142135623730951, 1e-12);
  EXPECT_EQ(spreadOf(ResolutionScore{"10x", {{"a", 0.4}}, 0.4, 0.5, Prognosis::good}), std::nullopt);
}

TEST(CohortFigures, FollowWhatIsMeant) {
  const CohortFigures figures = figuresOf(sample(), [](std::size_t patient) { return patient == 1; });
  EXPECT_EQ(figures.histograms[0].patients, 1U);
  EXPECT_TRUE(figures.reasons.empty());
  EXPECT_EQ(figures.spreads[0].points.size(), 1U);
  EXPECT_EQ(figures.spreads[0].points[0].row, 3U);
}

}  // namespace
}  // namespace snitt::test
