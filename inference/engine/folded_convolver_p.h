// The engine's way to run a network's convolutions: batch norm folded into weights and bias, channels-last, on one
// device at one precision.
#pragma once

#include <memory>
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

// The fastest Convolver that there is for a choice. It owns what it needs; the modules may go away.
[[nodiscard]] std::unique_ptr<Convolver> makeConvolver(const ConvModules& modules, const EngineChoice& choice);

[[nodiscard]] at::ScalarType scalarTypeOf(Precision precision);

}  // namespace snitt
