// The tables of a simulated cohort, as text. Pure functions; the same cohort gives the same bytes.
#pragma once

#include <string>
#include <string_view>

#include "core/simulation/simulated_cohort.h"

namespace snitt::simulation {

// Where the slides and masks lie, relative to the tables, and how their names end.
struct CohortFiles {
  std::string slideFolder = "slides";
  std::string slideEnding = ".svs";
  std::string tumourFolder = "tumour";
  std::string tumourEnding = ".tif";

  [[nodiscard]] std::string slide(const SlideFacts& facts) const {
    return slideFolder + "/" + facts.stem + slideEnding;
  }
  [[nodiscard]] std::string tumour(const SlideFacts& facts) const {
    return tumourFolder + "/" + facts.stem + tumourEnding;
  }
};

// Slide lists, a row a slide. Both have the known columns path, patient, accession, mpp, age, sex, site, scanner,
// organ, specimenType, neoadjuvant, stain, pT, pN, nodes and tumour, then stage, grade and nodesPositive, which a slide
// list carries through. The first has also split and the outcome: time, event, cause, recurrence, recurrenceTime.
[[nodiscard]] std::string cohortCsv(const SimulatedCohort& cohort, const CohortFiles& files = {});
[[nodiscard]] std::string listCsv(const SimulatedCohort& cohort, const CohortFiles& files = {});
// A row a patient: patient, time, event, cause, recurrence, recurrenceTime.
[[nodiscard]] std::string outcomesCsv(const SimulatedCohort& cohort);
// A row a patient: patient, latent, latent_architecture, latent_cells, with six decimals.
[[nodiscard]] std::string truthCsv(const SimulatedCohort& cohort);

// "format": "snitt-simulation/1": the whole model, and which software drew it.
[[nodiscard]] std::string simulationJson(const CohortModel& model, std::string_view software);

}  // namespace snitt::simulation
