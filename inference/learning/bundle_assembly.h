// From trained networks to a bundle: members, thresholds, risk maps, reference distributions, card and record.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/training/study.h"
#include "inference/learning/learned_segmentation.h"
#include "inference/learning/learning.h"
#include "inference/learning/prepared_slide.h"
#include "inference/learning/resolution_learning.h"
#include "inference/learning/slide_look.h"

namespace snitt {

struct AssemblyInput {
  const LearningRequest& request;
  const training::Study& study;
  const std::vector<SlideLook>& looks;                                  // one a slide of the list
  const std::vector<PreparedSlide>& prepared;                           // likewise
  const std::vector<bool>& takesPart;                                   // one a patient
  const std::vector<std::unique_ptr<ResolutionLearning>>& resolutions;  // one a resolution of the configuration
  const std::vector<LearnedNetwork>& networks;
  const LearnedSegmentation& segmentation;
};

// Scores all patients who tune or test with the members, patient by patient as the configuration's rule says, chooses
// thresholds on those who tune, fits the risk map on those of them who are a sample, and writes it all down. Errors:
// usage (a rule that the tuning patients do not allow), model, cancelled.
[[nodiscard]] Result<LearnedBundle> assembleBundle(const AssemblyInput& input, const RunControl& control);

}  // namespace snitt
