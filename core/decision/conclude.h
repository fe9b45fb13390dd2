// From scores of the resolutions to the rest of a decision, the same for one slide and for several. Pure functions.
#pragma once

#include <span>
#include <vector>

#include "core/decision/decision.h"

namespace snitt {

// A patient's score of a resolution from those of the slides; at least one. For the class of the worst slide it is the
// highest score, which is what there is to go by as long as there are no thresholds.
[[nodiscard]] double scoreOfSlides(PatientRule rule, std::span<const double> slides);

// One score from those of the resolutions; at least one.
[[nodiscard]] double combinedScore(CombineRule rule, std::span<const double> resolutions);

// The combined score, the class and the sentence that follow from the resolutions; at least one.
[[nodiscard]] Decision conclude(std::vector<ResolutionScore> resolutions, CombineRule rule);

}  // namespace snitt
