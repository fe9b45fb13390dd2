// A table in which every patient stands twice says no more than the table with each once: with --cluster every figure
// that it reaches has the error of the single table, and what it does not reach is said.
#include <cmath>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/analysis/stats.h"
#include "core/statistics/resampling/counter_random.h"

namespace snitt::analysis {
namespace {

// `copies` rows of each of 150 patients.
DataTable patientsTimes(int copies) {
  std::string csv = "patient,time,event,score,other,risk,class\n";
  for (std::uint64_t i = 0; i < 150; ++i) {
    statistics::CounterRandom random(3, i);
    const double score = random.normal();
    const double time = -500 * std::log(random.uniform()) * std::exp(-0.7 * score);
    const double censored = 200 + 900 * random.uniform();
    const double other = score + random.normal();
    const char* name = score < -0.3 ? "good" : score < 0.4 ? "uncertain" : "poor";
    for (int copy = 0; copy < copies; ++copy)
      csv += fmt::format("P{:03},{},{},{},{},{},{}\n", i, std::min(time, censored), time < censored ? 1 : 0, score, other,
                         1 / (1 + std::exp(-score)), name);
  }
  return DataTable::parse(csv).value();
}

StatsResult resultOf(const DataTable& table, const std::string& cluster) {
  StatsRequest request;
  request.time = std::string("time");
  request.event = std::string("event");
  request.cluster = cluster;
  request.scores = {"score", "other"};
  request.horizons = {400};
  request.risks = {{"risk", 400}};
  request.classes = std::string("class");
  request.bootstrap = ResamplingRequest{.resamples = 200, .seed = 5, .threads = 2, .stop = {}};
  auto result = runStats({&table, nullptr}, request);
  EXPECT_TRUE(result) << result.error().message;
  return *std::move(result);
}

TEST(AnalysisCluster, TwoRowsOfEachPatientHaveTheErrorOfOne) {
  const DataTable single = patientsTimes(1);
  const DataTable doubled = patientsTimes(2);
  const StatsResult once = resultOf(single, "");
  const StatsResult twice = resultOf(doubled, "patient");
  const auto& first = *once.discrimination;
  const auto& second = *twice.discrimination;
  EXPECT_NEAR(second.scores[0].auc[0].auc.stdErr, first.scores[0].auc[0].auc.stdErr, 1e-9);
  EXPECT_NEAR(second.comparisons[0].auc[0].difference.difference.stdErr,
              first.comparisons[0].auc[0].difference.difference.stdErr, 1e-9);
  EXPECT_NEAR(twice.calibration->risks[0].brier.brier.stdErr, once.calibration->risks[0].brier.brier.stdErr, 1e-9);
  EXPECT_NEAR(second.bootstrap->figures[0].stdErr, first.bootstrap->figures[0].stdErr, 1e-9);
  const auto& row = twice.classes->tables[0].all.risk;
  EXPECT_NEAR(row.stdErr, once.classes->tables[0].all.risk.stdErr, 1e-9);
  EXPECT_NEAR(row.bca95.lower, once.classes->tables[0].all.risk.bca95.lower, 1e-9);
  EXPECT_EQ(twice.classes->patients, 150U);
  // Without the clusters the same table pretends to know more.
  EXPECT_LT(resultOf(doubled, "").discrimination->scores[0].auc[0].auc.stdErr, 0.8 * first.scores[0].auc[0].auc.stdErr);
}

TEST(AnalysisCluster, RowsThatAreNoPatientsAreSaid) {
  const DataTable doubled = patientsTimes(2);
  EXPECT_TRUE(resultOf(patientsTimes(1), "").notes.empty());
  EXPECT_EQ(
      resultOf(doubled, "").notes,
      std::vector<std::string>{"column \"patient\" has 150 values in 300 rows, and each row counts as a patient of "
                               "its own: if it names the patient, give --cluster patient"});
  EXPECT_EQ(resultOf(doubled, "patient").notes.at(0).find("150 patients have 300 rows"), 0U);
}

TEST(AnalysisCluster, OneOddCellMakesNoFactor) {
  const DataTable table = DataTable::parse("time,event,age\n1,1,60\n2,0,61\n3,1,NaN\n4,1,70\n").value();
  StatsRequest request;
  request.time = std::string("time");
  request.event = std::string("event");
  request.covariates = {"age"};
  EXPECT_EQ(
      runStats({&table, nullptr}, request).error().message,
      "row 4, column \"age\": \"NaN\" stands among numbers; leave the cell empty where the value is not known, or "
      "name the column in --factors");
  request.covariates = {"time"};
  EXPECT_EQ(runStats({&table, nullptr}, request).error().message,
            "\"time\" is the outcome and cannot be a covariate too");
}

}  // namespace
}  // namespace snitt::analysis
