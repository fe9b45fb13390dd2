// The members of every resolution, chosen by their figure, and what they say together of the patients who tune or test.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "inference/learning/bundle_assembly.h"

namespace snitt {

struct EnsembleScores {
  std::vector<std::size_t> patients;                  // indices in the cohort of those who tune or test
  std::map<std::string, std::vector<double>> scores;  // by resolution, one a patient
  std::vector<double> combined;                       // likewise
  std::vector<training::TunedNetwork> networks;       // all that were trained, with the members' ids
};

// Fills the members of `manifest` with the logistic of their outputs, and `files` with their weights. Several slides of
// a patient follow the configuration's rule; for the class of the worst slide that is the highest score. Errors: usage
// (fewer networks than members), model, cancelled.
[[nodiscard]] Result<EnsembleScores> scoreEnsembles(const AssemblyInput& input, Manifest& manifest,
                                                    std::map<std::string, std::string>& files,
                                                    const RunControl& control);

}  // namespace snitt
