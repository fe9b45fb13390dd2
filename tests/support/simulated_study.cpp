#include "support/simulated_study.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/csv.h"
#include "core/simulation/cohort_tables.h"
#include "core/statistics/resampling/counter_random.h"
#include "core/text/number.h"
#include "core/training/reference_distributions.h"
#include "core/training/risk_map.h"

namespace snitt::test {
namespace {

using simulation::SimulatedPatient;

constexpr double kThreshold = 0.5;

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

struct Scores {
  double first = 0;
  double second = 0;

  [[nodiscard]] double combined() const { return (first + second) / 2; }
};

// What networks of middling skill would say.
Scores scoresOf(const SimulatedPatient& patient, std::uint64_t seed, bool random, double shift) {
  statistics::CounterRandom draw(seed, patient.index);
  const double a = draw.normal();
  const double b = draw.normal();
  if (random) return {logistic(a), logistic(b)};
  return {logistic(0.9 * patient.latents.architecture + 0.6 * a + shift),
          logistic(0.9 * patient.latents.cells + 0.6 * b + shift)};
}

Result<simulation::SimulatedCohort> drawn(std::size_t patients, std::uint64_t seed) {
  simulation::CohortModel model;
  model.patients = patients;
  model.seed = seed;
  return simulation::simulateCohort(model);
}

double cloglog(double p) { return std::log(-std::log1p(-p)); }
double backFrom(double x) { return -std::expm1(-std::exp(x)); }

// Fitted to other patients of the same model, as a bundle's are.
Result<std::vector<RiskMap>> mapsOf(const SimulatedStudy& study) {
  const auto tuning = drawn(4000, study.seed + 1000);
  if (!tuning) return fail(tuning.error());
  std::vector<training::RiskPatient> patients;
  for (const SimulatedPatient& one : tuning->patients) {
    training::RiskPatient patient;
    patient.score = scoresOf(one, study.seed + 1000, false, 0).combined();
    patient.timeDays = one.outcome.timeDays;
    patient.event = one.outcome.cause == simulation::Cause::cancer;
    patient.competing = one.outcome.cause == simulation::Cause::other;
    patients.push_back(patient);
  }
  training::RiskMapRequest request;
  for (const double years : {3.0, 5.0}) request.horizonsDays.push_back(years * validation::kDaysPerYear);
  auto fit = training::fitRiskMaps(patients, request);
  if (!fit) return fail(fit.error());
  for (RiskMap& map : fit->maps)
    for (double& risk : map.risks)
      risk =
          std::clamp(backFrom((cloglog(risk) - study.calibrationIntercept) / study.calibrationSlope), 1e-6, 1 - 1e-6);
  return fit->maps;
}

std::string protocolText(const SimulatedStudy& study) {
  return fmt::format(
      R"(
format = "snitt-protocol/1"
study = "Validation of the demonstrator at a simulated hospital"
site = "A simulated hospital"
intendedUse = "Prognosis after resection of a stage I to III colorectal cancer, for research"
responsible = "Quality department"
kind = "external"
thresholds = "frozen"
bundle = "bundle"
[cohort]
list = "list.csv"
[[cohort.include]]
column = "age"
from = 18
to = 95
[[cohort.exclude]]
column = "neoadjuvant"
values = ["yes"]
why = "neoadjuvant treatment"
[outcomes]
file = "outcomes.csv"
unit = "days"
cause = "cause"
{}
origin = "surgery"
endpoint = "death of colorectal cancer"
cutOff = 2024-01-01
[analysis]
horizonsYears = [3, 5]
adjust = ["age", "sex", "pT", "pN"]
factors = ["pT", "pN"]
smallestCell = {}
resamples = {}
seed = 1
[[subgroup]]
column = "sex"
title = "Sex"
[[subgroup]]
column = "age"
title = "Age"
cuts = [65, 75]
[[subgroup]]
column = "stage"
title = "Stage"
[[subgroup]]
column = "scanner"
title = "Scanner"
[[subgroup]]
column = "organ"
title = "Organ"
[[repeat]]
name = "Second scanner"
kind = "otherScanner"
list = "rescan.csv"
[[criterion]]
figure = "harrellC"
of = "lower"
atLeast = 0.65
[[criterion]]
figure = "withoutClassShare"
atMost = 0.08
[[criterion]]
figure = "calibrationSlope"
horizonYears = 5
of = "lower"
atLeast = 0.6
[[criterion]]
figure = "observedExpected"
horizonYears = 5
atMost = 1.3
[[criterion]]
figure = "hazardRatioPoorGood"
of = "lower"
atLeast = 1.5
[[criterion]]
figure = "sensitivity"
horizonYears = 5
atLeast = 0.5
[[criterion]]
figure = "icc"
which = "Second scanner"
of = "lower"
atLeast = 0.8
)",
      study.competes ? "counts = [\"cancer\"]\ncompetes = [\"other\"]" : "counts = [\"cancer\", \"other\"]",
      study.smallestCell, study.resamples);
}

CohortPatient scoredPatient(const SimulatedPatient& patient, std::size_t row, const Scores& scores) {
  Decision decision;
  decision.resolutions = {{"10x", {}, scores.first, kThreshold, prognosisAt(scores.first, kThreshold)},
                          {"40x", {}, scores.second, kThreshold, prognosisAt(scores.second, kThreshold)}};
  decision.combined = scores.combined();
  decision.prognosis =
      agreedPrognosis(std::vector{decision.resolutions[0].prognosis, decision.resolutions[1].prognosis});
  return {patient.name, {row}, 1, decision, {}, PatientStatus::scored, {}};
}

// Five networks whose scores are a hundredth apart.
std::vector<ResolutionScore> networksOf(std::vector<ResolutionScore> resolutions) {
  for (ResolutionScore& one : resolutions)
    for (int k = -2; k <= 2; ++k) one.members.push_back({fmt::format("{}-{}", one.name, k + 3), one.score + 0.01 * k});
  return resolutions;
}

CohortReading readingOf(const SimulatedStudy& study, const simulation::SimulatedCohort& cohort) {
  CohortReading reading;
  reading.state = CohortState::finished;
  std::size_t row = 2;
  for (const SimulatedPatient& one : cohort.patients) {
    statistics::CounterRandom draw(study.seed + 5, one.index);
    const double fate = draw.uniform();
    const bool shifted = one.slides.front().scanner + 1 == cohort.model.scanners.size();
    CohortPatient patient =
        scoredPatient(one, row, scoresOf(one, study.seed, study.randomScores, shifted ? study.scannerShift : 0));
    CohortSlideResult result;
    result.row = row;
    result.status = SlideStatus::scored;
    if (fate < study.failed) {
      patient.decision.reset();
      patient.status = PatientStatus::failed;
      patient.reason = result.reason = "the file ends in the middle of a tile";
      result.status = SlideStatus::failed;
    } else if (fate < study.failed + study.notAssessable) {
      patient.decision.reset();
      patient.status = PatientStatus::notAssessable;
      patient.reason = result.reason = "no tumour was found";
      result.status = SlideStatus::notAssessable;
    }
    if (result.status == SlideStatus::scored) result.resolutions = networksOf(patient.decision->resolutions);
    reading.slides.push_back({row, reading.patients.size(), result, {}, {}});
    reading.patients.push_back(std::move(patient));
    ++row;
  }
  return reading;
}

// The event of the table is death of any cause, which the protocol tells apart.
std::vector<ReferenceDistribution> referencesOf(const SimulatedStudy& study) {
  std::vector<double> combined;
  std::vector<double> first;
  const auto tuning = drawn(400, study.seed + 2000);
  for (const SimulatedPatient& one : tuning->patients) {
    const Scores scores = scoresOf(one, study.seed + 2000, false, 0);
    combined.push_back(scores.combined());
    first.push_back(scores.first);
  }
  return {training::referenceDistribution("combined", combined).value(),
          training::referenceDistribution("score_10x", first).value()};
}

validation::RepeatedReading rescanOf(const SimulatedStudy& study, const simulation::SimulatedCohort& cohort,
                                     const validation::RepeatPart& part) {
  validation::RepeatedReading reading;
  reading.part = part;
  reading.scanner = "Scanner B";
  for (const SimulatedPatient& one : cohort.patients) {
    if (one.index >= 120) break;
    statistics::CounterRandom draw(study.seed + 9, one.index);
    Scores scores = scoresOf(one, study.seed, study.randomScores, 0);
    scores.first = std::clamp(scores.first + 0.03 * draw.normal() + 0.01, 0.0, 1.0);
    scores.second = std::clamp(scores.second + 0.03 * draw.normal() + 0.01, 0.0, 1.0);
    const CohortPatient patient = scoredPatient(one, 2, scores);
    reading.combined.emplace(one.name, patient.decision->combined);
    reading.prognosis.emplace(one.name, patient.decision->prognosis);
  }
  return reading;
}

}  // namespace

Result<validation::ReportInput> simulatedInput(const SimulatedStudy& study) {
  auto protocol = validation::parseProtocol(protocolText(study));
  if (!protocol) return fail(protocol.error());
  const auto cohort = drawn(study.patients, study.seed);
  if (!cohort) return fail(cohort.error());
  const auto list = parseSlideList(simulation::listCsv(*cohort), "/");
  if (!list) return fail(list.error());
  const auto outcomes = validation::readStudyOutcomes(simulation::outcomesCsv(*cohort), protocol->outcomes);
  if (!outcomes) return fail(outcomes.error());
  const CohortReading reading = readingOf(study, *cohort);
  auto assembled = validation::assembleStudy({&*protocol, &*list, &reading, &*outcomes});
  if (!assembled) return fail(assembled.error());
  auto maps = mapsOf(study);
  if (!maps) return fail(maps.error());
  validation::ReportInput input;
  input.manifest.name = "Simulated";
  input.manifest.version = "1.0";
  input.manifest.status = BundleStatus::demonstrator;
  input.manifest.decision.riskMaps = *std::move(maps);
  input.manifest.references = referencesOf(study);
  input.repeats = {rescanOf(study, *cohort, protocol->repeats.front())};
  input.protocol = *std::move(protocol);
  input.study = *std::move(assembled);
  input.lockHash = "3f0a5b6c9d17e28f4a3b2c1d0e9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f";
  input.lockTime = "2026-02-01T09:00:00Z";
  input.lockFacts = {{"Locked by", "Kari Olsen (account kari)"}, {"Program", "snitt 0.1.0"}};
  input.hashes = {{"Bundle", std::string(64, '1')}, {"Slide list list.csv", std::string(64, '2')}};
  input.overlap = "Overlap with the training: not assessable, since no training record was given.";
  input.history.earlier = {{1,
                            "lock",
                            "2026-01-11T10:00:00Z",
                            "A first try",
                            "account kari",
                            {"Harrell's C: lower 95 % limit at least 0.70"},
                            "",
                            1.0},
                           {2,
                            "run",
                            "2026-01-12T10:00:00Z",
                            "A first try",
                            "account kari",
                            {"Harrell's C: lower 95 % limit at least 0.70"},
                            "1 of 1 criterion failed.",
                            1.0}};
  input.trainingCells = {{"patients", "all", "383"}, {"sex", "female", "186"}, {"sex", "male", "197"}};
  input.command = "snitt validate --protocol protocol.toml --cohort cohort --out report";
  input.runDate = "2026-02-03T10:00:00Z";
  input.threads = 2;
  return input;
}

}  // namespace snitt::test
