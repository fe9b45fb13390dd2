// oneDNN's fused convolutions on a CPU: bias, activation and residual sum in one pass over the output, weights
// reordered once into the layout that the kernel wants, activations channels-last throughout.
//
// Called through LibTorch's operators mkldnn::_convolution_pointwise and mkldnn::_reorder_convolution_weight, which the
// dispatcher knows by name. A build of LibTorch without them, or without oneDNN, has canFuse() false.
#pragma once

#include <optional>
#include <vector>

#include "inference/engine/engine.h"
#include "inference/networks/convolution_p.h"
#include "inference/networks/shape_probe_p.h"

namespace snitt {

// Does this LibTorch have the operators, and this CPU kernels for them (AVX2 at least)?
[[nodiscard]] bool canFuse();

class FusedConvolver : public Convolver {
 public:
  // `inputs`: the size of each convolution's input, by index. Other sizes work and are slower.
  FusedConvolver(const ConvModules& modules, Precision precision, const std::vector<TensorShape>& inputs);

  [[nodiscard]] at::Tensor run(const ConvLayer& layer, const at::Tensor& x,
                               const at::Tensor* add = nullptr) const override;

 private:
  struct Prepared {
    at::Tensor weight;  // in oneDNN's own layout
    std::optional<at::Tensor> bias;
  };
  std::vector<Prepared> m_layers;
};

}  // namespace snitt
