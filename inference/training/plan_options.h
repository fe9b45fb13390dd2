// What a training's configuration says, as options of one network's run.
#pragma once

#include <cstdint>

#include "core/training/train_config.h"
#include "inference/training/training_options.h"

namespace snitt {

// `figure` is what epochs are compared by. `seed` decides order, tiles and changes. Limits that no configuration knows
// (tiles per tuning bag, tiles for norms) keep their defaults.
[[nodiscard]] TrainingOptions trainingOptionsOf(const training::LearningPlan& plan, training::MemberFigure figure,
                                                std::uint64_t seed);

}  // namespace snitt
