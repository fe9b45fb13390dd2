// The patients of R's rotterdam as a validation study: a score made of two covariates by fixed rules, classes by fixed
// thresholds, risks by a fixed map. reference/report.R has the same rules.
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <string>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/text/number.h"
#include "core/validation/report/report.h"
#include "support/shared_data.h"

namespace snitt::test {

inline const char* rotterdamProtocol() {
  return R"(
format = "snitt-protocol/1"
study = "Rotterdam by nodes and size"
site = "Rotterdam"
intendedUse = "A test of the report"
responsible = "Nobody"
kind = "external"
thresholds = "frozen"
bundle = "bundle"
[cohort]
list = "list.csv"
[outcomes]
file = "outcomes.csv"
unit = "days"
origin = "primary surgery"
endpoint = "death of any cause"
cutOff = 2000-01-01
[analysis]
horizonsYears = [5, 10]
adjust = ["age", "grade", "size"]
factors = ["grade"]
smallestCell = 5
resamples = 100
seed = 1
[[subgroup]]
column = "meno"
[[subgroup]]
column = "age"
cuts = [45, 60]
[[criterion]]
figure = "harrellC"
of = "lower"
atLeast = 0.65
[[criterion]]
figure = "calibrationSlope"
horizonYears = 5
atLeast = 0.8
)";
}

struct RotterdamPatient {
  std::string id, meno, size, grade, age;
  double nodes = 0;
  double time = 0;
  bool dead = false;

  [[nodiscard]] double first() const { return nodes / (nodes + 4); }
  [[nodiscard]] double second() const { return size == "<=20" ? 0.2 : size == "20-50" ? 0.5 : 0.8; }
};

inline std::vector<RotterdamPatient> rotterdamPatients(std::size_t most = 100'000) {
  const auto text = readFile(sharedData() / "survival/r_survival_rotterdam.csv");
  const auto table = parseCsv(text.value()).value();
  const auto at = [&](const CsvRow& row, const char* name) { return row[*table.column(name)]; };
  std::vector<RotterdamPatient> patients;
  for (const CsvRow& row : table.rows) {
    if (patients.size() == most) break;
    patients.push_back({fmt::format("R{}", at(row, "pid")), at(row, "meno"), at(row, "size"), at(row, "grade"),
                        at(row, "age"), *parseNumber(at(row, "nodes")), *parseNumber(at(row, "dtime")),
                        at(row, "death") == "1"});
  }
  return patients;
}

// What makeReport takes, of those patients; `edit` changes the protocol's text.
inline Result<validation::ReportInput> rotterdamInput(const std::vector<RotterdamPatient>& patients,
                                                      const std::string& protocolText = rotterdamProtocol()) {
  auto protocol = validation::parseProtocol(protocolText);
  if (!protocol) return fail(protocol.error());
  std::string list = "path,patient,age,meno,size,grade,scanner\n";
  std::string outcomes = "patient,time,event\n";
  CohortReading cohort;
  cohort.state = CohortState::finished;
  std::size_t row = 2;
  for (const RotterdamPatient& one : patients) {
    list += csvRow({one.id + ".svs", one.id, one.age, one.meno, one.size, one.grade, "S1"});
    outcomes += csvRow({one.id, shortest(one.time), one.dead ? "1" : "0"});
    Decision decision;
    decision.resolutions = {{"10x", {}, one.first(), 0.3, prognosisAt(one.first(), 0.3)},
                            {"40x", {}, one.second(), 0.4, prognosisAt(one.second(), 0.4)}};
    decision.combined = (one.first() + one.second()) / 2;
    decision.prognosis =
        agreedPrognosis(std::vector{decision.resolutions[0].prognosis, decision.resolutions[1].prognosis});
    CohortSlideResult result;
    result.row = row;
    result.status = SlideStatus::scored;
    cohort.slides.push_back({row, cohort.patients.size(), result, {}, {}});
    cohort.patients.push_back({one.id, {row}, 1, decision, {}, PatientStatus::scored, {}});
    ++row;
  }
  const auto parsed = parseSlideList(list, "/");
  if (!parsed) return fail(parsed.error());
  const auto known = validation::readStudyOutcomes(outcomes, protocol->outcomes);
  if (!known) return fail(known.error());
  auto study = validation::assembleStudy({&*protocol, &*parsed, &cohort, &*known});
  if (!study) return fail(study.error());
  validation::ReportInput input;
  for (const double years : {5.0, 10.0}) {
    RiskMap map{years * validation::kDaysPerYear, "death", {}, {}};
    for (int i = 0; i <= 2000; ++i) {
      map.scores.push_back(i / 2000.0);
      map.risks.push_back(1 - std::exp(-years * 0.05 * std::exp(3 * (i / 2000.0 - 0.4))));
    }
    input.manifest.decision.riskMaps.push_back(std::move(map));
  }
  input.manifest.name = "Rotterdam";
  input.manifest.version = "1";
  input.protocol = *std::move(protocol);
  input.study = *std::move(study);
  input.lockHash = std::string(64, 'a');
  input.lockTime = "2026-01-01T00:00:00Z";
  input.runDate = "2026-01-02T00:00:00Z";
  input.overlap = "Overlap with training patients is not assessable: there is no training record.";
  input.command = "snitt validate …";
  input.threads = 2;
  return input;
}

}  // namespace snitt::test
