#include "inference/engine/folded_convolver_p.h"

namespace snitt {

at::ScalarType scalarTypeOf(Precision precision) { return precision == Precision::bf16 ? at::kBFloat16 : at::kFloat; }

FoldedConvolver::FoldedConvolver(const ConvModules& modules, const EngineChoice& choice) {
  const c10::InferenceMode inference;
  const at::Device device(choice.device);
  const at::ScalarType type = scalarTypeOf(choice.precision);
  for (const auto& unit : modules.units()) {
    // In double, so that folding costs no more than the last rounding.
    at::Tensor weight = unit.convolution->weight.to(at::kDouble);
    at::Tensor bias = unit.convolution->bias;
    if (unit.norm) {
      const at::Tensor scale = unit.norm->weight.to(at::kDouble) /
                               at::sqrt(unit.norm->running_var.to(at::kDouble) + unit.norm->options.eps());
      weight = weight * scale.view({-1, 1, 1, 1});
      bias = unit.norm->bias - unit.norm->running_mean * scale;
    }
    m_layers.push_back({weight.to(device, type).contiguous(at::MemoryFormat::ChannelsLast), bias.to(device, type)});
  }
}

at::Tensor FoldedConvolver::run(const ConvLayer& layer, const at::Tensor& x, const at::Tensor* add) const {
  const Folded& folded = m_layers.at(layer.index);
  at::Tensor y = convolve(layer, x, folded.weight, folded.bias);
  if (add != nullptr) y.add_(*add);
  activate(layer.activation, y);
  return y;
}

std::unique_ptr<Convolver> makeConvolver(const ConvModules& modules, const EngineChoice& choice) {
  return std::make_unique<FoldedConvolver>(modules, choice);
}

}  // namespace snitt
