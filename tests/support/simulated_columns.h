// A simulated cohort as the arrays that statistics take.
#pragma once

#include <cstdint>
#include <vector>

#include "core/simulation/simulated_cohort.h"
#include "core/statistics/survival/survival_data.h"

namespace snitt::test {

struct SimulatedColumns {
  std::vector<double> time, latent, architecture, cells;
  std::vector<std::uint8_t> cancer, death;

  explicit SimulatedColumns(const std::vector<simulation::SimulatedPatient>& patients) {
    for (const simulation::SimulatedPatient& patient : patients) {
      time.push_back(patient.outcome.timeDays);
      cancer.push_back(patient.outcome.cause == simulation::Cause::cancer ? 1 : 0);
      death.push_back(patient.outcome.event ? 1 : 0);
      latent.push_back(patient.latents.latent);
      architecture.push_back(patient.latents.architecture);
      cells.push_back(patient.latents.cells);
    }
  }
  // Death of cancer, those of other causes censored.
  [[nodiscard]] statistics::SurvivalView ofCancer() const { return {time, cancer}; }
  [[nodiscard]] statistics::SurvivalView ofAnyCause() const { return {time, death}; }
};

}  // namespace snitt::test
