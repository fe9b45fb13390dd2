// Trains one segmentation network from start to end, or from where its checkpoint says.
#pragma once

#include "core/result.h"
#include "inference/training/segmentation_options.h"
#include "inference/training/segmentation_tiles.h"
#include "inference/training/segmentation_trainee.h"
#include "inference/training/train.h"

namespace snitt {

struct TrainedSegmentationNetwork {
  NetworkTensors tensors;  // of the best epoch, or the last one without slides to tune on; as the engine loads them
  std::int64_t bestEpoch = 0;
  std::vector<EpochReport> history;  // tuningMetric: Dice of the tumour at a probability of 0.5
  TumourCounts tuning;               // of `tensors`; empty without slides to tune on
};

// Statistics of the batch norms are estimated on a fixed sample of crops before the first step and stay: from then on a
// norm is a fixed scale that its weights go on from, a data-dependent initialisation (Salimans and Kingma, NeurIPS
// 2016, section 3), and what is trained is what inference runs. Each epoch draws cropsPerSlide crops of every slide and
// goes through them in a new order; then the tuning slides are covered, and Dice is taken over their pixels together.
// `tuning` may be null.
//
// The same arguments give the same bits on one kind of CPU, whatever the threads and however often the run was stopped
// and asked for again; on a GPU as `train` has it. `run.startFrom` takes the same names; `run.data` names slides and
// truth. Usage without slides.
[[nodiscard]] Result<TrainedSegmentationNetwork> trainSegmentationNetwork(const SegmentationNetworkSpec& spec,
                                                                          const SegmentationOptions& options,
                                                                          const SegmentationTiles& training,
                                                                          const SegmentationTiles* tuning,
                                                                          const TrainingRun& run);

}  // namespace snitt
