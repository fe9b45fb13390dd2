// The members of every resolution, chosen by their figure, and what they say together of the patients who tune or test.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "inference/learning/bundle_assembly.h"

namespace snitt {

// What the ensembles say of one slide.
struct SlideEnsembleScores {
  std::size_t patient = 0;               // its place among EnsembleScores::patients
  std::map<std::string, double> scores;  // by resolution
};

struct EnsembleScores {
  std::vector<std::size_t> patients;                  // indices in the cohort of those who tune or test
  std::map<std::string, std::vector<double>> scores;  // by resolution, one a patient
  std::vector<double> combined;                       // likewise
  std::vector<SlideEnsembleScores> slides;            // of the patients, in their order
  std::vector<training::TunedNetwork> networks;       // all that were trained, with the members' ids
};

// Fills the members of `manifest` with the logistic of their outputs, and `files` with their weights. Several slides of
// a patient follow the configuration's rule. While there are no thresholds there is no class either: for the slide of
// the worst class it is the highest score of each resolution until decidePatients. Errors: usage (fewer networks than
// members), model, cancelled.
[[nodiscard]] Result<EnsembleScores> scoreEnsembles(const AssemblyInput& input, Manifest& manifest,
                                                    std::map<std::string, std::string>& files,
                                                    const RunControl& control);

// Makes the patients' scores those that the bundle will give them, by its thresholds and its rule for several slides.
// Errors: model.
[[nodiscard]] Result<void> decidePatients(const DecisionRules& rules, EnsembleScores& scored);

}  // namespace snitt
