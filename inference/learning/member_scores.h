// What trained networks say of slides, as they will when the bundle scores them: all tiles, unchanged, in fp32.
#pragma once

#include <vector>

#include "core/progress.h"
#include "core/result.h"
#include "inference/learning/member_training.h"

namespace snitt {

// One output (log odds, or log hazard) for each of `slides`, in their order. Stage "scores", reported as
// `done` + slides of `total`. Kind model for NaN or Inf, cancelled.
struct ScoringProgress {
  std::int64_t done = 0;
  std::int64_t total = 0;
};
[[nodiscard]] Result<std::vector<double>> slideOutputs(const training::ResolutionTraining& resolution,
                                                       const LearnedNetwork& network,
                                                       const std::vector<const StoredTiles*>& slides, int threads,
                                                       ScoringProgress& progress, const RunControl& control);

// Constants that bring a Cox network's log hazards into [0, 1], the tuning slides' spread around the middle: {1 / sd,
// −mean / sd}. Outputs that do not differ get {1, −mean}.
[[nodiscard]] Logistic spreadAroundMiddle(const std::vector<double>& outputs);

[[nodiscard]] double scoreOf(double output, const Logistic& logistic);

}  // namespace snitt
