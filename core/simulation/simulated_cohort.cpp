#include "core/simulation/simulated_cohort.h"

#include <array>

namespace snitt::simulation {
namespace {

constexpr std::size_t kSplits = 3;
constexpr std::size_t kOutcomes = 3;

// Patients of one outcome who have been given a split.
struct Dealt {
  std::array<std::size_t, kSplits> given{};
  std::size_t all = 0;

  std::size_t next(const std::array<double, kSplits>& shares) {
    ++all;
    std::size_t furthest = 0;
    double most = -1;
    for (std::size_t split = 0; split < kSplits; ++split) {
      const double behind = shares[split] * static_cast<double>(all) - static_cast<double>(given[split]);
      if (shares[split] <= 0 || behind <= most) continue;
      most = behind;
      furthest = split;
    }
    ++given[furthest];
    return furthest;
  }
};

}  // namespace

std::string_view toText(Split split) {
  static constexpr std::array<std::string_view, kSplits> names{"train", "tune", "test"};
  return names.at(static_cast<std::size_t>(split));
}

SimulatedPatient drawPatient(const CohortModel& model, std::size_t index) {
  SimulatedPatient patient;
  patient.index = index;
  patient.name = patientName(index);
  patient.latents = drawLatents(model, index);
  patient.covariates = drawCovariates(model, index, patient.latents.latent);
  const Course course = drawCourse(model, index, patient.latents.latent, patient.covariates);
  patient.surgery = course.surgery;
  patient.outcome = course.outcome;
  for (std::size_t slide = 0; slide < model.slidesPerPatient; ++slide)
    patient.slides.push_back(drawSlideFacts(model, index, slide, course.surgery));
  return patient;
}

std::vector<Split> splitsOf(const CohortModel& model, const std::vector<SimulatedPatient>& patients) {
  std::array<Dealt, kOutcomes> dealt;
  std::vector<Split> splits;
  splits.reserve(patients.size());
  for (const SimulatedPatient& patient : patients)
    splits.push_back(
        static_cast<Split>(dealt[static_cast<std::size_t>(patient.outcome.cause)].next(model.splitShares)));
  return splits;
}

Result<SimulatedCohort> simulateCohort(const CohortModel& model) {
  if (auto checked = checkCohortModel(model); !checked) return fail(checked.error());
  SimulatedCohort cohort{model, {}, {}};
  cohort.patients.reserve(model.patients);
  for (std::size_t i = 0; i < model.patients; ++i) cohort.patients.push_back(drawPatient(model, i));
  cohort.splits = splitsOf(model, cohort.patients);
  return cohort;
}

}  // namespace snitt::simulation
