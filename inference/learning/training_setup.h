// From the configuration's words to what the networks' trainer takes. Pure functions.
#pragma once

#include <cstdint>

#include "core/training/study.h"
#include "core/training/train_config.h"
#include "inference/learning/simulated_encoder.h"
#include "inference/training/bag_network.h"
#include "inference/training/bag_source.h"
#include "inference/training/training_options.h"

namespace snitt {

// `seed` is one of the resolution's: of the weights to begin with, the order of patients, tiles and changes.
[[nodiscard]] BagNetworkSpec networkSpecOf(const training::ResolutionTraining& resolution, int seed);
[[nodiscard]] TrainingOptions trainingOptionsOf(const training::TrainConfig& config, int seed);
[[nodiscard]] AugmentOptions augmentationOf(const training::TrainConfig& config);
// A member of the bundle, without its files; all of a resolution are alike.
[[nodiscard]] NetworkSpec memberNetworkOf(const training::ResolutionTraining& resolution);
[[nodiscard]] SimulatedEncoderPlan encoderPlanOf(const training::TrainConfig& config,
                                                 const training::ResolutionTraining& resolution);

// The learning rate with which an epoch (from 0) ends, for curves.
[[nodiscard]] double learningRateAtEnd(const TrainingOptions& options, std::int64_t epoch);

// What a network learns of this patient.
[[nodiscard]] BagOutcome bagOutcomeOf(const training::PatientOutcome& outcome, training::DistinctLabel label);

}  // namespace snitt
