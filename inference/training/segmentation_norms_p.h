// Statistics of a U-Net's batch norms, estimated layer by layer on a fixed sample of crops (as estimateNorms in
// norm_estimate_p.h does for MobileNetV2).
#pragma once

#include <stop_token>
#include <vector>

#include <torch/torch.h>

#include "core/result.h"
#include "inference/networks/unet_p.h"
#include "inference/training/training_convolver_p.h"

namespace snitt {

// `crops`: each 1×3×H×W on the convolver's device, normalised, channels-last, H and W multiples of 2^depth; spoiled.
// Leaves the convolver folded with what it found. The same bits whatever the threads.
[[nodiscard]] Result<void> estimateNorms(const UNetLayout& layout, const ConvModules& modules,
                                         TrainingConvolver& convolver, std::vector<at::Tensor>& crops, int threads,
                                         const std::stop_token& stop);

}  // namespace snitt
