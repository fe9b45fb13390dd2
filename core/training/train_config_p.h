// The steps of parseTrainConfig.
#pragma once

#include "core/bundle/manifest_parse_p.h"
#include "core/training/train_config.h"

namespace snitt::training {

void readTrainedSegmentation(manifest::TableReader in, SegmentationTraining& into);
void readTrainedResolutions(manifest::TableReader& root, std::vector<ResolutionTraining>& into);
void readSimulatedEncoder(manifest::TableReader& root, std::optional<SimulatedEncoderTraining>& into);
void readLearning(manifest::TableReader in, LearningPlan& into);

// What several keys say together. Every key on its own has been checked before.
void checkTogether(manifest::TableReader& root, const TrainConfig& config);

}  // namespace snitt::training
