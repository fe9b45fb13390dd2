// Trains one network on bags from start to end, or from where its checkpoint says.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/progress.h"
#include "core/result.h"
#include "inference/training/bag_source.h"
#include "inference/training/checkpoint.h"
#include "inference/training/training_options.h"

namespace snitt {

struct TrainingProgress {
  std::int64_t epoch = 0;  // from 0
  std::int64_t epochs = 0;
  std::int64_t step = 0;  // steps of this epoch that are done
  std::int64_t steps = 0;
  double loss = 0;                           // mean over them
  const EpochReport* epochReport = nullptr;  // when the epoch has just ended
};

// Reports steps as that stage of a verb, and waits while the run is paused. `control` must outlive it.
[[nodiscard]] std::function<void(const TrainingProgress&)> reportedAs(const RunControl& control, std::string stage);

// None of this changes what comes out.
struct TrainingRun {
  int threads = 1;
  std::filesystem::path checkpoint;            // empty: none is written
  std::chrono::seconds checkpointEvery{60};    // and at each epoch's end; 0: after each step
  std::string data;                            // names bags, outcomes and start, for trainingIdentity
  const SafetensorsFile* startFrom = nullptr;  // pretrained weights, with torchvision's names; a head is kept as it is
  std::stop_token stop;                        // obeyed between chunks; kind cancelled, with the checkpoint written
  std::function<void(const TrainingProgress&)> progress;  // on the calling thread
};

struct TrainedNetwork {
  // Of the best epoch, or the last one without bags to tune on; as the engine loads them. Of a head alone `head.*`, see
  // TileEncoder::memberFiles.
  NetworkTensors tensors;
  std::int64_t bestEpoch = 0;
  std::vector<EpochReport> history;
};

// Each epoch: statistics of the batch norms on the fixed sample, steps over all bags in a new order that spreads events
// (or labels) evenly, then the tuning metric where it is the turn to look. The weights of the best epoch, of equals of
// the one with the lowest tuning loss, are kept with the statistics that they were judged with. `tuning` may be null.
// The same arguments give the same bits on one kind of CPU, whatever the threads and however often the run was stopped
// and asked for again. On a GPU (BagNetworkSpec::device) a step is the CPU's but for rounding, which the steps after it
// do not forget: outcomes are alike, bits are not. A checkpoint of the one is refused on the other. Bags without tiles
// or without the outcome that is needed are left out; usage where too few are left.
[[nodiscard]] Result<TrainedNetwork> train(const BagNetworkSpec& spec, const TrainingOptions& options,
                                           const BagSet& training, const BagSet* tuning, const TrainingRun& run);

}  // namespace snitt
