#include "core/simulation/cohort_tables.h"

#include <cmath>

#include "core/csv.h"
#include "core/text/number.h"

namespace snitt::simulation {
namespace {

constexpr int kMppDecimals = 4;
constexpr int kLatentDecimals = 6;

// Columns of a row in the order in which they were added; the header is the same walk with names.
struct Cells {
  CsvRow names;
  CsvRow values;

  void add(std::string name, std::string value) {
    names.push_back(std::move(name));
    values.push_back(std::move(value));
  }
};

std::string flag(bool value) { return value ? "1" : "0"; }

void addSlide(Cells& cells, const SimulatedPatient& patient, const SlideFacts& slide, const CohortFiles& files) {
  cells.add("path", files.slide(slide));
  cells.add("patient", patient.name);
  cells.add("accession", slide.accession);
  cells.add("mpp", fixed(slide.mpp, kMppDecimals));
}

void addFacts(Cells& cells, const SimulatedPatient& patient, const std::string& scanner) {
  const Covariates& facts = patient.covariates;
  cells.add("age", std::to_string(static_cast<int>(std::floor(facts.ageYears))));
  cells.add("sex", facts.male ? "male" : "female");
  cells.add("site", std::string(toText(facts.site)));
  cells.add("scanner", scanner);
  cells.add("organ", facts.site == Site::rectum ? "rectum" : "colon");
  cells.add("specimenType", "resection");
  cells.add("neoadjuvant", facts.neoadjuvant ? "yes" : "no");
  cells.add("stain", "H&E");
  cells.add("pT", std::to_string(facts.pT));
  cells.add("pN", std::to_string(facts.pN));
  cells.add("nodes", std::to_string(facts.nodesExamined));
}

void addOutcome(Cells& cells, const Outcome& outcome) {
  cells.add("time", std::to_string(outcome.timeDays));
  cells.add("event", flag(outcome.event));
  cells.add("cause", std::string(toText(outcome.cause)));
  cells.add("recurrence", flag(outcome.recurrence));
  cells.add("recurrenceTime", std::to_string(outcome.recurrenceDays));
}

void addRest(Cells& cells, const SimulatedPatient& patient, const std::string& tumour) {
  cells.add("tumour", tumour);
  cells.add("stage", patient.covariates.stage);
  cells.add("grade", patient.covariates.highGrade ? "high" : "low");
  cells.add("nodesPositive", std::to_string(patient.covariates.nodesPositive));
}

void append(std::string& text, const Cells& cells) {
  if (text.empty()) text = csvRow(cells.names);
  text += csvRow(cells.values);
}

std::string slideList(const SimulatedCohort& cohort, const CohortFiles& files, bool withOutcome) {
  std::string text;
  for (std::size_t i = 0; i < cohort.patients.size(); ++i) {
    const SimulatedPatient& patient = cohort.patients[i];
    for (const SlideFacts& slide : patient.slides) {
      Cells cells;
      addSlide(cells, patient, slide, files);
      if (withOutcome) cells.add("split", std::string(toText(cohort.splits[i])));
      addFacts(cells, patient, cohort.model.scanners[slide.scanner].name);
      if (withOutcome) addOutcome(cells, patient.outcome);
      addRest(cells, patient, files.tumour(slide));
      append(text, cells);
    }
  }
  return text;
}

}  // namespace

std::string cohortCsv(const SimulatedCohort& cohort, const CohortFiles& files) {
  return slideList(cohort, files, true);
}

std::string listCsv(const SimulatedCohort& cohort, const CohortFiles& files) { return slideList(cohort, files, false); }

std::string outcomesCsv(const SimulatedCohort& cohort) {
  std::string text;
  for (const SimulatedPatient& patient : cohort.patients) {
    Cells cells;
    cells.add("patient", patient.name);
    addOutcome(cells, patient.outcome);
    append(text, cells);
  }
  return text;
}

std::string truthCsv(const SimulatedCohort& cohort) {
  std::string text;
  for (const SimulatedPatient& patient : cohort.patients) {
    Cells cells;
    cells.add("patient", patient.name);
    cells.add("latent", fixed(patient.latents.latent, kLatentDecimals));
    cells.add("latent_architecture", fixed(patient.latents.architecture, kLatentDecimals));
    cells.add("latent_cells", fixed(patient.latents.cells, kLatentDecimals));
    append(text, cells);
  }
  return text;
}

}  // namespace snitt::simulation
