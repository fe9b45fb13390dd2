// A network's convolutions on any device: batch norm folded into weights and bias, channels-last, one operator of
// LibTorch after the other. Layers of single pixels are matrix products.
#pragma once

#include <vector>

#include "inference/engine/engine.h"
#include "inference/networks/convolution_p.h"

namespace snitt {

class FoldedConvolver : public Convolver {
 public:
  FoldedConvolver(const ConvModules& modules, const EngineChoice& choice);

  [[nodiscard]] at::Tensor run(const ConvLayer& layer, const at::Tensor& x,
                               const at::Tensor* add = nullptr) const override;

 private:
  struct Folded {
    at::Tensor weight;
    at::Tensor bias;
  };
  std::vector<Folded> m_layers;
};

[[nodiscard]] at::ScalarType scalarTypeOf(Precision precision);

}  // namespace snitt
