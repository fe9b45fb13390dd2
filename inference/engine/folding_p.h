// Batch norm folded into the convolution before it (Jacob et al. 2018, section 3.2), in double.
#pragma once

#include <torch/torch.h>

#include "inference/networks/convolution_p.h"

namespace snitt {

struct FoldedConvolution {
  at::Tensor weight;  // as the convolution's, float64, on the CPU
  at::Tensor bias;    // float64; never undefined
};

[[nodiscard]] FoldedConvolution fold(const ConvModules::Unit& unit);

}  // namespace snitt
