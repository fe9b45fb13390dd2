// Statistics of batch norms, estimated layer by layer on a fixed sample of tiles: each layer's from what the layers
// before it, with their own estimates in place, make of the whole sample. What one pass in training mode over the whole
// sample as one batch would give, at the memory of its block outputs alone.
#pragma once

#include <stop_token>
#include <vector>

#include <torch/torch.h>

#include "core/result.h"
#include "inference/networks/mobilenet_v2_p.h"
#include "inference/training/training_convolver_p.h"

namespace snitt {

// `tiles`: each N×3×H×W on the convolver's device, normalised, channels-last; replaced by what the last block makes of
// them. Sets running mean and running variance (of the sample itself, over n) of every norm but those of the first
// `frozenBlocks` blocks, and leaves the convolver folded with them. The same bits whatever the threads.
[[nodiscard]] Result<void> estimateNorms(const MobileNetV2Layout& layout, const ConvModules& modules, int frozenBlocks,
                                         TrainingConvolver& convolver, std::vector<at::Tensor>& tiles, int threads,
                                         const std::stop_token& stop);

}  // namespace snitt
