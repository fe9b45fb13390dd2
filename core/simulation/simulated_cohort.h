// A cohort of simulated patients whose truth is known. Pure functions.
//
// Patient i follows from the model and i alone, so it does not matter who draws it, or in which order; a cohort of 300
// begins with the 100 patients of a cohort of 100, their splits included.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/simulation/cohort_model.h"
#include "core/simulation/covariates.h"
#include "core/simulation/outcome.h"
#include "core/simulation/slide_facts.h"

namespace snitt::simulation {

struct SimulatedPatient {
  std::size_t index = 0;
  std::string name;
  Latents latents;
  Covariates covariates;
  Day surgery;
  Outcome outcome;
  std::vector<SlideFacts> slides;
  bool operator==(const SimulatedPatient&) const = default;
};

// The model has been checked.
[[nodiscard]] SimulatedPatient drawPatient(const CohortModel& model, std::size_t index);

enum class Split { train, tune, test };
[[nodiscard]] std::string_view toText(Split split);

// A split for each patient, within each outcome (followed, died of cancer, died of something else) by itself: in their
// order, each goes to the split that is furthest behind its share. So the splits have the model's shares of each
// outcome to within one patient, and one's split depends on nobody behind him.
[[nodiscard]] std::vector<Split> splitsOf(const CohortModel& model, const std::vector<SimulatedPatient>& patients);

struct SimulatedCohort {
  CohortModel model;
  std::vector<SimulatedPatient> patients;
  std::vector<Split> splits;  // as the patients
};

// Usage where the model cannot be (checkCohortModel).
[[nodiscard]] Result<SimulatedCohort> simulateCohort(const CohortModel& model);

}  // namespace snitt::simulation
