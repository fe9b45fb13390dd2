// The segmentation of a bundle that is being made: none, a network that is there already, or one that is learned from
// the list's tumour masks.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/training/cohort.h"
#include "inference/engine/engine.h"
#include "inference/learning/learning.h"
#include "inference/training/checkpoint.h"

namespace snitt {

struct LearnedSegmentation {
  std::unique_ptr<SegmentationNetwork> network;  // null where all tissue counts as tumour
  std::string sha256;                            // of its weights
  std::map<std::string, std::string> files;      // of the bundle
  std::string beginning;                         // one sentence for the card, without a full stop
  std::vector<EpochReport> history;              // of a training; tuningMetric is Dice
};

// `sides`: one a slide of the list. Errors: those of reading and of the training; usage where masks are missing.
[[nodiscard]] Result<LearnedSegmentation> learnSegmentation(const LearningRequest& request,
                                                            const std::vector<training::Side>& sides,
                                                            const RunControl& control);

}  // namespace snitt
