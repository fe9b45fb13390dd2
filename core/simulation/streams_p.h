// Which random numbers belong to what. Each part of a patient has a stream of its own, so that a change of the model
// changes only what depends on it: with another hazard ratio the same patients look the same and live longer or
// shorter.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/simulation/cohort_model.h"
#include "core/statistics/resampling/counter_random.h"

namespace snitt::simulation {

enum class Part : std::uint64_t { latent = 1, covariates, outcome, slide };

[[nodiscard]] inline statistics::CounterRandom streamOf(const CohortModel& model, Part part, std::size_t patient,
                                                        std::size_t slide = 0) {
  return {model.seed, static_cast<std::uint64_t>(part) << 56 | std::uint64_t{slide} << 32 | std::uint64_t{patient}};
}

}  // namespace snitt::simulation
