// Where a training run stands, as a file: with it the run goes on as if it had never been stopped.
#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "inference/training/bag_network.h"
#include "inference/training/optimiser.h"

namespace snitt {

struct EpochReport {
  std::int64_t epoch = 0;  // from 0
  double trainingLoss = 0;
  double tuningLoss = std::numeric_limits<double>::quiet_NaN();    // NaN where the epoch was not judged
  double tuningMetric = std::numeric_limits<double>::quiet_NaN();  // likewise
};

struct TrainingState {
  std::int64_t epoch = 0;  // of the next step
  std::int64_t step = 0;   // the next one within its epoch
  double lossSum = 0;      // of the epoch's steps so far
  OptimiserSteps optimiserSteps;
  bool finished = false;
  std::int64_t bestEpoch = -1;
  std::vector<EpochReport> history;
  NetworkTensors network;  // with the norms' statistics
  NetworkTensors optimiser;
  NetworkTensors best;  // empty before the first epoch that was judged has ended
};

// The file appears whole or not at all. `identity` is trainingIdentity. No code, nothing to unpickle: a line with the
// format, a line with the SHA-256 of all that follows, a line of JSON, safetensors.
[[nodiscard]] Result<void> saveCheckpoint(const std::filesystem::path& file, std::string_view identity,
                                          const TrainingState& state);

// notFound, io; corrupt where bytes have changed; usage where it is of a run with another identity.
[[nodiscard]] Result<TrainingState> loadCheckpoint(const std::filesystem::path& file, std::string_view identity);

}  // namespace snitt
