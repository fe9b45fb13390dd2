// Which bags a run uses, and in which order. Pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/result.h"
#include "inference/training/bag_source.h"
#include "inference/training/training_options.h"

namespace snitt {

struct UsableBags {
  std::vector<std::size_t> bags;     // rising
  std::vector<BagOutcome> outcomes;  // of each
  std::vector<double> labelWeights;  // of each; 1 without balancing
};

// Usage where the target cannot be learned from what is left: fewer than two bags, one label alone, no event.
[[nodiscard]] Result<UsableBags> usableBags(const BagSet& source, const TrainingOptions& options);

// Positions in `usable` for each step of an epoch: a random order in which events (poor ones) come at even distances,
// cut into steps of nearly the same size. Every bag once.
[[nodiscard]] std::vector<std::vector<std::size_t>> epochSteps(const UsableBags& usable, const TrainingOptions& options,
                                                               std::int64_t epoch);

struct SampleBag {
  std::size_t bag = 0;  // of the source
  std::vector<std::uint32_t> tiles;
};

// The fixed sample for batch norms: about normTiles tiles, about four a bag.
[[nodiscard]] std::vector<SampleBag> normSample(const UsableBags& usable, const BagSet& source,
                                                const TrainingOptions& options);

}  // namespace snitt
