#include "inference/engine/folded_convolver_p.h"

#include "inference/engine/folding_p.h"

namespace snitt {

at::ScalarType scalarTypeOf(Precision precision) { return precision == Precision::bf16 ? at::kBFloat16 : at::kFloat; }

FoldedConvolver::FoldedConvolver(const ConvModules& modules, const EngineChoice& choice) {
  const c10::InferenceMode inference;
  const at::Device device(choice.device);
  const at::ScalarType type = scalarTypeOf(choice.precision);
  for (const auto& unit : modules.units()) {
    const FoldedConvolution folded = fold(unit);
    m_layers.push_back(
        {folded.weight.to(device, type).contiguous(at::MemoryFormat::ChannelsLast), folded.bias.to(device, type)});
  }
}

at::Tensor FoldedConvolver::run(const ConvLayer& layer, const at::Tensor& x, const at::Tensor* add) const {
  const Folded& folded = m_layers.at(layer.index);
  at::Tensor y = convolve(layer, x, folded.weight, folded.bias);
  if (add != nullptr) y.add_(*add);
  activate(layer.activation, y);
  return y;
}

}  // namespace snitt
