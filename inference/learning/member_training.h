// The networks of one resolution, each trained from its checkpoint on or from the start.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/progress.h"
#include "core/result.h"
#include "core/training/train_config.h"
#include "inference/learning/patient_bags.h"
#include "inference/training/train.h"

namespace snitt {

struct LearnedNetwork {
  std::string resolution;
  int seed = 0;
  TrainedNetwork trained;
  double figure = 0;  // on tuning patients, of the epoch that was kept
};

struct MemberTraining {
  const training::TrainConfig& config;
  const training::ResolutionTraining& resolution;
  const PatientBags& train;
  const PatientBags& tune;
  std::string data;                            // names patients, outcomes and tiles
  const SafetensorsFile* startFrom = nullptr;  // may be null
  std::filesystem::path folder;                // of checkpoints
  int threads = 1;
};

// Stage "train RESOLUTION/SEED" of the progress. Io where another process trains the same network.
[[nodiscard]] Result<LearnedNetwork> trainMember(const MemberTraining& training, int seed, const RunControl& control);

}  // namespace snitt
