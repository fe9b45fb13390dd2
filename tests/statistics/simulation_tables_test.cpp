#include "core/simulation/cohort_tables.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "core/analysis/stats.h"
#include "core/csv.h"
#include "core/table/data_table.h"

namespace snitt::simulation {
namespace {

SimulatedCohort drawn(std::size_t patients, std::size_t slides = 1) {
  CohortModel model;
  model.patients = patients;
  model.slidesPerPatient = slides;
  return simulateCohort(model).value();
}

TEST(SimulationTables, ColumnsAreThoseOfTheContract) {
  const auto first = [](const std::string& text) { return text.substr(0, text.find('\n')); };
  const SimulatedCohort cohort = drawn(1);
  EXPECT_EQ(
      first(cohortCsv(cohort)),
      "path,patient,accession,mpp,split,age,sex,site,scanner,organ,specimenType,neoadjuvant,stain,pT,pN,nodes,time,"
      "event,cause,recurrence,recurrenceTime,tumour,stage,grade,nodesPositive");
  EXPECT_EQ(first(listCsv(cohort)),
            "path,patient,accession,mpp,age,sex,site,scanner,organ,specimenType,neoadjuvant,stain,pT,pN,nodes,tumour,"
            "stage,grade,nodesPositive");
  EXPECT_EQ(first(outcomesCsv(cohort)), "patient,time,event,cause,recurrence,recurrenceTime");
  EXPECT_EQ(first(truthCsv(cohort)), "patient,latent,latent_architecture,latent_cells");
}

TEST(SimulationTables, SameSeedSameBytesAndLongerBeginsAsShorter) {
  const SimulatedCohort shorter = drawn(100);
  const SimulatedCohort longer = drawn(300);
  EXPECT_EQ(cohortCsv(shorter), cohortCsv(drawn(100)));
  EXPECT_TRUE(cohortCsv(longer).starts_with(cohortCsv(shorter)));
  EXPECT_TRUE(listCsv(longer).starts_with(listCsv(shorter)));
  EXPECT_TRUE(outcomesCsv(longer).starts_with(outcomesCsv(shorter)));
  EXPECT_TRUE(truthCsv(longer).starts_with(truthCsv(shorter)));
}

TEST(SimulationTables, EverySlideHasItsRowAndPatientsAreInOneSplit) {
  const SimulatedCohort cohort = drawn(50, 2);
  const auto table = DataTable::parse(cohortCsv(cohort));
  ASSERT_TRUE(table);
  EXPECT_EQ(table->rows(), 100);
  const auto paths = table->texts("path").value();
  EXPECT_EQ(paths[0], "slides/P000001-A1.svs");
  EXPECT_EQ(paths[1], "slides/P000001-A2.svs");
  EXPECT_EQ(table->texts("tumour").value()[1], "tumour/P000001-A2.tif");
  EXPECT_EQ(std::set(paths.begin(), paths.end()).size(), 100);
  const auto splits = table->texts("split").value();
  for (std::size_t i = 0; i < 100; i += 2) EXPECT_EQ(splits[i], splits[i + 1]);
  EXPECT_EQ(DataTable::parse(outcomesCsv(cohort))->rows(), 50);
}

TEST(SimulationTables, ListTellsNothingOfTheOutcome) {
  CohortModel model;
  const std::string before = listCsv(simulateCohort(model).value());
  model.hazardRatio = 1;
  model.weibullScaleYears = 1;
  EXPECT_EQ(listCsv(simulateCohort(model).value()), before);
}

TEST(SimulationTables, TablesAgreeWithThePatients) {
  const SimulatedCohort cohort = drawn(200);
  const auto table = DataTable::parse(cohortCsv(cohort)).value();
  const auto truth = DataTable::parse(truthCsv(cohort)).value();
  const auto times = table.times("time").value();
  const auto events = table.events("event").value();
  const auto causes = table.texts("cause").value();
  const auto latents = truth.numbers("latent").value();
  const auto cells = truth.numbers("latent_cells").value();
  const auto mpp = table.numbers("mpp").value();
  for (std::size_t i = 0; i < 200; ++i) {
    const SimulatedPatient& patient = cohort.patients[i];
    EXPECT_EQ(times[i], patient.outcome.timeDays);
    EXPECT_EQ(events[i], patient.outcome.event ? 1 : 0);
    EXPECT_EQ(causes[i], toText(patient.outcome.cause));
    EXPECT_NEAR(latents[i], patient.latents.latent, 6e-7);
    EXPECT_NEAR(cells[i], patient.latents.cells, 6e-7);
    EXPECT_EQ(mpp[i], patient.slides[0].mpp);
  }
  for (const char* numeric : {"age", "pT", "pN", "nodes", "recurrence", "recurrenceTime", "nodesPositive"})
    EXPECT_TRUE(table.isNumeric(numeric)) << numeric;
}

TEST(SimulationTables, StatisticsReadThem) {
  const auto table = DataTable::parse(cohortCsv(drawn(400))).value();
  analysis::StatsRequest request;
  request.time = "time";
  request.event = "event";
  request.cause = "cause";
  request.group = "stage";
  request.covariates = {"age", "sex", "site", "pT", "pN", "nodes", "grade", "neoadjuvant"};
  const auto result = analysis::runStats({&table, nullptr}, request);
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->n, 400);
  EXPECT_EQ(result->competing->dropped, 0);
  EXPECT_EQ(result->competing->causes, (std::vector<std::string>{"cancer", "other"}));
}

TEST(SimulationTables, NamesOfScannersAreQuotedWhereNeeded) {
  CohortModel model;
  model.patients = 3;
  model.scanners = {{"Maker, \"Model\" 1", 1, 0.25, 0}};
  const auto table = DataTable::parse(cohortCsv(simulateCohort(model).value())).value();
  EXPECT_EQ(table.texts("scanner").value()[2], "Maker, \"Model\" 1");
  EXPECT_EQ(table.texts("mpp").value()[2], "0.2500");
}

}  // namespace
}  // namespace snitt::simulation
