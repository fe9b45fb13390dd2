#include "core/simulation/outcome.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "core/simulation/simulated_cohort.h"
#include "core/statistics/competing/cumulative_incidence.h"
#include "core/statistics/cox/cox_fit.h"
#include "core/statistics/discrimination/concordance.h"
#include "core/statistics/survival/kaplan_meier.h"
#include "support/simulated_columns.h"
#include "support/soak.h"

namespace snitt::simulation {
namespace {

using statistics::Covariate;
using test::SimulatedColumns;

constexpr double kNever = std::numeric_limits<double>::infinity();
constexpr std::size_t kMany = 20'000;

std::vector<SimulatedPatient> drawn(CohortModel model, std::size_t patients) {
  model.patients = patients;
  return simulateCohort(model).value().patients;
}

// Whose only prognosis is the latent, all of whom die of cancer while they are followed.
CohortModel latentAlone() {
  CohortModel model;
  model.hazardRatio = 2.5;
  model.hazardRatioPT = 1;
  model.hazardRatioPN = 1;
  model.otherHazardAt70 = 0;
  model.lossPerYear = 0;
  model.weibullScaleYears = 5;
  model.followUpYears = 100;
  return model;
}

double harrell(statistics::SurvivalView data, const std::vector<double>& score) {
  return statistics::concordance(data, score)->c.value;
}

TEST(SimulationOutcome, TimesBecomeWhatIsSeen) {
  // recurrence, cancer death, other death, followed
  EXPECT_EQ(observed({10.2, 20.5, 30, 15}), (Outcome{15, false, Cause::none, true, 11}));
  EXPECT_EQ(observed({10.2, 20.5, 30, 21}), (Outcome{21, true, Cause::cancer, true, 11}));
  EXPECT_EQ(observed({10.2, 20.5, 30, 20}), (Outcome{20, false, Cause::none, true, 11}));
  EXPECT_EQ(observed({10.2, 20.5, 5.5, 100}), (Outcome{6, true, Cause::other, false, 6}));
  EXPECT_EQ(observed({5.9, 20.5, 5.5, 100}), (Outcome{6, true, Cause::other, false, 6}));
  EXPECT_EQ(observed({5.1, 20.5, 5.5, 100}), (Outcome{6, true, Cause::other, true, 6}));
  EXPECT_EQ(observed({0.001, 0.002, kNever, 100}), (Outcome{1, true, Cause::cancer, true, 1}));
  EXPECT_EQ(observed({kNever, kNever, kNever, 0.2}), (Outcome{1, false, Cause::none, false, 1}));
}

TEST(SimulationOutcome, ColumnsAgreeWithEachOther) {
  const CohortModel model;
  const Day end = model.recruitmentStart + std::chrono::days(static_cast<int>(12 * kDaysPerYear));
  for (const SimulatedPatient& patient : drawn(model, kMany)) {
    const Outcome& o = patient.outcome;
    EXPECT_GE(o.timeDays, 1);
    EXPECT_EQ(o.event, o.cause != Cause::none);
    EXPECT_TRUE(o.recurrence || o.cause != Cause::cancer);
    EXPECT_TRUE(o.recurrenceDays >= 1 && o.recurrenceDays <= o.timeDays);
    EXPECT_TRUE(o.recurrence || o.recurrenceDays == o.timeDays);
    EXPECT_LE(patient.surgery + std::chrono::days(o.timeDays), end + std::chrono::days(1));
    EXPECT_LT(patient.surgery, model.recruitmentStart + std::chrono::days(5 * 366));
  }
}

// Of cancer death on the latent, what pT and pN say beyond it and, to be complete, age.
statistics::CoxFit fitted(const CohortModel& model, const std::vector<SimulatedPatient>& patients, bool latentAlone) {
  const SimulatedColumns columns(patients);
  std::vector<double> beyondT, beyondN, age;
  for (const SimulatedPatient& patient : patients) {
    const ExpectedExtent expected = expectedExtent(model, patient.latents.latent);
    beyondT.push_back(patient.covariates.pT - expected.pT);
    beyondN.push_back(patient.covariates.pN - expected.pN);
    age.push_back(patient.covariates.ageYears);
  }
  std::vector<Covariate> covariates{{"latent", columns.latent}};
  if (!latentAlone) covariates.insert(covariates.end(), {{"pT", beyondT}, {"pN", beyondN}, {"age", age}});
  const auto design = statistics::makeDesign(patients.size(), covariates);
  return statistics::coxFit(columns.ofCancer(), *design).value();
}

TEST(SimulationOutcome, ModelsAtTheirLimitsCanBeDrawn) {
  for (const ModelNumber& number : modelNumbers())
    for (const double limit : {number.least, number.most}) {
      CohortModel model;
      model.*number.member = limit;
      if (!checkCohortModel(model)) continue;  // correlations that contradict the others
      for (const SimulatedPatient& patient : drawn(model, 100)) {
        const Covariates& c = patient.covariates;
        EXPECT_TRUE(c.ageYears >= 25 && c.ageYears <= 99) << number.name << limit;
        EXPECT_TRUE(c.nodesExamined >= 1 && c.nodesExamined <= 200) << number.name << limit;
        EXPECT_TRUE(patient.outcome.timeDays >= 1 && patient.outcome.timeDays < 151 * 366) << number.name << limit;
        EXPECT_TRUE(std::isfinite(patient.latents.architecture) && std::isfinite(patient.latents.cells));
      }
    }
}

// A Cox regression of what the hazard was made of finds it again, and no effect of age.
TEST(SimulationOutcome, CoxFindsTheStatedHazardRatios) {
  CohortModel model;
  for (const double hazardRatio : {1.0, 3.0, 5.0}) {
    model.hazardRatio = hazardRatio;
    const statistics::CoxFit fit = fitted(model, drawn(model, kMany), false);
    const double stated[] = {hazardRatio, model.hazardRatioPT, model.hazardRatioPN, 1};
    for (std::size_t j = 0; j < 4; ++j) {
      const auto& found = fit.coefficients[j];
      EXPECT_NEAR(found.beta, std::log(stated[j]), 3.5 * found.se) << found.name << " " << hazardRatio;
    }
    EXPECT_LT(fit.coefficients[0].se, 0.02);
  }
}

// What a study sees that looks at the latent and nothing else.
TEST(SimulationOutcome, LatentAloneHasTheStatedHazardRatio) {
  CohortModel model;
  const auto latent = fitted(model, drawn(model, 2 * kMany), true).coefficients[0];
  EXPECT_NEAR(latent.beta / std::log(model.hazardRatio), 0.967, 0.03);
  model.hazardRatioPT = 1;
  model.hazardRatioPN = 1;
  const auto exact = fitted(model, drawn(model, 2 * kMany), true).coefficients[0];
  EXPECT_NEAR(exact.beta, std::log(model.hazardRatio), 3.5 * exact.se);
}

// (t / scale)^shape · exp(η) of who may die of cancer is a unit exponential, however others are censored.
TEST(SimulationOutcome, TimesAreWeibull) {
  CohortModel model;
  for (const double shape : {0.7, 1.1, 2.0}) {
    model.weibullShape = shape;
    model.weibullScaleYears = 12;
    std::vector<double> hazard;
    std::vector<std::uint8_t> event;
    for (const SimulatedPatient& patient : drawn(model, kMany)) {
      const double years = (patient.outcome.timeDays - 0.5) / kDaysPerYear;
      hazard.push_back(std::pow(years / model.weibullScaleYears, shape) *
                       std::exp(linearPredictor(model, patient.latents.latent, patient.covariates)));
      event.push_back(patient.outcome.cause == Cause::cancer ? 1 : 0);
    }
    const auto curve = statistics::kaplanMeier({hazard, event});
    for (const double h : {0.05, 0.3, 1.0, 2.0}) {
      const auto* step = curve->at(h);
      ASSERT_NE(step, nullptr);
      EXPECT_NEAR(step->survival, std::exp(-h), 4 * step->stdErr) << shape << " " << h;
    }
  }
}

// Deaths of other causes at the model's rate: the same with Gompertz's cumulative hazard.
TEST(SimulationOutcome, OtherDeathsAreGompertz) {
  const CohortModel model;
  std::vector<double> hazard;
  std::vector<std::uint8_t> event;
  for (const SimulatedPatient& patient : drawn(model, kMany)) {
    const double g = model.otherHazardGrowth;
    const double years = (patient.outcome.timeDays - 0.5) / kDaysPerYear;
    const double atSurgery = model.otherHazardAt70 * std::exp(g * (patient.covariates.ageYears - 70)) *
                             (patient.covariates.male ? model.otherHazardRatioMale : 1);
    hazard.push_back(atSurgery * std::expm1(g * years) / g);
    event.push_back(patient.outcome.cause == Cause::other ? 1 : 0);
  }
  const auto curve = statistics::kaplanMeier({hazard, event});
  for (const double h : {0.05, 0.3, 1.0})
    EXPECT_NEAR(curve->at(h)->survival, std::exp(-h), 4 * curve->at(h)->stdErr) << h;
}

// Without other causes C is the mean of the logistic of |L1 − L2| · log(HR): one of two patients dies first with odds
// of their hazards.
TEST(SimulationOutcome, ConcordanceIsThatOfProportionalHazards) {
  const SimulatedColumns columns(drawn(latentAlone(), kMany));
  const double sd = std::sqrt(2) * std::log(2.5);
  double expected = 0;
  constexpr double kStep = 0.001;
  for (double z = kStep / 2; z < 9; z += kStep)
    expected += kStep * 2 * std::exp(-z * z / 2) / std::sqrt(2 * M_PI) / (1 + std::exp(-sd * z));
  EXPECT_NEAR(harrell(columns.ofCancer(), columns.latent), expected, 0.006);
  EXPECT_LT(harrell(columns.ofCancer(), columns.architecture), expected - 0.02);
}

// What the header of the model promises of the default.
TEST(SimulationOutcome, DefaultCohortIsAsDescribed) {
  const auto patients = drawn({}, 40'000);
  const SimulatedColumns columns(patients);
  EXPECT_NEAR(harrell(columns.ofCancer(), columns.latent), 0.757, 0.01);
  EXPECT_NEAR(harrell(columns.ofCancer(), columns.architecture), 0.705, 0.01);
  EXPECT_NEAR(harrell(columns.ofCancer(), columns.cells), 0.705, 0.01);
  EXPECT_NEAR(harrell(columns.ofAnyCause(), columns.latent), 0.65, 0.01);
  std::vector<double> age, stagedTime;
  std::vector<std::uint8_t> stagedCancer, cause;
  for (std::size_t i = 0; i < patients.size(); ++i) {
    age.push_back(patients[i].covariates.ageYears);
    cause.push_back(static_cast<std::uint8_t>(patients[i].outcome.cause));
    if (patients[i].covariates.stage == "I") continue;
    stagedTime.push_back(columns.time[i]);
    stagedCancer.push_back(columns.cancer[i]);
  }
  std::ranges::nth_element(age, age.begin() + 20'000);
  EXPECT_NEAR(age[20'000], 72, 0.5);
  const auto survival = statistics::kaplanMeier({stagedTime, stagedCancer});
  EXPECT_NEAR(survival->at(5 * kDaysPerYear)->survival, 0.754, 0.01);
  const auto incidence = statistics::cumulativeIncidence({columns.time, cause}, 2);
  EXPECT_NEAR(incidence->at(1, 10 * kDaysPerYear).value, 0.315, 0.01);
  EXPECT_NEAR(incidence->at(2, 10 * kDaysPerYear).value, 0.256, 0.01);
}

TEST(SoakSimulationOutcome, IntervalsOfTheHazardRatioCoverIt) {
  CohortModel model;
  const int rounds = test::soaked(2000);
  int covered = 0;
  for (int round = 0; round < rounds; ++round) {
    model.seed = 1000 + static_cast<std::uint64_t>(round);
    const auto latent = fitted(model, drawn(model, 400), false).coefficients[0];
    covered += latent.lower95 <= model.hazardRatio && model.hazardRatio <= latent.upper95 ? 1 : 0;
  }
  EXPECT_NEAR(static_cast<double>(covered) / rounds, 0.95, 4 * std::sqrt(0.95 * 0.05 / rounds) + 0.005);
}

}  // namespace
}  // namespace snitt::simulation
