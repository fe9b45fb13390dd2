#include "core/simulation/cohort_model.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/simulation/cohort_tables.h"

namespace snitt::simulation {
namespace {

template <class Change>
std::string messageAfter(Change change) {
  CohortModel model;
  change(model);
  const auto checked = checkCohortModel(model);
  if (checked) return "";
  EXPECT_EQ(checked.error().kind, ErrorKind::usage);
  return checked.error().message;
}

TEST(SimulationModel, DefaultAndLimitsAreAccepted) {
  EXPECT_EQ(messageAfter([](CohortModel&) {}), "");
  for (const ModelNumber& number : modelNumbers())
    for (const double limit : {number.least, number.most}) {
      // Three that bound each other.
      if (number.name.starts_with("correlation") && number.name != "correlationLatentGrade") continue;
      EXPECT_EQ(messageAfter([&](CohortModel& model) { model.*number.member = limit; }), "") << number.name << limit;
    }
}

TEST(SimulationModel, EachNumberOutOfItsRangeIsNamed) {
  for (const ModelNumber& number : modelNumbers())
    for (const double bad :
         {number.least - 1, number.most + 1, std::nan(""), std::numeric_limits<double>::infinity()}) {
      const std::string message = messageAfter([&](CohortModel& model) { model.*number.member = bad; });
      EXPECT_TRUE(message.starts_with(std::string(number.name) + " must lie between "))
          << number.name << ": " << message;
    }
}

TEST(SimulationModel, OtherFaultsAreOneSentence) {
  EXPECT_EQ(messageAfter([](CohortModel& m) { m.patients = 0; }), "patients must lie between 1 and 1000000, not 0");
  EXPECT_EQ(messageAfter([](CohortModel& m) { m.slidesPerPatient = 10; }),
            "slidesPerPatient must lie between 1 and 9, not 10");
  EXPECT_EQ(messageAfter([](CohortModel& m) {
              m.pTShares = {0.5, 0.5, 0.5, 0};
            }),
            "pTShares must add up to 1, not to 1.5");
  EXPECT_EQ(messageAfter([](CohortModel& m) {
              m.splitShares = {1.5, -0.5, 0};
            }),
            "splitShares: each share must lie between 0 and 1, not 1.5");
  EXPECT_EQ(messageAfter([](CohortModel& m) { m.pNShares[0] = std::nan(""); }),
            "pNShares: each share must lie between 0 and 1, not NaN");
  EXPECT_EQ(messageAfter([](CohortModel& m) {
              m.correlationLatentPT = 0.9;
              m.correlationLatentPN = 0.9;
              m.correlationPTPN = 0;
            }),
            "correlationLatentPT 0.9, correlationLatentPN 0.9 and correlationPTPN 0 contradict each other");
  EXPECT_EQ(messageAfter([](CohortModel& m) { m.recruitmentStart -= std::chrono::days(365 * 100); }),
            "recruitmentStart must lie between 1950-01-01 and 2049-12-31");
}

TEST(SimulationModel, ScannersAreChecked) {
  EXPECT_EQ(messageAfter([](CohortModel& m) { m.scanners.clear(); }), "scanners: at least one scanner is needed");
  EXPECT_EQ(messageAfter([](CohortModel& m) { m.scanners[0].name = " "; }), "scanners: a scanner needs a name");
  EXPECT_EQ(messageAfter([](CohortModel& m) { m.scanners[1].name = m.scanners[0].name; }),
            "scanners: \"Scanner A\" appears twice");
  EXPECT_EQ(messageAfter([](CohortModel& m) { m.scanners[0].mpp = 0; }),
            "scanners: \"Scanner A\": mpp must lie between 0.05 and 20, not 0");
  EXPECT_EQ(messageAfter([](CohortModel& m) { m.scanners[0].mppSd = 1; }),
            "scanners: \"Scanner A\": mppSd must lie between 0 and 0.0252, not 1");
  EXPECT_EQ(messageAfter([](CohortModel& m) { m.scanners[0].share = 0.7; }),
            "scanners: the shares must add up to 1, not to 1.1");
}

TEST(SimulationModel, JsonTellsEveryNumber) {
  CohortModel model;
  model.seed = 18446744073709551615U;
  const auto json = nlohmann::json::parse(simulationJson(model, "snitt 1.2.3"));
  EXPECT_EQ(json["format"], "snitt-simulation/1");
  EXPECT_EQ(json["software"], "snitt 1.2.3");
  EXPECT_EQ(json["seed"], "18446744073709551615");
  EXPECT_EQ(json["patients"], 100);
  EXPECT_EQ(json["recruitmentStart"], "2012-01-01");
  for (const ModelNumber& number : modelNumbers()) EXPECT_EQ(json.at(number.name), model.*number.member) << number.name;
  for (const ModelShares& field : modelShares(model)) EXPECT_EQ(json.at(field.name).size(), field.shares.size());
  ASSERT_EQ(json["scanners"].size(), 2);
  EXPECT_EQ(json["scanners"][1]["name"], "Scanner B");
  EXPECT_EQ(json["scanners"][1]["mpp"], 0.2637);
  // Every double of the model is told: those of the struct that are in no array or scanner.
  EXPECT_EQ(json.size(), 7 + 26 + 4);
}

}  // namespace
}  // namespace snitt::simulation
